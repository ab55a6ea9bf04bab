// The nouns of the cascade: a task as it is given to it, what it may use, and the events it yields. No behaviour.
import type { AimNumbers } from './aims';
import type { AttemptResult, EarlyStop } from './attempt';
import type { Verdict } from './judging/judge';
import type { Model, Prompt } from './model';
import type { ModelError } from './modelError';
import type { Patch } from './patch/edit';
import type { Features, Reason, Signals, TaskKind, Tier } from './task';
import type { Attempt, Judgement, Route, Span, Trace } from './trace';

/** What a check without a model found in an answer. */
export interface AnswerCheck {
  /** For the trace: what was verified, or what does not hold. */
  readonly reasons: readonly Reason[];
  /** What to ask the same model once more, where the answer does not hold and may be mended. */
  readonly repair: Prompt | null;
}

/** Everything the cascade needs to know of one task. */
export interface CascadeTask {
  readonly id: string;
  readonly parent?: string;
  readonly kind: TaskKind;
  readonly languageId: string;
  readonly path: string;
  /** Epoch milliseconds; every other time is counted from here. */
  readonly startedAt: number;
  readonly features: Features;
  readonly route: Route;
  readonly aim: AimNumbers;
  /** Steps done before any model was asked. */
  readonly spans: readonly Span[];
  /** Calls of models in those steps. */
  readonly earlier?: readonly Attempt[];
  /** True where the user waits for a better answer: explicit tasks, a completion asked for by hand. */
  readonly waits: boolean;
  prompt(model: Model, tier: Tier): Prompt;
  /** Runs what may wait until the answer has been given on; default: at once. */
  closeLater?(close: () => void): void;
  /** Says when a stream has brought enough; completions only. */
  earlyStop?(tier: Tier): EarlyStop;
  /** The beginning of a sentence that the prompt ends with and a base model only continues; shown before its text. */
  lead?(model: Model): string;
  /** Raw model text to what would be shown; reasons where that is nothing. Default: lead and text, trimmed. */
  shape?(attempt: Attempt, lead: string): { readonly text: string; readonly reasons: readonly Reason[] };
  /** What of a raw answer is compared with further ones; empty: nothing, and absent: two right answers would not agree. */
  compared?(raw: string): string;
  /** Judges a fast answer. `reasons` are shape's, `more` what was measured beside the answer: agreement of resamples. */
  judge(result: AttemptResult, text: string, reasons: readonly Reason[], more?: Signals): Promise<Verdict>;
  /** Checks an answer of either tier. It may ask for one repair, by the same tier; the judge sees what came of it. */
  check?(result: AttemptResult, prompt: Prompt, model: Model): Promise<AnswerCheck>;
}

export interface CascadeDeps {
  readonly fast: Model | null;
  readonly strong: Model | null;
  /** Why a tier is null, as the user's sentence. */
  readonly unavailable?: string;
  /** Why strong alone is null, where more is known than that there is none. */
  readonly withoutStrong?: Reason;
  /** Chance that the strong answer is right, where outcomes tell; null or absent: the prior of its kind. */
  readonly strongRight?: number | null;
  /** Expected dollars and seconds of asking strong, for the benefit rule. */
  readonly strongEstimate: { readonly dollars: number; readonly seconds: number };
  /** Why strong starts beside fast, where that pays; null or absent: it waits for the verdict. */
  readonly hedge?: Reason | null;
  /** Whether the strong tier may be asked after, or beside, the fast one: takes one of a minute's escalations. Absent: always. */
  readonly mayEscalate?: () => boolean;
  /** Told of an answer that stands by one tier alone: the other may be asked about it in the background. */
  readonly audit?: (audit: Audit) => void;
  /** Draws the answers in doubt that are shown although the judge would not, so that their outcome is learned; absent: none. */
  readonly explore?: () => Exploration | null;
  /** Further answers of the fast tier where the verdict is in doubt; null or absent: none, since they would not pay. */
  readonly resample?: ResamplePlan | null;
  /** When the user last scrolled, copied or typed, epoch milliseconds; absent: nothing is taken from the user's eyes. */
  readonly touchedAt?: () => number;
  /** Epoch milliseconds. */
  readonly clock: () => number;
  /** The promise's value, or null where it takes longer than `ms` or fails; absent: waits, however long it takes. */
  readonly within?: <T>(promise: Promise<T>, ms: number) => Promise<T | null>;
}

export interface ResamplePlan {
  /** Milliseconds after the task's start at which they are needed. */
  readonly byMs: number;
  /** How long they are expected to take at most. */
  readonly expectedMs: number;
}

/** An answer in doubt that was drawn, and the chance of that. */
export interface Exploration {
  readonly propensity: number;
}

/** What an audit needs to ask the other tier the same. */
export interface Audit {
  readonly id: string;
  readonly kind: TaskKind;
  /** The tier that answered. */
  readonly tier: Tier;
  readonly text: string;
  readonly other: Model;
  readonly prompt: Prompt;
  /** Raw text of the other tier to what would have been shown. */
  readonly shape: (attempt: Attempt) => string;
}

export type CascadeEvent =
  /** The trace of an explicit task as far as it has come: what is left of it where the editor ends in its midst. */
  | { readonly type: 'underway'; readonly trace: Trace }
  | { readonly type: 'routed'; readonly route: Route }
  | { readonly type: 'asking'; readonly tier: Tier; readonly model: string; readonly reasons: readonly Reason[] }
  | { readonly type: 'text'; readonly tier: Tier; readonly text: string }
  | { readonly type: 'answered'; readonly attempt: Attempt }
  | { readonly type: 'judged'; readonly judgement: Judgement }
  /** A strong answer that came too late to take the first one's place: for who wants it. Comes before `finished`. */
  | { readonly type: 'offered'; readonly attempt: Attempt; readonly text: string; readonly patch: Patch | null }
  /** A step of a task that is more than one cascade. */
  | { readonly type: 'step'; readonly step: Reason }
  /** The answer that stands has this patch; comes right before `finished`. */
  | { readonly type: 'patched'; readonly patch: Patch }
  | { readonly type: 'finished'; readonly trace: Trace }
  | { readonly type: 'cancelled'; readonly trace: Trace }
  | { readonly type: 'failed'; readonly trace: Trace; readonly error: ModelError };
