// How often an answer was asked for again lately on a thread of work: what a fast model got wrong there it may get wrong again.

const keptMs = 30 * 60_000;
/** Threads of work are few; the oldest go first so that a long session stays small. */
const mostThreads = 200;

export interface Reasks {
  /** @param thread a file's path, or a trace's; @param now epoch milliseconds */
  add(thread: string, now: number): void;
  /** Of the last half hour. */
  count(thread: string, now: number): number;
}

export function createReasks(): Reasks {
  const times = new Map<string, readonly number[]>();
  const recent = (thread: string, now: number): readonly number[] =>
    (times.get(thread) ?? []).filter((at) => now - at < keptMs);
  return {
    add(thread, now) {
      const list = [...recent(thread, now), now];
      times.delete(thread);
      times.set(thread, list);
      for (const key of times.keys()) {
        if (times.size <= mostThreads) break;
        times.delete(key);
      }
    },
    count: (thread, now) => recent(thread, now).length,
  };
}
