// What calibration keeps of a finished task: figures alone, no prompt, no answer, no path. Reads a trace, decides nothing.
import { hashText } from '../completion/hash';
import type { Features, Signals, TaskKind } from '../task';
import type { Attempt, Shown, Trace } from '../trace';
import type { OutcomeLabel } from './labels';
import { propensityOf } from './traceRow';

/** The fast answer as the judge saw it. */
export interface JudgedResult {
  /** The artefact that gave p. */
  readonly version: string;
  readonly p: number;
  readonly threshold: number;
  readonly accepted: boolean;
  readonly signals: Signals;
  /** False where the input was unlike what was calibrated, so that the prior stood in. */
  readonly inside: boolean;
  /** The model as the response named it, and the state of its server where the response tells one. */
  readonly fastModel: string;
  readonly fingerprint?: string | undefined;
  /** What a newer artefact said beside it. */
  readonly shadow: { readonly version: string; readonly p: number } | null;
}

export interface TaskResult {
  readonly id: string;
  /** Epoch milliseconds at which the answer stood. */
  readonly at: number;
  readonly kind: TaskKind;
  readonly languageId: string;
  /** What must not stand on both sides of a split. */
  readonly group: string;
  readonly features: Features;
  readonly judged: JudgedResult | null;
  /** The strong model as its response named it; absent where it was not asked. */
  readonly strongModel?: string | undefined;
  readonly shown: Shown;
  readonly escalated: boolean;
  readonly totalMs: number;
  readonly attempts: readonly Pick<Attempt, 'tier' | 'startMs' | 'endMs' | 'cost' | 'error'>[];
  /** Chance with which the task was shown what it was shown. */
  readonly propensity: number;
}

/** With what became of it. */
export interface LabelledResult extends TaskResult {
  readonly label: OutcomeLabel | null;
  /** From comparing with the strong answer: it trains and never certifies. */
  readonly audit: OutcomeLabel | null;
}

/** A threshold's source names its artefact, and after `#` the test that it comes from. */
export const artefactOf = (thresholdSource: string): string => thresholdSource.split('#')[0] ?? thresholdSource;

/** Strong answered because the fast answer was not accepted, whether it took its place or came too late for that. */
export function escalated({ judgements, attempts }: Pick<Trace, 'judgements' | 'attempts'>): boolean {
  const last = judgements.at(-1);
  return last?.verdict === 'escalate' && attempts.some(({ tier, error }) => tier === 'strong' && error === null);
}

/** Null where nothing was answered: there is nothing to learn from. */
export function taskResult(trace: Trace): TaskResult | null {
  if (trace.end !== 'finished' || trace.attempts.length === 0) return null;
  const judgement = trace.judgements.findLast(({ attempt }) => trace.attempts[attempt]?.tier === 'fast');
  const shadow = judgement?.reasons.find(({ rule }) => rule === 'shadow')?.data;
  return {
    id: trace.id,
    at: trace.startedAt + trace.totalMs,
    kind: trace.kind,
    languageId: trace.languageId,
    group: hashText(trace.path === '' ? (trace.parent ?? trace.id) : trace.path).toString(36),
    features: trace.features,
    judged:
      judgement === undefined
        ? null
        : {
            version: artefactOf(judgement.thresholdSource),
            p: judgement.pAcceptable,
            threshold: judgement.threshold,
            accepted: judgement.verdict === 'accept',
            signals: judgement.signals,
            inside: !judgement.reasons.some(({ rule }) => rule.startsWith('shift.')),
            fastModel: trace.attempts[judgement.attempt]?.model ?? '',
            fingerprint: trace.attempts[judgement.attempt]?.fingerprint,
            shadow:
              typeof shadow?.['version'] === 'string' && typeof shadow['p'] === 'number'
                ? { version: shadow['version'], p: shadow['p'] }
                : null,
          },
    strongModel: trace.attempts.findLast(({ tier, error }) => tier === 'strong' && error === null)?.model,
    shown: trace.shown,
    escalated: escalated(trace),
    totalMs: trace.totalMs,
    attempts: trace.attempts.map(({ tier, startMs, endMs, cost, error }) => ({ tier, startMs, endMs, cost, error })),
    propensity: propensityOf(trace),
  };
}
