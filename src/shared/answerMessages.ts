// The contract between the host and the answer view, with its checks in both directions. What does not pass has no effect.
import type { Reason, TaskKind } from '../core/task';
import type { Shown } from '../core/trace';
import type { Answer, AnswerFigures, AnswerHead, AnswerState, FrameReference, RepairAction } from './answerState';
import { isKind, isLongText, isName, isReason, isSentence, isShown, isTier } from './dataGuards';
import {
  isCount,
  isFlag,
  isListOf,
  isNullOr,
  isNumber,
  isOneOf,
  isOptional,
  isShape,
  parseUnion,
  type Check,
  type Checks,
} from './guards';
import { linkTarget } from './linkTarget';
import { isPatchState, type PatchState } from './patchState';

/** Host to view. `state` restores a whole view (null: empty); `answer` opens an attempt at its first token, a second one replaces the first. */
export type AnswerMessage =
  | { readonly type: 'state'; readonly state: AnswerState | null }
  | {
      readonly type: 'started';
      readonly task: string;
      readonly kind: TaskKind;
      readonly subject: string;
      readonly more?: boolean | undefined;
    }
  | { readonly type: 'step'; readonly task: string; readonly step: Reason }
  | { readonly type: 'frames'; readonly task: string; readonly frames: readonly FrameReference[] }
  | { readonly type: 'answer'; readonly task: string; readonly head: AnswerHead }
  | { readonly type: 'text'; readonly task: string; readonly text: string }
  /** A whole answer of the strong tier that came too late to take the place of the one that is read. */
  | { readonly type: 'offered'; readonly task: string; readonly head: AnswerHead; readonly text: string }
  | ({ readonly type: 'finished'; readonly task: string } & Finish)
  | { readonly type: 'failed'; readonly task: string; readonly sentence: string; readonly action: RepairAction | null }
  | { readonly type: 'cancelled'; readonly task: string }
  /** The answer has a patch, or something became of it. */
  | { readonly type: 'patch'; readonly task: string; readonly patch: PatchState };

interface Finish {
  readonly figures: AnswerFigures;
  readonly shown: Shown;
  readonly reasons: readonly Reason[];
}

/** View to host. `copy` and `insert` carry text of the answer without its hidden characters. */
export type AnswerRequest =
  | { readonly type: 'ready' }
  | { readonly type: 'run'; readonly command: 'explain' | 'debug' | 'trace' | 'set-up' }
  | AboutTask<'stop' | 'more' | 're-ask-fast' | 're-ask-strong' | 'open-trace' | 'kind-rule'>
  /** The user has scrolled in the answer; has chosen the one that was offered beside it. */
  | AboutTask<'touched' | 'take-offer'>
  | AboutTask<'open-patch' | 'accept-patch' | 'reject-patch' | 'undo-patch' | 'try-patch' | 'escalate-patch'>
  | { readonly type: 'copy'; readonly task: string; readonly text: string }
  | { readonly type: 'insert'; readonly task: string; readonly text: string }
  | { readonly type: 'thumb'; readonly task: string; readonly up: boolean }
  | { readonly type: 'open-frame'; readonly task: string; readonly index: number }
  | { readonly type: 'open-link'; readonly task: string; readonly url: string }
  | { readonly type: 'repair'; readonly task: string; readonly action: RepairAction };

type AboutTask<Type extends string> = Type extends string ? { readonly type: Type; readonly task: string } : never;

const isAction = isOneOf<RepairAction>(
  'set-up',
  'set-key',
  'test-connection',
  'retry',
  'show-log',
  'open-settings',
  're-ask-fast',
  're-ask-strong',
);
const isReasons = isListOf(isReason, 100);
const isFrames = isListOf(isShape<FrameReference>({ path: isName, line: isCount(10_000_000), label: isName }), 500);
const isHead = isShape<AnswerHead>({
  tier: isTier,
  model: isName,
  firstTokenMs: isNullOr(isNumber),
  reasons: isReasons,
});
const isFigures = isShape<AnswerFigures>({
  totalMs: isNumber,
  inputTokens: isNumber,
  cachedTokens: isNumber,
  outputTokens: isNumber,
  exact: isFlag,
  cost: isNullOr(isNumber),
});
const isState = isShape<AnswerState>({
  task: isName,
  kind: isKind,
  subject: isSentence,
  more: isOptional(isFlag),
  phase: isOneOf('working', 'streaming', 'finished', 'failed', 'cancelled'),
  step: isNullOr(isReason),
  frames: isFrames,
  answers: isListOf(isShape<Answer>({ head: isHead, text: isLongText }), 20),
  standing: isOptional(isCount(20)),
  figures: isNullOr(isFigures),
  shown: isNullOr(isShown),
  reasons: isReasons,
  failure: isNullOr(isShape({ sentence: isSentence, action: isNullOr(isAction) })),
  patch: isOptional(isPatchState),
});

const toView: Checks<AnswerMessage> = {
  state: isShape({ state: isNullOr(isState) }),
  started: isShape({ task: isName, kind: isKind, subject: isSentence, more: isOptional(isFlag) }),
  step: isShape({ task: isName, step: isReason }),
  frames: isShape({ task: isName, frames: isFrames }),
  answer: isShape({ task: isName, head: isHead }),
  text: isShape({ task: isName, text: isLongText }),
  offered: isShape({ task: isName, head: isHead, text: isLongText }),
  finished: isShape({ task: isName, figures: isFigures, shown: isShown, reasons: isReasons }),
  failed: isShape({ task: isName, sentence: isSentence, action: isNullOr(isAction) }),
  cancelled: isShape({ task: isName }),
  patch: isShape({ task: isName, patch: isPatchState }),
};

const isOpenable: Check<string> = (value): value is string => isName(value) && linkTarget(value) === value;
const aboutTask = isShape({ task: isName });
const withText = isShape({ task: isName, text: isLongText });

const toHost: Checks<AnswerRequest> = {
  ready: isShape({}),
  run: isShape({ command: isOneOf('explain', 'debug', 'trace', 'set-up') }),
  stop: aboutTask,
  more: aboutTask,
  're-ask-fast': aboutTask,
  're-ask-strong': aboutTask,
  'open-trace': aboutTask,
  'kind-rule': aboutTask,
  touched: aboutTask,
  'take-offer': aboutTask,
  'open-patch': aboutTask,
  'accept-patch': aboutTask,
  'reject-patch': aboutTask,
  'undo-patch': aboutTask,
  'try-patch': aboutTask,
  'escalate-patch': aboutTask,
  copy: withText,
  insert: withText,
  thumb: isShape({ task: isName, up: isFlag }),
  'open-frame': isShape({ task: isName, index: isCount(499) }),
  'open-link': isShape({ task: isName, url: isOpenable }),
  repair: isShape({ task: isName, action: isAction }),
};

/** What the view may act on, or null. */
export function parseAnswerMessage(value: unknown): AnswerMessage | null {
  return parseUnion(value, toView);
}

/** What the host may act on, or null. Links have passed `linkTarget`; an index still has to be one of the frames that were sent. */
export function parseAnswerRequest(value: unknown): AnswerRequest | null {
  return parseUnion(value, toHost);
}
