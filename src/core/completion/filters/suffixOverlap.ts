// Text before the cursor's line goes on after the cursor: nothing of it may appear twice. In front of closers the text
// may close them itself (the caller replaces them); in front of anything else it must fit in between.
import { bracketBalance, isCloser, isOpener } from '../brackets';
import { atCode, walkCode } from '../codeWalk';
import type { TextFilter } from '../draft';
import { isBlank } from '../lines';
import type { Place } from '../place';

/** A shared run of letters shorter than this may be chance. */
const shortestOverlap = 3;

export function isOnlyClosers(lineSuffix: string): boolean {
  return /^[)\]}>"'`/\s]*(?:[;,]\s*)?$/.test(lineSuffix);
}

export const suffixOverlap: TextFilter = (text, { place }) => {
  const rest = place.lineSuffix.trim();
  if (rest === '') return null;
  if (isOnlyClosers(rest)) {
    const nothingNew = /^[)\]}>"'`;,\s]+$/.test(text) && isSubsequence(text, rest);
    return nothingNew ? { text: null, rule: 'closers-already-there' } : null;
  }
  return fitBetween(text, place, rest);
};

function fitBetween(text: string, place: Place, rest: string): ReturnType<TextFilter> {
  const lineEnd = text.indexOf('\n');
  const line = withinBrackets(lineEnd < 0 ? text : text.slice(0, lineEnd), place, rest);
  if (rest.startsWith(line.trim()) && !isBlank(line)) return { text: null, rule: 'suffix-overlap' };
  const whole = rest.length >= shortestOverlap ? line.indexOf(rest) : -1;
  const overlap = whole >= 0 ? line.length - whole : overlapLength(line, place.lineSuffix.trimEnd());
  if (overlap > 0) return between(line.slice(0, line.length - overlap), place, overlap);
  if (line === text) return null;
  if (!text.startsWith(line + '\n')) return between(line, place, 0);
  const { missing } = bracketBalance(line, place.traits, place.before.state);
  const fits = missing.length === 0 && !isBlank(place.linePrefix) && !isBlank(line);
  return { text: fits ? line : null, rule: 'single-line' };
}

function between(kept: string, place: Place, characters: number): ReturnType<TextFilter> {
  const text = /^\s/.test(place.lineSuffix) ? kept.trimEnd() : kept;
  return { text: isBlank(text) ? null : text, rule: 'suffix-overlap', data: { characters } };
}

/** The line up to where it closes the string or bracket that the rest of the line closes. */
function withinBrackets(line: string, place: Place, rest: string): string {
  const { quote } = place.before.state;
  if (quote !== null) {
    const close = rest.startsWith(quote) ? line.indexOf(quote) : -1;
    return close < 0 || line[close - 1] === '\\' ? line : line.slice(0, close);
  }
  if (bracketBalance(rest, place.traits, atCode).extra.length === 0) return line;
  let depth = 0;
  let end = line.length;
  walkCode(line, place.traits, atCode, (char, offset) => {
    if (isOpener(char)) depth++;
    else if (isCloser(char) && --depth < 0) end = Math.min(end, offset);
  });
  return line.slice(0, end);
}

/** The longest end of `line` that is the beginning of `suffix`, blanks at the join aside. */
function overlapLength(line: string, suffix: string): number {
  const end = line.trimEnd();
  for (const head of [suffix, suffix.trimStart()]) {
    for (let length = Math.min(end.length, head.length); length > 0; length--) {
      const shared = head.slice(0, length);
      if (!end.endsWith(shared)) continue;
      if (length < shortestOverlap && /[\w\s]/.test(shared)) continue;
      return length + line.length - end.length;
    }
  }
  return 0;
}

function isSubsequence(text: string, of: string): boolean {
  let at = 0;
  for (const char of text.replace(/\s/g, '')) {
    at = of.indexOf(char, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

/** How many characters after the cursor the text stands for: the closers there that it closes itself. */
export function replacedSuffix(text: string, place: Place): number {
  const rest = place.lineSuffix.trimEnd();
  if (isBlank(rest) || !isOnlyClosers(rest)) return 0;
  const closed = closedByText(text, place);
  let replaced = 0;
  for (let at = 0, from = 0; at < rest.length; at++) {
    const char = rest.charAt(at);
    if (char === ' ') continue;
    const found = closed.indexOf(char, from);
    if (found < 0) break;
    from = found + 1;
    replaced = at + 1;
  }
  for (let length = Math.min(rest.length, text.length); length > replaced; length--) {
    if (text.endsWith(rest.slice(0, length))) return length;
  }
  return replaced;
}

/** What the text closes that was open before it, in order: the string, brackets, a tag; then its last punctuation. */
function closedByText(text: string, place: Place): string {
  const { quote } = place.before.state;
  let code = '';
  const add = (char: string): void => {
    code += char;
  };
  const end = walkCode(text, place.traits, place.before.state, add, true);
  const leftString = quote !== null && (code !== '' || end.quote === null);
  const brackets = bracketBalance(text, place.traits, quote === null ? atCode : place.before.state).extra.filter(
    isCloser,
  );
  const angles = code.replaceAll(/[=-]>/g, '').split('>').length - code.split('<').length;
  const last = /[;,]$/.exec(text.trimEnd())?.[0] ?? '';
  return (leftString ? quote : '') + brackets.join('') + (angles > 0 ? '>'.repeat(angles) : '') + last;
}
