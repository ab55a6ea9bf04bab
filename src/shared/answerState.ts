// What the answer view shows, as plain data, and how each message changes it. The host keeps one too, to restore a view
// that was hidden while an answer streamed. Draws nothing, words nothing.
import type { Reason, TaskKind, Tier } from '../core/task';
import type { Shown } from '../core/trace';
import type { AnswerMessage } from './answerMessages';
import type { PatchState } from './patchState';

/** A place that the host has found in the workspace. The view names it by its index only. */
export interface FrameReference {
  /** As the user reads it: inside the workspace, with `/`. */
  readonly path: string;
  readonly line: number;
  /** Function or class around it, empty where unknown. */
  readonly label: string;
}

/** Who answers and why; known at the first token. */
export interface AnswerHead {
  readonly tier: Tier;
  readonly model: string;
  /** Milliseconds from the task's start to the first token. */
  readonly firstTokenMs: number | null;
  readonly reasons: readonly Reason[];
}

/** Figures of the whole task, all attempts together. */
export interface AnswerFigures {
  readonly totalMs: number;
  readonly inputTokens: number;
  readonly cachedTokens: number;
  readonly outputTokens: number;
  /** False where Weir counted the tokens by estimate. */
  readonly exact: boolean;
  /** Dollars; null is unpriced. */
  readonly cost: number | null;
}

export interface Answer {
  readonly head: AnswerHead;
  readonly text: string;
}

/** What a button beside an error does; the host knows how. */
export type RepairAction =
  'set-up' | 'set-key' | 'test-connection' | 'retry' | 'show-log' | 'open-settings' | 're-ask-fast' | 're-ask-strong';

export type AnswerPhase = 'working' | 'streaming' | 'finished' | 'failed' | 'cancelled';

export interface AnswerState {
  readonly task: string;
  readonly kind: TaskKind;
  /** What is explained or debugged, in a few words: `parse() in src/parser.ts`. */
  readonly subject: string;
  /** Whether a longer answer can be asked for. */
  readonly more?: boolean | undefined;
  readonly phase: AnswerPhase;
  /** The step that runs, as a reason to be worded; null where none does. */
  readonly step: Reason | null;
  readonly frames: readonly FrameReference[];
  /** In the order of asking; the last one stands, the ones before stay one click away. */
  readonly answers: readonly Answer[];
  /** Which answer stands, where that is not the last one: a better one that came late is offered behind it. */
  readonly standing?: number | undefined;
  readonly figures: AnswerFigures | null;
  readonly shown: Shown | null;
  /** Why the answer stands as it does, and what was verified. */
  readonly reasons: readonly Reason[];
  readonly failure: { readonly sentence: string; readonly action: RepairAction | null } | null;
  /** The change that the answer proposes, once it is finished; absent where there is none. */
  readonly patch?: PatchState | undefined;
}

/** Which answer stands; -1 where there is none yet. */
export const standingIndex = ({ answers, standing }: AnswerState): number => standing ?? answers.length - 1;

/** The next state. Messages of another task, and whatever comes after the end but for the patch's, change nothing. */
export function reduceAnswer(state: AnswerState | null, message: AnswerMessage): AnswerState | null {
  if (message.type === 'state') return message.state;
  if (message.type === 'started') {
    return { ...untouched, task: message.task, kind: message.kind, subject: message.subject, more: message.more };
  }
  if (state === null || state.task !== message.task) return state;
  if (message.type === 'patch') return { ...state, patch: message.patch };
  if (state.phase !== 'working' && state.phase !== 'streaming') return state;
  switch (message.type) {
    case 'step':
      return { ...state, step: message.step };
    case 'frames':
      return { ...state, frames: message.frames };
    case 'answer':
      return {
        ...state,
        phase: 'streaming',
        step: null,
        answers: [...state.answers, { head: message.head, text: '' }],
      };
    case 'text': {
      const last = state.answers.at(-1);
      if (!last) return state;
      return { ...state, answers: [...state.answers.slice(0, -1), { ...last, text: last.text + message.text }] };
    }
    case 'offered':
      return {
        ...state,
        standing: standingIndex(state),
        answers: [...state.answers, { head: message.head, text: message.text }],
      };
    case 'finished': {
      const { figures, shown, reasons } = message;
      return { ...state, phase: 'finished', step: null, figures, shown, reasons };
    }
    case 'failed': {
      const { sentence, action } = message;
      return { ...state, phase: 'failed', step: null, failure: { sentence, action } };
    }
    case 'cancelled':
      return { ...state, phase: 'cancelled', step: null };
  }
}

const untouched = {
  phase: 'working',
  step: null,
  frames: [],
  answers: [],
  figures: null,
  shown: null,
  reasons: [],
  failure: null,
} as const;
