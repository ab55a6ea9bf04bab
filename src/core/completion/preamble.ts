// What a chat model puts before its code: thoughts, a sentence, the opening of a fence. Only recognised here; the filters
// take it away, and the stopper does not count it as the first line.
import { isProse } from './language';
import { isBlank } from './lines';
import type { Place } from './place';

const openings = [
  'here is',
  "here's",
  'here are',
  'sure',
  'certainly',
  'of course',
  'the completed code',
  'the completion',
];

export const fenceLine = /^\s*(```|~~~)[\w.+#/ -]*$/;

/** True where a fence is the document's own content. */
export function ownsFences(place: Place): boolean {
  return isProse(place.languageId) || place.prefix.includes('```');
}

export function startsWithPhrase(line: string, phrases: readonly string[]): boolean {
  const text = line.trim().toLowerCase();
  return phrases.some((phrase) => text.startsWith(phrase) && !/[\w(=.]/.test(text.charAt(phrase.length)));
}

/** A sentence to the user and no code: it begins like one and does not end like a statement. */
export function isChatter(line: string, place: Place): boolean {
  if (isProse(place.languageId) || place.before.state.comment !== null || place.before.state.quote !== null)
    return false;
  return startsWithPhrase(line, openings) && !/[;{}()]\s*$/.test(line);
}

export interface CodeStart {
  readonly offset: number;
  readonly fenced: boolean;
}

/** Where the code begins in a text that is still coming. Whole lines only; null while thoughts go on. */
export function codeStart(text: string, place: Place): CodeStart | null {
  let offset = 0;
  if (text.trimStart().startsWith('<think>')) {
    const close = text.indexOf('</think>');
    if (close < 0) return null;
    offset = close + '</think>'.length;
  }
  for (let at = offset; ;) {
    const lineEnd = text.indexOf('\n', at);
    const line = lineEnd < 0 ? text.slice(at) : text.slice(at, lineEnd);
    if (!ownsFences(place) && fenceLine.test(line))
      return { offset: lineEnd < 0 ? text.length : lineEnd + 1, fenced: true };
    if (lineEnd < 0) return { offset, fenced: false };
    if (isChatter(line, place)) offset = lineEnd + 1;
    else if (!isBlank(line)) return { offset, fenced: false };
    at = lineEnd + 1;
  }
}
