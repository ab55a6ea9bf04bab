// Time to the whole answer, of the cascade and of strong alone, where 10, 30 or 60 % of the tasks are escalated (least trusted first).
import { quantile, type WholeRow } from './cascadePolicies';

export interface EscalationTimes {
  /** False where the times are simulated from lengths. */
  readonly measured: boolean;
  readonly strongAlone: Quantiles;
  readonly cascade: readonly ({ readonly escalation: number } & Quantiles)[];
}

export interface Quantiles {
  readonly p50: number;
  readonly p95: number;
}

/** Milliseconds. */
export function escalationTimes(rows: readonly WholeRow[]): EscalationTimes {
  const leastTrusted = [...rows].sort((a, b) => a.p - b.p);
  return {
    measured: rows.every(({ times }) => times.measured),
    strongAlone: quantiles(rows.map(({ times }) => times.strong)),
    cascade: [0.1, 0.3, 0.6].map((escalation) => {
      const last = Math.round(escalation * rows.length);
      return {
        escalation,
        ...quantiles(leastTrusted.map(({ times }, i) => times.fast + times.judge + (i < last ? times.strong : 0))),
      };
    }),
  };
}

function quantiles(seconds: readonly number[]): Quantiles {
  const sorted = [...seconds].sort((a, b) => a - b);
  return { p50: 1000 * quantile(sorted, 0.5), p95: 1000 * quantile(sorted, 0.95) };
}
