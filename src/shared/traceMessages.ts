// The contract between the host and the trace panel, with its checks in both directions. What does not pass has no effect.
import type { SpentLine } from '../core/cost/spendHistory';
import type { Mode } from '../core/settings';
import type { Trace } from '../core/trace';
import type { Tier } from '../core/task';
import type { TraceQuery, TraceSummary } from '../core/traceStore';
import { isCalibrationFacts, isSpendingFacts, type CalibrationFacts, type SpendingFacts } from './calibrationFacts';
import { isEnd, isKind, isName, isSentence, isShown, isTier } from './dataGuards';
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
import { isSummary, isTrace } from './traceGuard';

/** Host to panel. `page` answers `list` of the same request number; fewer rows than asked for means there are no more. */
export type TraceMessage =
  | { readonly type: 'page'; readonly request: number; readonly rows: readonly TraceSummary[] }
  /** `trace` is null where the store has it no more; `canReask` is false where another window asked it. */
  | { readonly type: 'details'; readonly id: string; readonly trace: Trace | null; readonly canReask: boolean }
  /**
   * Something was saved or got an outcome: the panel asks again. `total` counts all traces of the store; `lasting` is false
   * where they are gone with the window.
   */
  | {
      readonly type: 'changed';
      readonly total: number;
      readonly languages: readonly string[];
      readonly lasting: boolean;
    }
  /** `facts` is null where nothing calibrates in this window. */
  | { readonly type: 'calibration'; readonly facts: CalibrationFacts | null }
  | {
      readonly type: 'spending';
      /** Budgets and prices; null where nothing counts them. */
      readonly facts: SpendingFacts | null;
      /** The last 30 days, oldest first. */
      readonly lines: readonly SpentLine[];
      /** The model that "strong alone" is priced by; null where it has no price. */
      readonly strongModel: string | null;
    }
  /** Shows one task, from a "Why?" elsewhere. */
  | { readonly type: 'select'; readonly id: string }
  | { readonly type: 'failed'; readonly request: number | null; readonly sentence: string };

/** What the panel is opened with, so that its first drawing has rows already: the newest page of all traces. */
export interface TraceOpening {
  readonly rows: readonly TraceSummary[];
  readonly total: number;
  readonly lasting: boolean;
}

/** Rows of one page of the list. */
export const pageSize = 200;

/** Panel to host. The host answers `ready` with `changed`. */
export type TraceRequest =
  | { readonly type: 'ready' }
  | { readonly type: 'list'; readonly request: number; readonly query: TraceQuery }
  | { readonly type: 'get'; readonly id: string }
  | { readonly type: 're-ask'; readonly id: string; readonly tier: Tier }
  | { readonly type: 'calibration' }
  | { readonly type: 'spending' }
  /** A label by the user's own hand, from the queue of what was not verified. */
  | { readonly type: 'judge'; readonly id: string; readonly good: boolean }
  /** The change of the threshold that waits for a yes gets it. */
  | { readonly type: 'adopt' }
  | { readonly type: 'mode'; readonly mode: Mode }
  | { readonly type: 'copy-sent'; readonly id: string; readonly attempt: number }
  | { readonly type: 'run'; readonly command: PanelCommand };

export type PanelCommand = 'explain' | 'debug' | 'set-up' | 'export' | 'log' | 'learning' | 'aim' | 'budget' | 'prices';

const isRequest = isCount(Number.MAX_SAFE_INTEGER);

const isSpentLine = isShape<SpentLine>({
  day: isName,
  kind: isKind,
  tier: isTier,
  tasks: isRequest,
  dollars: isNumber,
  unpriced: isRequest,
  strongAlone: isNullOr(isNumber),
});

const toView: Checks<TraceMessage> = {
  page: isShape({ request: isRequest, rows: isListOf(isSummary, 500) }),
  details: isShape({ id: isName, trace: isNullOr(isTrace), canReask: isFlag }),
  changed: isShape({ total: isCount(Number.MAX_SAFE_INTEGER), languages: isListOf(isName, 500), lasting: isFlag }),
  calibration: isShape({ facts: isNullOr(isCalibrationFacts) }),
  spending: isShape({
    facts: isNullOr(isSpendingFacts),
    lines: isListOf(isSpentLine, 2000),
    strongModel: isNullOr(isName),
  }),
  select: isShape({ id: isName }),
  failed: isShape({ request: isNullOr(isRequest), sentence: isSentence }),
};

const isLimit: Check<number> = (value): value is number => isCount(500)(value) && value > 0;

export const isQuery = isShape<TraceQuery>({
  kinds: isOptional(isListOf(isKind, 5)),
  tiers: isOptional(isListOf(isTier, 2)),
  ends: isOptional(isListOf(isEnd, 3)),
  shown: isOptional(isListOf(isShown, 5)),
  languages: isOptional(isListOf(isName, 500)),
  text: isOptional(isName),
  unjudged: isOptional(isFlag),
  before: isOptional(isNumber),
  limit: isLimit,
});

const toHost: Checks<TraceRequest> = {
  ready: isShape({}),
  list: isShape({ request: isRequest, query: isQuery }),
  get: isShape({ id: isName }),
  're-ask': isShape({ id: isName, tier: isTier }),
  calibration: isShape({}),
  spending: isShape({}),
  judge: isShape({ id: isName, good: isFlag }),
  adopt: isShape({}),
  mode: isShape({ mode: isOneOf<Mode>('cascade', 'fast', 'strong') }),
  'copy-sent': isShape({ id: isName, attempt: isCount(99) }),
  run: isShape({
    command: isOneOf('explain', 'debug', 'set-up', 'export', 'log', 'learning', 'aim', 'budget', 'prices'),
  }),
};

const isOpening = isShape<TraceOpening>({
  rows: isListOf(isSummary, 500),
  total: isCount(Number.MAX_SAFE_INTEGER),
  lasting: isFlag,
});

/** What the page was opened with, or null. */
export function parseOpening(value: unknown): TraceOpening | null {
  return isOpening(value) ? value : null;
}

/** What the panel may act on, or null. */
export function parseTraceMessage(value: unknown): TraceMessage | null {
  return parseUnion(value, toView);
}

/** What the host may act on, or null. */
export function parseTraceRequest(value: unknown): TraceRequest | null {
  return parseUnion(value, toHost);
}
