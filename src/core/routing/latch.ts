// The session latch: after two escalations in a row on the same thread of work, the next tasks there go to strong at once.
// It decays, so that one bad quarter of an hour does not decide the day.

const halfLifeMs = 10 * 60_000;
const latchAt = 1.5;

export interface Latch {
  /** True where the thread of work (a file, or a trace) has escalated twice in a row lately. */
  held(thread: string, now: number): boolean;
  escalated(thread: string, now: number): void;
  accepted(thread: string): void;
}

export function createLatch(): Latch {
  const heat = new Map<string, { value: number; at: number }>();
  const current = (thread: string, now: number): number => {
    const entry = heat.get(thread);
    return entry === undefined ? 0 : entry.value * 0.5 ** ((now - entry.at) / halfLifeMs);
  };
  return {
    held: (thread, now) => current(thread, now) >= latchAt,
    escalated(thread, now) {
      const value = current(thread, now) + 1;
      heat.delete(thread);
      heat.set(thread, { value, at: now });
      // Threads of work are few; the oldest go first so that a long session stays small.
      for (const key of heat.keys()) {
        if (heat.size <= 200) break;
        heat.delete(key);
      }
    },
    accepted(thread) {
      heat.delete(thread);
    },
  };
}
