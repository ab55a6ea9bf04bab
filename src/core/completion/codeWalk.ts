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

/**
 * Calls `visit` for each character that is neither in a string nor in a comment, and for every line break.
 * `inString`: the line break stands inside a string that goes on.
 */
export function walkCode(
  text: string,
  traits: LanguageTraits,
  start: LexState,
  visit: (char: string, offset: number, inString: boolean) => void,
): LexState {
  let { quote, comment } = start;
  let at = 0;
  while (at < text.length) {
    const char = text.charAt(at);
    if (char === '\n') {
      if (comment === 'line') comment = null;
      if (quote !== null && !isMultiLineQuote(quote)) quote = null;
      visit(char, at, quote !== null);
      at++;
    } else if (comment !== null) {
      if (comment === 'block' && traits.blockComment !== null && text.startsWith(traits.blockComment[1], at)) {
        at += traits.blockComment[1].length;
        comment = null;
      } else at++;
    } else if (quote !== null) {
      if (char === '\\' && text[at + 1] !== '\n') at += 2;
      else if (text.startsWith(quote, at)) {
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
