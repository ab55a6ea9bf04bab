// A trace as one row of the evaluation's `cascade`: what was known, what it took, what became of it. No prompt leaves with it.
import type { Attempt, Trace } from '../trace';
import { traceLabel } from './labels';

/** Of one tier: `ok` 1 good, 0 bad, null where the tier never answered or nobody said. `cost` dollars, `ms` to the whole answer. */
export interface TierRow {
  readonly ok: 0 | 1 | null;
  readonly cost: number | null;
  readonly ms: number | null;
}

export interface TraceRow {
  readonly id: string;
  /** What must not stand on both sides of a split: the file that the task was in. */
  readonly group: string;
  readonly task: string;
  readonly features: Readonly<Record<string, number>>;
  readonly signals: Readonly<Record<string, number>>;
  readonly pAcceptable: number | null;
  readonly weight: number;
  readonly propensity: number;
  readonly shown: string;
  readonly fast: TierRow & {
    readonly language: string;
    readonly text?: string;
    readonly logprobs?: readonly number[];
  };
  readonly strong: TierRow;
}

/** @param now epoch milliseconds; a trace younger than 300 s has no outcome yet */
export function traceRow(trace: Trace, now: number): TraceRow {
  const label = traceLabel(trace, now);
  const ok = label === null ? null : label.good ? 1 : 0;
  const of = (tier: Attempt['tier']): Attempt | undefined =>
    trace.attempts.findLast((attempt) => attempt.tier === tier && attempt.error === null && attempt.sample !== true);
  const fast = of('fast');
  const judgement = trace.judgements.findLast(({ attempt }) => trace.attempts[attempt]?.tier === 'fast');
  const showsFast = trace.shown === 'accepted' || trace.shown === 'unverified';
  return {
    id: trace.id,
    group: trace.path === '' ? (trace.parent ?? trace.id) : trace.path,
    task: trace.kind,
    features: trace.features,
    signals: judgement?.signals ?? {},
    pAcceptable: judgement?.pAcceptable ?? null,
    weight: label?.weight ?? 0,
    propensity: propensityOf(trace),
    shown: trace.shown,
    fast: {
      ...tierRow(fast, showsFast ? ok : null),
      language: trace.languageId,
      ...(fast !== undefined && fast.text !== '' && { text: fast.text }),
      ...(fast?.logprobs != null && { logprobs: fast.logprobs.map(({ logprob }) => logprob) }),
    },
    strong: tierRow(of('strong'), trace.shown === 'strong' ? ok : null),
  };
}

function tierRow(attempt: Attempt | undefined, ok: 0 | 1 | null): TierRow {
  if (attempt === undefined) return { ok: null, cost: null, ms: null };
  return { ok, cost: attempt.cost, ms: attempt.endMs - attempt.startMs };
}

/** Chance with which the task was shown what it was shown; 1 where nothing was drawn. */
export function propensityOf(trace: Pick<Trace, 'reasons'>): number {
  const drawn = trace.reasons.find(({ rule }) => rule === 'explored' || rule === 'audited');
  const propensity = drawn?.data['propensity'];
  return typeof propensity === 'number' && propensity > 0 ? propensity : 1;
}
