// What the stored tasks have cost, by day, task and tier, and what the strong tier alone would have cost for them. Reads no store.
import type { Prices } from '../model';
import type { TaskKind, Tier } from '../task';
import { costOf } from './costOf';

/** Tasks of one day, kind and tier, as the store adds them up. */
export interface SpentRow {
  /** `2026-01-31`, in the user's time zone. */
  readonly day: string;
  readonly kind: TaskKind;
  /** The tier that answered. */
  readonly tier: Tier;
  readonly escalated: boolean;
  readonly tasks: number;
  /** Sum over the priced tasks. */
  readonly dollars: number;
  /** Tasks in it whose price nobody knows. */
  readonly unpriced: number;
  /** Of escalated tasks: their strong calls alone. */
  readonly strongDollars: number;
  readonly input: number;
  readonly cached: number;
  readonly output: number;
}

export interface SpentLine {
  readonly day: string;
  readonly kind: TaskKind;
  readonly tier: Tier;
  readonly tasks: number;
  readonly dollars: number;
  readonly unpriced: number;
  /** What strong alone would have cost: its own calls as they were, the fast tier's by their tokens. Null where it has no price. */
  readonly strongAlone: number | null;
}

export function spentLines(rows: readonly SpentRow[], strong: Prices | null): SpentLine[] {
  const lines = new Map<string, SpentLine>();
  for (const row of rows) {
    const { day, kind, tier, tasks, dollars, unpriced } = row;
    const key = `${day} ${kind} ${tier}`;
    const before = lines.get(key) ?? { day, kind, tier, tasks: 0, dollars: 0, unpriced: 0, strongAlone: 0 };
    lines.set(key, {
      ...before,
      tasks: before.tasks + tasks,
      dollars: before.dollars + dollars,
      unpriced: before.unpriced + unpriced,
      strongAlone: add(before.strongAlone, strongAlone(row, strong)),
    });
  }
  return [...lines.values()];
}

function strongAlone(row: SpentRow, strong: Prices | null): number | null {
  if (row.tier === 'strong') {
    if (row.unpriced > 0) return null;
    return row.escalated ? row.strongDollars : row.dollars;
  }
  const { input, cached, output } = row;
  return costOf({ input, cachedRead: cached, cacheWrite: 0, output, exact: false }, strong);
}

function add(one: number | null, other: number | null): number | null {
  return one === null || other === null ? null : one + other;
}
