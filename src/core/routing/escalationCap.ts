// So many escalations a minute and no more, whatever answers look like: no text that a model is led to write, and no loop of an
// agent's, can turn a stream of weak answers into a bill. What a user pins or a route decides is not counted.
import type { Reason } from '../task';

/** More than any hand asks for. */
export const escalationsPerMinute = 20;
const minuteMs = 60_000;

export const escalationsCapped: Reason = {
  rule: 'escalations-capped',
  weight: 1,
  data: { limit: escalationsPerMinute },
};

export interface EscalationCap {
  /** False where the minute has had its share. `now` in milliseconds. */
  take(now: number): boolean;
}

export function createEscalationCap(): EscalationCap {
  let taken: readonly number[] = [];
  return {
    take(now) {
      taken = taken.filter((at) => now - at < minuteMs);
      if (taken.length >= escalationsPerMinute) return false;
      taken = [...taken, now];
      return true;
    },
  };
}
