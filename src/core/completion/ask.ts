// What the engine is asked and what it answers: plain data from the editor, an offer or a reason for silence.
import type { ModelError } from '../modelError';
import type { ContextPiece, Features, Reason, Tier } from '../task';
import type { Trace } from '../trace';
import type { AnswerSource } from './answerSource';
import type { MemoryPlace, Offer } from './memory';
import type { AcceptanceHistory } from './speculation';
import type { WaitInput } from './timing';

/** What was at hand when the model was to be asked: nobody waits for it. */
export interface AskFacts {
  readonly features: Features;
  readonly context: readonly ContextPiece[];
}

export interface Ask {
  readonly place: MemoryPlace;
  readonly manual: boolean;
  /** Setting: nothing is offered unless asked by hand. */
  readonly onDemand: boolean;
  readonly severalCursors: boolean;
  readonly justAccepted: boolean;
  readonly justUndone: boolean;
  readonly skipComments: boolean;
  readonly skipStrings: boolean;
  readonly indent?: { readonly insertSpaces: boolean; readonly tabSize: number };
  readonly timing: Pick<WaitInput, 'millisSinceLastKey' | 'typingIntervalMs' | 'recentRejections' | 'userDelayMs'>;
  readonly history: AcceptanceHistory;
  /** Read right before the request is sent, so that the wait before it is time to collect in. */
  readonly facts: () => AskFacts;
}

export type EngineAnswer =
  | { readonly kind: 'offer'; readonly offer: Offer; readonly source: AnswerSource }
  /** `reason` is null where the user has typed on, or where the task's own trace says it. */
  | { readonly kind: 'silent'; readonly reason: Reason | null };

/** What the engine tells while it works. `background`: nobody waits for this task. */
export interface EngineListener {
  readonly asking: (tier: Tier, model: string, why: readonly Reason[], manual: boolean) => void;
  readonly finished: (trace: Trace, background: boolean) => void;
  readonly failed: (trace: Trace, error: ModelError, background: boolean) => void;
  /** An answer was made from what is at hand; its trace names the source. */
  readonly answered: (trace: Trace) => void;
  /** An answer has come for this place that nobody waits for any more: asked again now, it is there. */
  readonly late: (place: MemoryPlace) => void;
}
