// Starting strong beside fast, before anybody knows whether it will be needed: pays only where escalating is likely and waiting dear.
import type { Reason } from '../task';

export interface HedgeInput {
  /** Current chance of escalating, 0 to 1. */
  readonly escalation: number;
  /** Dollars that a second of the user's waiting is worth. */
  readonly secondPrice: number;
  /** Expected seconds of fast with its judging, and of strong; dollars of strong. */
  readonly fastSeconds: number;
  readonly strongSeconds: number;
  readonly strongDollars: number;
}

/** Share of a strong call that is billed when it is cancelled: its prompt, and what it had written. */
const billedShare = 0.7;

/** Start both iff `π v min(T_f + T_j, T_s) > (1 - π) φ c_s`. */
export function hedge(input: HedgeInput): { readonly pays: boolean; readonly reason: Reason } {
  const { escalation, secondPrice, fastSeconds, strongSeconds, strongDollars } = input;
  const gain = escalation * secondPrice * Math.min(fastSeconds, strongSeconds);
  const price = (1 - escalation) * billedShare * strongDollars;
  return { pays: gain > price, reason: { rule: 'hedged', weight: gain - price, data: { rate: escalation } } };
}
