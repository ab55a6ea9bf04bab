// Finds private keys in armour (PEM, PGP, SSH, PuTTY): raw, escaped, indented, quoted, cut at either end.
// A header alone is no key: code that tests for one stays as it is.
import { backslash, isBase64, isBlank, isBreak, isDigit, isQuote } from './characters';
import type { SecretSpan } from './secretSpan';

const begin = /-{4,5} ?BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)? ?-{4,5}|Private-Lines: [0-9]{1,4}/g;
const endSource = '-{4,5} ?END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)? ?-{4,5}';
const ending = new RegExp(endSource, 'g');
const endingHere = new RegExp(endSource, 'y');
const headers = /(?:Proc-Type|DEK-Info|Version|Comment|Hash|Charset|MessageID)\\?: ?[^\r\n\\"']{0,200}/y;
const footer = /(?:=[A-Za-z0-9+/]{4})?/y;

/** What may stand between two lines of a block: breaks, escapes, indentation, quotes, joins, comment and diff signs. */
function skipBetween(text: string, at: number): number {
  let i = at;
  for (; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (isBlank(code) || isBreak(code) || isQuote(code) || code === 44 || code === 35 || code === 42 || code === 62)
      continue;
    if (code === backslash) {
      if ('nrt'.includes(text.charAt(i + 1))) i++;
      continue;
    }
    // `+` joins literals and begins added lines of a diff; inside a line of the key it is part of the key.
    const next = text.charCodeAt(i + 1);
    if (
      (code === 43 || (code === 45 && next !== 45)) &&
      !isBase64(text.charCodeAt(i - 1)) &&
      (isBlank(next) || isBreak(next) || isQuote(next) || isLineStart(text, i))
    )
      continue;
    break;
  }
  return i;
}

function isLineStart(text: string, at: number): boolean {
  return at === 0 || isBreak(text.charCodeAt(at - 1));
}

interface Body {
  readonly end: number;
  readonly longest: number;
  readonly digits: boolean;
}

/** The key's lines from `at` on. */
function readBody(text: string, at: number): Body {
  let end = at;
  let longest = 0;
  let digits = false;
  for (let i = at; ;) {
    let from = skipBetween(text, i);
    headers.lastIndex = from;
    const header = headers.exec(text)?.[0];
    if (header !== undefined) {
      i = from + header.length;
      continue;
    }
    footer.lastIndex = from;
    from += footer.exec(text)?.[0].length ?? 0;
    let to = from;
    let lineDigits = false;
    for (; to < text.length && isBase64(text.charCodeAt(to)); to++) lineDigits ||= isDigit(text.charCodeAt(to));
    if (to === from) return { end, longest, digits };
    // The text goes on after a cut key: a short run without a digit is a word, not a line of the key.
    if (end > at && to - from < 16 && !lineDigits && text.charAt(to) !== '=' && !endsHere(text, to)) {
      return { end, longest, digits };
    }
    while (text.charAt(to) === '=') to++;
    longest = Math.max(longest, to - from);
    digits ||= lineDigits;
    end = i = to;
  }
}

function endsHere(text: string, at: number): boolean {
  const next = skipBetween(text, at);
  return next >= text.length || text.startsWith('----', next);
}

function isKey({ end, longest, digits }: Body, length: number): boolean {
  return longest >= 24 ? digits || longest >= 60 : end === length && longest >= 4;
}

/** The start of the line's indentation, so that the placeholder takes the block's whole first line. */
function indentBefore(text: string, at: number): number {
  let start = at;
  while (start > 0 && isBlank(text.charCodeAt(start - 1))) start--;
  return start === 0 || isBreak(text.charCodeAt(start - 1)) ? start : at;
}

/** Lines of a key whose header was cut off, before the END at `at`. */
function bodyBefore(text: string, at: number, floor: number): number | null {
  let start = at;
  let run = 0;
  let longest = 0;
  for (let i = at - 1; i >= floor; i--) {
    const code = text.charCodeAt(i);
    const escaped = text.charCodeAt(i - 1) === backslash && 'nrt'.includes(text.charAt(i));
    if ((isBase64(code) || code === 61) && !escaped) {
      run++;
      longest = Math.max(longest, run);
      if (run >= 24 || i === 0) start = i;
    } else if (
      escaped ||
      isBlank(code) ||
      isBreak(code) ||
      isQuote(code) ||
      code === backslash ||
      code === 43 ||
      code === 62
    ) {
      run = 0;
    } else break;
  }
  return longest >= 24 ? start : null;
}

export function findBlocks(text: string): SecretSpan[] {
  const spans: SecretSpan[] = [];
  begin.lastIndex = 0;
  for (let hit = begin.exec(text); hit !== null; hit = begin.exec(text)) {
    const after = hit.index + hit[0].length;
    const body = readBody(text, after);
    if (!isKey(body, text.length)) continue;
    const close = (endingHere.lastIndex = skipBetween(text, body.end));
    const end = close + (endingHere.exec(text)?.[0].length ?? body.end - close);
    spans.push({ start: indentBefore(text, hit.index), end, kind: 'private-key' });
    begin.lastIndex = end;
  }
  const ends = new Set(spans.map((span) => span.end));
  ending.lastIndex = 0;
  let floor = 0;
  for (let hit = ending.exec(text); hit !== null; hit = ending.exec(text)) {
    const end = hit.index + hit[0].length;
    const start = ends.has(end) ? null : bodyBefore(text, hit.index, floor);
    if (start !== null) spans.push({ start, end, kind: 'private-key' });
    floor = end;
  }
  return spans;
}
