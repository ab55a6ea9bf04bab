// The trace store: opened at its first use, and kept within its age and its size from then on, once a day.
import { openTraceStore, type TraceStoreOptions } from './store/sqliteTraceStore';
import type { TraceStore } from './core/traceStore';

/** Half a gigabyte, some hundred thousand traces with their texts: the oldest go first. */
export const storeMaxBytes = 500e6;
const dayMs = 86_400_000;

export interface WiredStore {
  open(): Promise<TraceStore>;
  dispose(): void;
}

export function wireStore(
  options: TraceStoreOptions,
  retentionDays: () => number,
  now: () => number = Date.now,
  open: (options: TraceStoreOptions) => TraceStore = openTraceStore,
): WiredStore {
  let store: TraceStore | null = null;
  let retainedAt = -Infinity;
  return {
    async open() {
      store ??= open(options);
      if (now() - retainedAt >= dayMs) {
        retainedAt = now();
        // What cannot be tidied up can still be written to; saving says what is wrong, if anything is.
        await store.retain(retentionDays(), now(), storeMaxBytes).catch((error: unknown) => {
          options.log(`Old traces were not deleted: ${error instanceof Error ? error.message : String(error)}`);
        });
      }
      return store;
    },
    dispose: () => void store?.close(),
  };
}
