// How a text fits what stands around it: free features for the judge, from the text alone. Gives facts, no verdict.
// A fact that has no meaning at this place (no next line, no name in the text) is absent.
import type { Signals } from '../task';
import { bracketBalance, type BracketBalance } from './brackets';
import { codeOfLine } from './blockStart';
import { indentWidth, isBlank, toLf } from './lines';
import type { LexState } from './codeWalk';
import { flowSignals } from './flowSignals';
import { perPlace } from './perPlace';
import { firstNonBlank, lastNonBlank, textPlaceOf, type Place } from './place';
import { survivingShare } from './survival';

export interface FitInput {
  readonly languageId: string;
  readonly prefix: string;
  readonly suffix: string;
  readonly text: string;
  /** Names that the context pieces hold. */
  readonly contextNames?: ReadonlySet<string>;
  /** Another candidate for the same place. */
  readonly candidate?: string;
}

/** Names longer texts are not searched for. */
const mostNames = 60;

export function completionFitSignals(input: FitInput): Signals {
  const { place, ownLine } = textPlaceOf(input);
  // The line break that ends a line of its own is none of the text's.
  const text = ownLine ? toLf(input.text).replace(/\n$/, '') : toLf(input.text);
  const lines = text.split('\n');
  return {
    ...indentSignals(lines, place),
    ...bracketSignals(text, place),
    ...repetitionSignals(lines, place),
    ...nameSignals(text, place, input.contextNames),
    ...flowSignals(text, place, input.prefix),
    ...(input.candidate === undefined ? {} : { 'fit.agreement': survivingShare(text, toLf(input.candidate)) }),
    'fit.lines': lines.filter((line) => !isBlank(line)).length,
  };
}

/** Levels in columns: how the last line stands to the next one below, and to the cursor's own. */
function indentSignals(lines: readonly string[], place: Place): Signals {
  const last = lines.findLastIndex((line) => !isBlank(line));
  if (last < 0) return {};
  const own = indentWidth(place.linePrefix + (isBlank(place.linePrefix) ? (lines[0] ?? '') : ''));
  const lastLine = last === 0 ? place.linePrefix + (lines[0] ?? '') : (lines[last] ?? '');
  const next = firstNonBlank(place.below);
  const change = next === undefined ? {} : { 'fit.indentToNext': indentWidth(next) - indentWidth(lastLine) };
  const deeperBelow = next !== undefined && indentWidth(next) > indentWidth(lastLine);
  const opens = /[([{:]$/.test(codeOfLine(lastLine, place.traits));
  return {
    ...change,
    'fit.indentChange': indentWidth(lastLine) - own,
    // A deeper line must follow a line that opens something, and only such a line.
    ...(next === undefined
      ? {}
      : { 'fit.indentMismatch': deeperBelow !== opens && !isBlank(place.lineSuffix + next) ? 1 : 0 }),
  };
}

function bracketSignals(text: string, place: Place): Signals {
  const inserted = bracketBalance(text, place.traits, place.before.state);
  const rest = isSame(inserted.state, place.before.state)
    ? place.after
    : bracketBalance(place.suffix, place.traits, inserted.state);
  const without = unmatched([place.before, place.after]);
  const opensBlock = inserted.missing.includes('}') || /:\s*$/.test(text);
  const closedBelow = place.after.extra.length > place.before.missing.length;
  return {
    // How many brackets more have no partner with the text than without it; below 0: it repairs.
    'fit.brackets': unmatched([place.before, inserted, rest]) - without,
    'fit.bracketsInText': inserted.missing.length + inserted.extra.length,
    'fit.openBlock': opensBlock && !closedBelow ? 1 : 0,
    'fit.openString': inserted.state.quote !== null && inserted.state.quote !== place.before.state.quote ? 1 : 0,
  };
}

const isSame = (one: LexState, other: LexState): boolean => one.quote === other.quote && one.comment === other.comment;

/** Brackets without a partner once the parts stand one behind the other. */
function unmatched(parts: readonly BracketBalance[]): number {
  let missing = 0;
  let extra = 0;
  for (const part of parts) {
    const matched = Math.min(missing, part.extra.length);
    missing += part.missing.length - matched;
    extra += part.extra.length - matched;
  }
  return missing + extra;
}

function repetitionSignals(lines: readonly string[], place: Place): Signals {
  const whole = [place.linePrefix + (lines[0] ?? ''), ...lines.slice(1)].map((line) => line.trim());
  const solid = whole.filter((line) => line.length > 2);
  const next = firstNonBlank(place.below)?.trim();
  const previous = lastNonBlank(place.above)?.trim();
  const above = linesAbove(place);
  return {
    ...(next === undefined ? {} : { 'fit.repeatsNext': solid.includes(next) ? 1 : 0 }),
    ...(previous === undefined ? {} : { 'fit.repeatsPrevious': solid.includes(previous) ? 1 : 0 }),
    ...(solid.length === 0
      ? {}
      : { 'fit.linesSeenAbove': solid.filter((line) => above.has(line)).length / solid.length }),
  };
}

const linesAbove = perPlace(({ above }) => new Set(above.map((line) => line.trim())));

/** Names in the text that occur nowhere around it. A name after `.` may be anybody's, so those are counted apart. */
function nameSignals(text: string, place: Place, contextNames: ReadonlySet<string> | undefined): Signals {
  const known = namesAround(place);
  const used = [...text.matchAll(/(\.?)\b([\p{L}_$][\p{L}\p{N}_$]{2,})/gu)].slice(0, mostNames);
  if (used.length === 0) return {};
  const isUnknown = (name: string): boolean => !known.has(name) && contextNames?.has(name) !== true;
  const unknown = used.filter(([, dot, name]) => dot === '' && name !== undefined && isUnknown(name));
  const members = used.filter(([, dot, name]) => dot === '.' && name !== undefined && isUnknown(name));
  return {
    'fit.unknownNames': unknown.length,
    'fit.unknownMembers': members.length,
    'fit.unknownShare': (unknown.length + members.length) / used.length,
  };
}

const namesAround = perPlace(({ prefix, suffix }) => new Set(namesIn(prefix + suffix)));

function namesIn(text: string): string[] {
  return text.match(/[\p{L}_$][\p{L}\p{N}_$]{2,}/gu) ?? [];
}
