// A session for tasks that patch: given models, a real parser, a clock that ticks, and no waiting.
import { defaultSettings, type Settings } from '../../src/core/settings';
import { createLatch } from '../../src/core/routing/latch';
import { createLatencies } from '../../src/core/routing/latency';
import type { CascadeEvent } from '../../src/core/cascadeTask';
import type { Model } from '../../src/core/model';
import type { Patch } from '../../src/core/patch/edit';
import type { Session, Tiers } from '../../src/core/session';
import type { Trace } from '../../src/core/trace';
import type { Analyser } from '../../src/syntax/analyser';

export interface PatchSession {
  readonly session: Session;
  readonly tiers: Tiers;
}

export function patchSession(
  analyser: Analyser,
  fast: Model | null,
  strong: Model | null,
  settings: Partial<Settings> = {},
): PatchSession {
  let time = 0;
  const tiers: Tiers = { fast, strong, unavailable: [] };
  const session: Session = {
    settings: () => ({ ...defaultSettings, ...settings }),
    tiers: () => Promise.resolve(tiers),
    syntax: {
      facts: (request) => Promise.resolve(analyser.facts(request)),
      fit: (request) => Promise.resolve(analyser.fit(request)),
      scopes: (request) => Promise.resolve(analyser.scopes(request)),
    },
    latencies: createLatencies(),
    latch: createLatch(),
    clock: () => (time += 5),
    newId: () => crypto.randomUUID(),
    within: (promise) => promise.then((value) => value),
  };
  return { session, tiers };
}

export interface Ran {
  readonly trace: Trace;
  readonly patch: Patch | null;
  readonly events: readonly CascadeEvent[];
}

/** Runs a task to its end. */
export async function ran(task: AsyncGenerator<CascadeEvent, void, void>): Promise<Ran> {
  const events: CascadeEvent[] = [];
  for await (const event of task) events.push(event);
  const last = events.at(-1);
  if (last === undefined || !('trace' in last)) throw new Error('The task did not end.');
  const patched = events.find((event) => event.type === 'patched');
  return { trace: last.trace, patch: patched?.patch ?? null, events };
}
