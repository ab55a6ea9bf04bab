// The trace store: opened at its first use, and kept within its age and its size from then on, once a day.
import { openTraceStore, type TraceStoreOptions, type WeirStore } from './store/sqliteTraceStore';

/** Half a gigabyte, some hundred thousand traces with their texts: the oldest go first. */
export const storeMaxBytes = 500e6;
const dayMs = 86_400_000;

export interface WiredStore<S> {
  readonly open: () => Promise<S>;
  readonly dispose: () => void;
}

export function wireStore(options: TraceStoreOptions, retentionDays: () => number): WiredStore<WeirStore> {
  return keptStore(() => openTraceStore(options), options.log, retentionDays, Date.now);
}

/** The same over any store and clock. */
export function keptStore<S extends Pick<WeirStore, 'retain' | 'close'>>(
  open: () => S,
  log: (line: string) => void,
  retentionDays: () => number,
  now: () => number,
): WiredStore<S> {
  let store: S | null = null;
  let retainedAt = -Infinity;
  return {
    async open() {
      store ??= open();
      if (now() - retainedAt >= dayMs) {
        retainedAt = now();
        // What cannot be tidied up can still be written to; saving says what is wrong, if anything is.
        await store.retain(retentionDays(), now(), storeMaxBytes).catch((error: unknown) => {
          log(`Old traces were not deleted: ${error instanceof Error ? error.message : String(error)}`);
        });
      }
      return store;
    },
    dispose: () => void store?.close(),
  };
}
