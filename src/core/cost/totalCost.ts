// What all attempts of a task cost together, in dollars.
import type { Attempt } from '../trace';

/** Null where an attempt that got an answer has no price: a sum that leaves it out would look cheap. One that was refused costs nothing. */
export function totalCost(attempts: readonly Pick<Attempt, 'cost' | 'usage' | 'firstTokenMs'>[]): number | null {
  let sum = 0;
  for (const { cost, usage, firstTokenMs } of attempts) {
    if (cost !== null) sum += cost;
    else if (usage !== null || firstTokenMs !== null) return null;
  }
  return sum;
}
