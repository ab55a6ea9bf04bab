// What the stored tasks have cost, by day, task and tier, and what the strong tier alone would have cost for them. Reads no store.
import type { Prices } from '../model';
import type { TaskKind, Tier } from '../task';
import type { Trace } from '../trace';
import { costOf } from './costOf';

/** Tasks of one day, kind and tier, as the store adds them up. */
export interface SpentRow {
  /** `2026-01-31`, in the user's time zone. */
  readonly day: string;
  readonly kind: TaskKind;
  /** The tier that answered. */
  readonly tier: Tier;
  readonly tasks: number;
  /** Sum over the priced tasks. */
  readonly dollars: number;
  /** Tasks in it whose price nobody knows. */
  readonly unpriced: number;
  /** Of the priced tasks that strong answered: their strong calls alone. */
  readonly strongDollars: number;
  /** Tokens of the priced tasks' fast answers: see `answerTokens`. */
  readonly input: number;
  readonly cached: number;
  readonly output: number;
}

/**
 * The tokens of the fast tier's answer, or null where it gave none. What it was asked again for, to compare or to repair,
 * strong alone would not have needed: rather too little is said to be saved than too much.
 */
export function answerTokens({
  attempts,
}: Pick<Trace, 'attempts'>): Pick<SpentRow, 'input' | 'cached' | 'output'> | null {
  const usage = attempts.findLast(({ tier, sample }) => tier === 'fast' && sample !== true)?.usage ?? null;
  return usage && { input: usage.input + usage.cacheWrite, cached: usage.cachedRead, output: usage.output };
}

/** What a task's strong calls cost, dollars. */
export function strongDollars({ attempts }: Pick<Trace, 'attempts'>): number {
  return attempts.reduce((sum, { tier, cost }) => sum + (tier === 'strong' ? (cost ?? 0) : 0), 0);
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
  if (row.tier === 'strong') return row.unpriced > 0 ? null : row.strongDollars;
  const { input, cached, output } = row;
  return costOf({ input, cachedRead: cached, cacheWrite: 0, output, exact: false }, strong);
}

function add(one: number | null, other: number | null): number | null {
  return one === null || other === null ? null : one + other;
}
