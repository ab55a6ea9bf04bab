// Walks the code of a text, skipping strings and comments, in one linear pass. No grammar: regular expressions and
// template holes are not understood, and a one-line string that is never closed ends at its line's end.
import type { LanguageTraits } from './language';

export interface LexState {
  /** The delimiter of the string that is open here, or null. */
  readonly quote: string | null;
  readonly comment: 'line' | 'block' | null;
}

export const atCode: LexState = { quote: null, comment: null };

function isMultiLineQuote(quote: string): boolean {
  return quote.length === 3 || quote === '`';
}

/** A `'` where it may be an apostrophe or a lifetime: a literal only if it closes within a few characters. */
function closesSoon(text: string, at: number): boolean {
  const from = text[at + 1] === '\\' ? at + 3 : at + 2;
  const close = text.indexOf("'", from);
  return close >= 0 && close - at <= (text[at + 1] === '\\' ? 10 : 3);
}

function opensComment(text: string, at: number, marker: string): boolean {
  if (!text.startsWith(marker, at)) return false;
  const before = text[at - 1];
  // `$#`, `"#{x}"`, `item#1`, `http://`
  return marker === '#' ? before === undefined || /\s/.test(before) : !(marker === '//' && before === ':');
}

/** By first character: can it begin a string or a comment, is it a bracket or a line break? One table a language. */
const notable = new Map<LanguageTraits, Uint8Array>();

function notableCharacters(traits: LanguageTraits): Uint8Array {
  const known = notable.get(traits);
  if (known !== undefined) return known;
  const table = new Uint8Array(128);
  const markers = [...traits.quotes, ...traits.lineComments, ...(traits.blockComment ?? [])];
  for (const marker of [...markers, '(', ')', '[', ']', '{', '}', '\n']) table[marker.charCodeAt(0)] = 1;
  notable.set(traits, table);
  return table;
}

/**
 * Calls `visit` for brackets and the first characters of markers that are neither in a string nor in a comment, and for
 * every line break. `inString`: the line break stands inside a string that goes on. With `every`, for all code characters.
 */
export function walkCode(
  text: string,
  traits: LanguageTraits,
  start: LexState,
  visit: (char: string, offset: number, inString: boolean) => void,
  every = false,
): LexState {
  const table = notableCharacters(traits);
  let { quote, comment } = start;
  let at = 0;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (quote === null && comment === null && (code > 127 || table[code] === 0)) {
      if (every) visit(text.charAt(at), at, false);
      at++;
      continue;
    }
    const char = text.charAt(at);
    if (char === '\n') {
      if (comment === 'line') comment = null;
      if (quote !== null && !isMultiLineQuote(quote)) quote = null;
      visit(char, at, quote !== null);
      at++;
    } else if (comment === 'line') {
      const end = text.indexOf('\n', at);
      at = end < 0 ? text.length : end;
    } else if (comment === 'block') {
      const close = traits.blockComment?.[1] ?? '';
      const closes = text.startsWith(close, at);
      if (closes) comment = null;
      at += closes ? Math.max(1, close.length) : 1;
    } else if (quote !== null) {
      if (char === '\\' && text[at + 1] !== '\n') at += 2;
      else if (char === quote.charAt(0) && text.startsWith(quote, at)) {
        at += quote.length;
        quote = null;
      } else at++;
    } else if (traits.blockComment !== null && text.startsWith(traits.blockComment[0], at)) {
      comment = 'block';
      at += traits.blockComment[0].length;
    } else if (traits.lineComments.some((marker) => opensComment(text, at, marker))) {
      comment = 'line';
      at++;
    } else {
      const opened = traits.quotes.find((candidate) => text.startsWith(candidate, at));
      if (opened !== undefined && !(opened === "'" && traits.charQuote && !closesSoon(text, at))) {
        quote = opened;
        at += opened.length;
      } else {
        visit(char, at, false);
        at++;
      }
    }
  }
  return { quote, comment };
}
