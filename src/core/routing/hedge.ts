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

/** How often tasks of a kind have escalated lately; a prior until they have. */
export interface EscalationRates {
  add(kind: string, escalated: boolean): void;
  rate(kind: string): number;
}

/** As if two of ten had escalated; a task counts half as much after twenty others. */
const prior = { escalated: 2, tasks: 10 };
const halfLife = 20;

export function createEscalationRates(): EscalationRates {
  const seen = new Map<string, { escalated: number; tasks: number }>();
  return {
    add(kind, escalated) {
      const before = seen.get(kind) ?? { escalated: 0, tasks: 0 };
      const kept = 0.5 ** (1 / halfLife);
      seen.set(kind, { escalated: before.escalated * kept + Number(escalated), tasks: before.tasks * kept + 1 });
    },
    rate(kind) {
      const { escalated, tasks } = seen.get(kind) ?? { escalated: 0, tasks: 0 };
      return (escalated + prior.escalated) / (tasks + prior.tasks);
    },
  };
}
