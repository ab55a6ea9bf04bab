// Checks a whole trace or a row of the list before the panel draws it: a store of another version may hold other shapes.
import type { FinishReason, TokenLogprob, Usage } from '../core/model';
import type { Attempt, Judgement, Outcome, Route, Span, Trace } from '../core/trace';
import type { TraceSummary } from '../core/traceStore';
import {
  isData,
  isEnd,
  isKind,
  isLongText,
  isName,
  isNumbers,
  isReason,
  isSentence,
  isShown,
  isTier,
} from './dataGuards';
import { isFlag, isListOf, isNullOr, isNumber, isOneOf, isOptional, isShape, type Check } from './guards';

const isError = isShape({ kind: isName, sentence: isSentence });
const isReasons = isListOf(isReason, 1000);

const isRoute = isShape<Route>({ tier: isTier, pHard: isNumber, rule: isName, reasons: isReasons });

const isUsage = isShape<Usage>({
  input: isNumber,
  cachedRead: isNumber,
  cacheWrite: isNumber,
  output: isNumber,
  exact: isFlag,
});

const isLogprob = isShape<TokenLogprob>({ token: isSentence, logprob: isNumber, margin: isOptional(isNumber) });

const isAttempt = isShape<Attempt>({
  tier: isTier,
  provider: isOneOf('openai', 'anthropic', 'compatible', 'vscode', 'embedded'),
  model: isName,
  origin: isName,
  startMs: isNumber,
  firstTokenMs: isNullOr(isNumber),
  endMs: isNumber,
  usage: isNullOr(isUsage),
  cost: isNullOr(isNumber),
  finish: isNullOr(isOneOf<FinishReason>('stop', 'length', 'refused', 'filtered', 'cut')),
  text: isLongText,
  sent: isNullOr(isLongText),
  logprobs: isNullOr(isListOf(isLogprob, 100_000)),
  error: isNullOr(isError),
  fingerprint: isOptional(isName),
  budgetLeft: isOptional(isNumber),
  sample: isOptional(isFlag),
});

const isJudgement = isShape<Judgement>({
  attempt: isNumber,
  pAcceptable: isNumber,
  threshold: isNumber,
  thresholdSource: isName,
  verdict: isOneOf('accept', 'escalate', 'suppress'),
  signals: isNumbers,
  stages: isListOf(isName, 100),
  reasons: isReasons,
  ms: isNumber,
});

const isSpan = isShape<Span>({ name: isName, startMs: isNumber, endMs: isNumber, data: isOptional(isData) });

const isOutcome = isShape<Outcome>({
  kind: isOneOf(
    'shown',
    'accepted',
    'partly-accepted',
    'typed-through',
    'kept',
    'edited-away',
    'rejected',
    're-asked',
    'copied',
    'inserted',
    'undone',
    'new-errors',
    'tried',
    'thumb-up',
    'thumb-down',
  ),
  atMs: isNumber,
  data: isOptional(isData),
});

export const isTrace: Check<Trace> = isShape<Trace>({
  id: isName,
  parent: isNullOr(isName),
  startedAt: isNumber,
  totalMs: isNumber,
  kind: isKind,
  languageId: isName,
  path: isName,
  features: isNumbers,
  route: isNullOr(isRoute),
  attempts: isListOf(isAttempt, 100),
  judgements: isListOf(isJudgement, 100),
  spans: isListOf(isSpan, 1000),
  end: isEnd,
  shown: isShown,
  answer: isLongText,
  reasons: isReasons,
  error: isNullOr(isError),
  outcomes: isListOf(isOutcome, 1000),
});

export const isSummary: Check<TraceSummary> = isShape<TraceSummary>({
  id: isName,
  startedAt: isNumber,
  totalMs: isNumber,
  kind: isKind,
  languageId: isName,
  path: isName,
  tier: isNullOr(isTier),
  model: isNullOr(isName),
  rule: isNullOr(isName),
  escalated: isFlag,
  pAcceptable: isNullOr(isNumber),
  threshold: isNullOr(isNumber),
  shown: isShown,
  end: isEnd,
  cost: isNullOr(isNumber),
  inputTokens: isNumber,
  cachedTokens: isNumber,
  outputTokens: isNumber,
  lastOutcome: isNullOr(isName),
});
