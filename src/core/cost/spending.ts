// Money as the store's worker and the host speak of it: a call's charge, and what a budget says to it. Types and small sums only.
import type { Tier } from '../task';
import type { BudgetDecision, BudgetSettings } from './budgetLedger';

/** One call before it is sent. */
export interface Charge {
  readonly tier: Tier;
  readonly model: string;
  /** The most it may cost, in dollars; null where nobody knows the price. */
  readonly atMost: number | null;
  /** The user's own calendar day, `2026-01-31`. */
  readonly date: string;
  /** Epoch milliseconds. */
  readonly at: number;
  /** True where the user's yes, or the tier, lets it pass over the limit. */
  readonly agreed: boolean;
}

export interface BudgetState extends BudgetDecision {
  /** What is used of the period that decided, or of the month, and its limit. */
  readonly used: number;
  readonly limit: number | null;
}

export type { BudgetSettings };

/** Dollars a budget warns at, as a share. */
export const warnAt = 0.8;
