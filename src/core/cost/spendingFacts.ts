// What was spent and what is left, as plain data for the panel. Types only.
import type { Prices } from '../model';
import type { Reason, Tier } from '../task';

export interface SpendingFacts {
  readonly day: PeriodFacts;
  readonly month: PeriodFacts;
  /** `budget.none`, `budget.within`, `budget.near` or `budget.over`, worded with its data. */
  readonly state: Reason;
  /** Dollars and calls of each tier this month. */
  readonly tiers: readonly { readonly tier: Tier; readonly calls: number; readonly dollars: number }[];
  /** Models that were asked this month and whose price nobody knows: their cost is in no sum. */
  readonly unpriced: readonly string[];
  readonly prices: PriceTableFacts;
}

export interface PeriodFacts {
  /** `2026-01-31` or `2026-01`. */
  readonly name: string;
  /** Dollars. Null is no limit. */
  readonly limit: number | null;
  /** Settled, and reserved by calls that are on their way. */
  readonly spent: number;
  readonly reserved: number;
}

export interface PriceTableFacts {
  /** ISO date on which the table was last compared with the makers' lists. */
  readonly date: string;
  readonly ageDays: number;
  /** Whether a price in use comes from a table that is older than it should be. */
  readonly old: boolean;
  /** Rows that the user or a policy has set, first; then those of the models in use. Dollars for a million tokens. */
  readonly rows: readonly PriceRow[];
}

export interface PriceRow {
  readonly model: string;
  readonly prices: Prices | null;
  /** Set by the user or a policy. */
  readonly own: boolean;
  /** Runs on this machine, at nobody's charge. */
  readonly local: boolean;
}
