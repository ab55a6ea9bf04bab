// A place in a document as the engine looks at it: the two windows around the cursor, cut into the lines that matter.
// Bounded: nothing here grows with the document.
import { bracketBalance, type BracketBalance } from './brackets';
import { atCode } from './codeWalk';
import { languageTraits, type LanguageTraits } from './language';
import { isBlank, toLf } from './lines';

/** UTF-16 code units looked at on each side of the cursor. */
const reach = 4096;

export interface Place {
  readonly languageId: string;
  readonly traits: LanguageTraits;
  readonly prefix: string;
  readonly suffix: string;
  /** True where the text is longer than what is looked at, so that missing brackets prove nothing. */
  readonly prefixCut: boolean;
  readonly suffixCut: boolean;
  /** The cursor's line before and after the cursor. */
  readonly linePrefix: string;
  readonly lineSuffix: string;
  /** Lines above and below the cursor's line. */
  readonly above: readonly string[];
  readonly below: readonly string[];
  readonly before: BracketBalance;
  readonly after: BracketBalance;
}

/**
 * The place that a text is judged at. At the start of a line that has code already, the text becomes lines above it:
 * that is a blank line of its own, whose line break belongs to the text.
 */
export function textPlaceOf(input: { languageId: string; prefix: string; suffix: string }): TextPlace {
  const place = placeOf(input);
  if (place.linePrefix !== '' || !/^\s*[\w@#"'$]/.test(place.lineSuffix)) return { place, ownLine: false };
  return { place: placeOf({ ...input, suffix: `\n${input.suffix}` }), ownLine: true };
}

export interface TextPlace {
  readonly place: Place;
  /** True where a line break has to follow the text. */
  readonly ownLine: boolean;
}

/** The places looked at last: trigger, shape and judge all look at the same one, and each look reads both windows. */
const recent: {
  readonly languageId: string;
  readonly prefix: string;
  readonly suffix: string;
  readonly place: Place;
}[] = [];
const remembered = 6;

export function placeOf(input: { languageId: string; prefix: string; suffix: string }): Place {
  const { languageId, prefix, suffix } = input;
  const known = recent.find((one) => one.prefix === prefix && one.suffix === suffix && one.languageId === languageId);
  if (known !== undefined) return known.place;
  const place = readPlace(input);
  recent.unshift({ languageId, prefix, suffix, place });
  recent.length = Math.min(recent.length, remembered);
  return place;
}

function readPlace(input: { languageId: string; prefix: string; suffix: string }): Place {
  const traits = languageTraits(input.languageId);
  const prefix = toLf(input.prefix.slice(-reach));
  const suffix = toLf(input.suffix.slice(0, reach));
  const lineStart = prefix.lastIndexOf('\n') + 1;
  const lineEnd = suffix.indexOf('\n');
  const before = bracketBalance(prefix, traits, atCode);
  return {
    languageId: input.languageId,
    traits,
    prefix,
    suffix,
    prefixCut: input.prefix.length > reach,
    suffixCut: input.suffix.length > reach,
    linePrefix: prefix.slice(lineStart),
    lineSuffix: lineEnd < 0 ? suffix : suffix.slice(0, lineEnd),
    above: lineStart === 0 ? [] : prefix.slice(0, lineStart - 1).split('\n'),
    below: lineEnd < 0 ? [] : suffix.slice(lineEnd + 1).split('\n'),
    before,
    after: bracketBalance(suffix, traits, before.state),
  };
}

export function lastNonBlank(lines: readonly string[]): string | undefined {
  return lines.findLast((line) => !isBlank(line));
}

export function firstNonBlank(lines: readonly string[]): string | undefined {
  return lines.find((line) => !isBlank(line));
}
