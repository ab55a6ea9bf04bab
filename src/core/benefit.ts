// Escalating pays by benefit, not by doubt: only where strong is likelier right by more than its price in money and time.
import { lossOfBadAnswer, type AimNumbers } from './aims';
import type { Reason, TaskKind } from './task';

/** Chance that the strong answer is right, until outcomes say better; below certainty, since both tiers fail on some tasks. */
export const strongRight: Record<TaskKind, number> = {
  complete: 0.7,
  explain: 0.85,
  edit: 0.75,
  debug: 0.75,
  chat: 0.8,
};

/**
 * Escalate iff `q - p > (c_s + v T_s) / L`.
 * @param p calibrated chance that the fast answer is acceptable, 0 to 1
 * @param q calibrated chance that the strong answer is right; default the prior of its kind
 * @param strong expected dollars, and seconds that the user waits (0 in the background)
 */
export function escalationPays(
  p: number,
  kind: TaskKind,
  aim: AimNumbers,
  strong: { readonly dollars: number; readonly seconds: number },
  q: number = strongRight[kind],
): { readonly pays: boolean; readonly reason: Reason } {
  const gain = q - p;
  const price = (strong.dollars + aim.secondPrice * strong.seconds) / lossOfBadAnswer(aim);
  const pays = gain > price;
  return {
    pays,
    reason: { rule: pays ? 'escalated' : 'escalation-does-not-pay', weight: gain - price, data: { gain, price } },
  };
}
