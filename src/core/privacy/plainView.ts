// The text as a reader would put it together: without invisible characters, continued lines and literals joined, percent
// and hex escapes decoded. Only for looking: every place leads back to the original.
import { backslash, isBlank, isBreak, isHex, isQuote } from './characters';
import { isInvisible } from './invisibleText';

/** A piece of the original, and what stands for it in the view. */
interface Cut {
  readonly start: number;
  readonly end: number;
  /** Offset in the view behind what stands for it. */
  readonly viewEnd: number;
}

export interface PlainView {
  readonly text: string;
  /** The lines of the view in which something differs from the original, in order. */
  readonly lines: readonly { readonly start: number; readonly end: number }[];
  /** The place in the original, or null where no cut lies inside: then the original itself says it as well. */
  toOriginal(start: number, end: number): { readonly start: number; readonly end: number } | null;
}

function skipBlank(text: string, at: number): number {
  let i = at;
  while (i < text.length && i - at < 200 && (isBlank(text.charCodeAt(i)) || isBreak(text.charCodeAt(i)))) i++;
  return i;
}

/** `' + '`, `" . "`, `"⏎"`, `\" + \"`: the end of one literal and the start of the next. 0 where there is none. */
function joinLength(text: string, at: number): number {
  let i = skipBlank(text, at + 1);
  const operator = text.charAt(i);
  if (operator === '+' || operator === '.' || operator === '&' || operator === backslashText) {
    i = skipBlank(text, i + (text.startsWith('..', i) ? 2 : 1));
  }
  if (text.charCodeAt(i) === backslash) i++;
  return isQuote(text.charCodeAt(i)) ? i + 1 - at : 0;
}

const backslashText = '\\';

/** `\⏎`, and the continuation signs of the two Windows shells. */
function continuationLength(text: string, at: number): number {
  let i = at + 1;
  if (!isBreak(text.charCodeAt(i))) return 0;
  i = text.startsWith('\r\n', i) ? i + 2 : i + 1;
  while (i < text.length && i - at < 200 && isBlank(text.charCodeAt(i))) i++;
  return i - at;
}

/** `%41`, `\x41`, `A`: length and character of the escape, where it stands for printable ASCII. */
function escapeAt(text: string, at: number): { readonly length: number; readonly character: string } | null {
  const lead =
    text.charCodeAt(at) === 37 ? 1 : text.charAt(at + 1) === 'x' ? 2 : text.startsWith('u00', at + 1) ? 4 : 0;
  if (lead === 0 || !isHex(text.charCodeAt(at + lead)) || !isHex(text.charCodeAt(at + lead + 1))) return null;
  const code = Number.parseInt(text.slice(at + lead, at + lead + 2), 16);
  return code >= 32 && code < 127 ? { length: lead + 2, character: String.fromCharCode(code) } : null;
}

function cutAt(text: string, at: number): { readonly length: number; readonly character: string } | null {
  const code = text.charCodeAt(at);
  if (code === 37) return escapeAt(text, at);
  if (isQuote(code)) {
    const length = joinLength(text, at);
    if (length > 0) return { length, character: '' };
    return code === 96 && continuationLength(text, at) > 0
      ? { length: continuationLength(text, at), character: '' }
      : null;
  }
  if (code === backslash) {
    if (isQuote(text.charCodeAt(at + 1)) && joinLength(text, at + 1) > 1) {
      return { length: 1 + joinLength(text, at + 1), character: '' };
    }
    const length = continuationLength(text, at);
    return length > 0 ? { length, character: '' } : escapeAt(text, at);
  }
  if (code === 94) {
    const length = continuationLength(text, at);
    return length > 0 ? { length, character: '' } : null;
  }
  return isInvisible(code) ? { length: 1, character: '' } : null;
}

const triggers =
  /[%"'`\\^\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]|\udb40/g;

/** Null where the view would equal the text. */
export function plainView(text: string): PlainView | null {
  const cuts: Cut[] = [];
  const pieces: string[] = [];
  let from = 0;
  let viewLength = 0;
  triggers.lastIndex = 0;
  for (let hit = triggers.exec(text); hit !== null; hit = triggers.exec(text)) {
    const start = hit.index;
    const cut = cutAt(text, start);
    if (cut === null) continue;
    const end = start + cut.length;
    pieces.push(text.slice(from, start), cut.character);
    viewLength += start - from + cut.character.length;
    cuts.push({ start, end, viewEnd: viewLength });
    from = triggers.lastIndex = end;
  }
  if (cuts.length === 0) return null;
  pieces.push(text.slice(from));
  const view = pieces.join('');
  return { text: view, lines: linesOf(view, cuts), toOriginal: (start, end) => toOriginal(cuts, start, end) };
}

function linesOf(text: string, cuts: readonly Cut[]): { start: number; end: number }[] {
  const lines: { start: number; end: number }[] = [];
  let done = -1;
  for (const { viewEnd } of cuts) {
    if (viewEnd <= done) continue;
    const end = text.indexOf('\n', viewEnd);
    done = end < 0 ? text.length : end;
    lines.push({ start: viewEnd === 0 ? 0 : text.lastIndexOf('\n', viewEnd - 1) + 1, end: done });
  }
  return lines;
}

/** Index of the first cut whose `viewEnd` is greater than `place`. */
function firstAfter(cuts: readonly Cut[], place: number): number {
  let low = 0;
  let high = cuts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((cuts[middle]?.viewEnd ?? 0) > place) high = middle;
    else low = middle + 1;
  }
  return low;
}

function toOriginal(cuts: readonly Cut[], start: number, end: number): { start: number; end: number } | null {
  const first = firstAfter(cuts, start);
  // Cuts without a character lie at a point; the one at `end` itself is outside.
  const last = firstAfter(cuts, end - 1);
  const place = (at: number, index: number): number => {
    const cut = cuts[index];
    const before = cuts[index - 1];
    if (cut !== undefined && at >= cut.viewEnd - (viewLengthOf(cut, before) > 0 ? 1 : 0) && at < cut.viewEnd)
      return cut.start;
    return before === undefined ? at : before.end + at - before.viewEnd;
  };
  const from = place(start, first);
  const lastIndex = end - 1;
  const cut = cuts[last];
  const to = cut !== undefined && place(lastIndex, last) === cut.start ? cut.end : place(lastIndex, last) + 1;
  const crossed = first < last || (cut !== undefined && to === cut.end);
  return crossed ? { start: from, end: to } : null;
}

function viewLengthOf(cut: Cut, before: Cut | undefined): number {
  return cut.viewEnd - (before === undefined ? cut.start : before.viewEnd + cut.start - before.end);
}
