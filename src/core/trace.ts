// The record of one task, from features to outcome. Plain data: what the store keeps and every view renders.
import type { FinishReason, ProviderKind, TokenLogprob, Usage } from './model';
import type { Features, Reason, Signals, TaskKind, Tier } from './task';

/** The decision before any model runs. */
export interface Route {
  readonly tier: Tier;
  /** P(the fast answer would be bad), 0 to 1. */
  readonly pHard: number;
  /** The rule that decided: `p-hard`, `trace-files`, `window`, `pin`, `mode` … */
  readonly rule: string;
  readonly reasons: readonly Reason[];
}

export type Verdict = 'accept' | 'escalate' | 'suppress';

/** What the judge said of one attempt. */
export interface Judgement {
  readonly attempt: number;
  readonly pAcceptable: number;
  readonly threshold: number;
  /** Where the threshold comes from: `prior`, or a calibration version. */
  readonly thresholdSource: string;
  readonly verdict: Verdict;
  readonly signals: Signals;
  readonly stages: readonly string[];
  readonly reasons: readonly Reason[];
  readonly ms: number;
}

/** One call of one model. */
export interface Attempt {
  readonly tier: Tier;
  readonly provider: ProviderKind;
  readonly model: string;
  readonly origin: string;
  /** Milliseconds after the task's start. */
  readonly startMs: number;
  readonly firstTokenMs: number | null;
  readonly endMs: number;
  readonly usage: Usage | null;
  /** Dollars; null where the model is unpriced or the usage unknown. */
  readonly cost: number | null;
  readonly finish: FinishReason | null;
  readonly text: string;
  /** The body as it left Weir, after redaction. Null where nothing was sent. */
  readonly sent: string | null;
  readonly logprobs: readonly TokenLogprob[] | null;
  readonly error: { readonly kind: string; readonly sentence: string } | null;
  /** The state of the server as the response names it (OpenAI's `system_fingerprint`); absent where it names none. */
  readonly fingerprint?: string | undefined;
  /** Dollars left of the budget when it was let through; absent where there is none. */
  readonly budgetLeft?: number | undefined;
  /** True where it was asked only to be compared with the answer in doubt. */
  readonly sample?: boolean | undefined;
}

/** A step of the task, for the waterfall; its models' calls are attempts. Milliseconds after the task's start. */
export interface Span {
  readonly name: string;
  readonly startMs: number;
  readonly endMs: number;
  readonly data?: Readonly<Record<string, string | number | boolean>>;
}

/**
 * What the user was given.
 * `accepted`: the fast answer, accepted by the judge. `strong`: the strong tier's answer.
 * `unverified`: the fast answer without a verdict in its favour. `suppressed`, `none`: nothing.
 */
export type Shown = 'accepted' | 'strong' | 'unverified' | 'suppressed' | 'none';

export type OutcomeKind =
  | 'shown'
  | 'accepted'
  | 'partly-accepted'
  | 'typed-through'
  | 'kept'
  | 'edited-away'
  | 'rejected'
  | 're-asked'
  | 'copied'
  | 'inserted'
  | 'undone'
  /** The editor reports more errors where the text was put than before; `errors` and `seconds` in its data. */
  | 'new-errors'
  /** A test, a build or a command of the user's ran on an accepted change; `exitCode` and `what` in its data. */
  | 'tried'
  | 'thumb-up'
  | 'thumb-down';

export interface Outcome {
  readonly kind: OutcomeKind;
  /** Milliseconds after the task's start. */
  readonly atMs: number;
  readonly data?: Readonly<Record<string, string | number | boolean>>;
}

export type TraceEnd = 'finished' | 'cancelled' | 'failed';

export interface Trace {
  readonly id: string;
  /** The task of which this is a step, or null. */
  readonly parent: string | null;
  /** Epoch milliseconds. */
  readonly startedAt: number;
  readonly totalMs: number;
  readonly kind: TaskKind;
  readonly languageId: string;
  /** Path inside the workspace, or a name where there is none. */
  readonly path: string;
  readonly features: Features;
  readonly route: Route | null;
  readonly attempts: readonly Attempt[];
  readonly judgements: readonly Judgement[];
  readonly spans: readonly Span[];
  readonly end: TraceEnd;
  readonly shown: Shown;
  /** The text the user was given, empty where nothing was. */
  readonly answer: string;
  /** Final reason codes: why this was shown, held or suppressed. */
  readonly reasons: readonly Reason[];
  readonly error: { readonly kind: string; readonly sentence: string } | null;
  readonly outcomes: readonly Outcome[];
}
