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

export function placeOf(input: { languageId: string; prefix: string; suffix: string }): Place {
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
