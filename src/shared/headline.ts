// The one line that says how an answer came to stand: what was decided, and the first reason that tells why.
import type { Reason } from '../core/task';
import type { Shown } from '../core/trace';
import { wordReason, wordRule } from './reasonTexts';
import { fill, type Translate } from './translate';

/** Reasons that only name a decision; the one that tells why comes after them. */
const decisions: ReadonlySet<string> = new Set(['accepted', 'escalated', 'unverified', 'suppressed']);
/** Why strong was not asked: true, but not why the fast answer was weak. */
const obstacles: ReadonlySet<string> = new Set([
  'waiting-not-tolerated',
  'no-strong',
  'local-only',
  'not-agreed',
  'not-in-policy',
  'budget.over',
  'mode-fast',
  'pin',
  'escalation-does-not-pay',
  'escalations-capped',
]);

/** What was found out about a patch on the way: worth saying, and not why an answer stands. */
const findings: ReadonlySet<string> = new Set([
  'edit.none',
  'edit.trailing-space',
  'edit.indentation',
  'unverified.no-grammar',
  'repair',
]);

export interface Headline {
  readonly words: string;
  /** The reasons that the line does not say. */
  readonly rest: readonly Reason[];
}

/** `shown` is null while the answer streams. Empty words where there is no reason at all. */
export function headline(shown: Shown | null, reasons: readonly Reason[], translate: Translate = fill): Headline {
  const named = reasons.find((reason) => decisions.has(reason.rule));
  const decided = shown === 'accepted' || shown === 'unverified' ? shown : named?.rule;
  const complete = named?.rule === decided && named && wordReason(named, fill) !== wordRule(named.rule, fill);
  if (complete) return { words: wordReason(named, translate), rest: reasons.filter((reason) => reason !== named) };
  const why = tellingReason(reasons);
  const words = [
    ...(decided === undefined ? [] : [wordRule(decided, translate)]),
    ...(why ? [wordReason(why, translate)] : []),
  ];
  return { words: words.join(': '), rest: reasons.filter((reason) => reason !== why && reason !== named) };
}

/** The first reason that tells why, for "asking strong: cut off by length". */
export function tellingReason(reasons: readonly Reason[]): Reason | null {
  const tells = ({ rule }: Reason): boolean =>
    !decisions.has(rule) && !findings.has(rule) && !rule.startsWith('verified.');
  const own = reasons.filter(tells);
  // A note decided nothing: it speaks only where nothing else does.
  return own.find((reason) => reason.weight !== 0) ?? own[0] ?? null;
}

/** Why nothing was shown: what the last filter said, else what the judge said, else what stood in the way. */
export function silenceReason(reasons: readonly Reason[], judged: readonly Reason[]): Reason | null {
  const own = reasons.findLast(
    (reason) => !decisions.has(reason.rule) && !obstacles.has(reason.rule) && reason.weight !== 0,
  );
  return own ?? judged[0] ?? reasons[0] ?? null;
}
