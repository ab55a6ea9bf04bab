// Finds private keys in armour (PEM, PGP, SSH, PuTTY): raw, escaped, indented, quoted, cut at either end.
// A header alone is no key: code that tests for one stays as it is.
import { backslash, isBase64, isBlank, isBreak, isDigit, isQuote, isUpper } from './characters';
import type { SecretSpan } from './secretSpan';

/** The line that begins or ends a block, dashes and all. */
interface Armour {
  readonly start: number;
  readonly end: number;
}

interface Armours {
  readonly begins: readonly Armour[];
  readonly ends: readonly Armour[];
}

const puttyLines = /Private-Lines: [0-9]{1,4}/g;
const dashes = '----';
/** Of the words before `PRIVATE KEY`, as in `BEGIN ENCRYPTED PRIVATE KEY`. */
const longestKind = 40;

/** In order. Read from the words that all of them have, since rows of dashes are everywhere. */
function findArmours(text: string): Armours {
  const begins: Armour[] = [];
  const ends: Armour[] = [];
  for (let at = text.indexOf('PRIVATE KEY'); at >= 0; at = text.indexOf('PRIVATE KEY', at + 11)) {
    const end = endOfDashes(text, at + 11);
    if (end === null) continue;
    const begin = startOfArmour(text, at, 'BEGIN ');
    if (begin !== null) begins.push({ start: begin, end });
    const close = startOfArmour(text, at, 'END ');
    if (close !== null) ends.push({ start: close, end });
  }
  for (const { index, 0: found } of text.matchAll(puttyLines)) begins.push({ start: index, end: index + found.length });
  return { begins: begins.sort((a, b) => a.start - b.start), ends };
}

function endOfDashes(text: string, at: number): number | null {
  let end = text.startsWith(' BLOCK', at) ? at + 6 : at;
  if (text.charAt(end) === ' ') end++;
  if (!text.startsWith(dashes, end)) return null;
  return end + (text.charAt(end + 4) === '-' ? 5 : 4);
}

/** Index of the dashes before `word`, which stands before `PRIVATE KEY` at `at`. */
function startOfArmour(text: string, at: number, word: 'BEGIN ' | 'END '): number | null {
  const first = Math.max(0, at - word.length - longestKind);
  for (let i = at - 1; i >= first && isArmourWord(text.charCodeAt(i)); i--) {
    if (!text.startsWith(word, i) || i + word.length > at) continue;
    const behind = text.charAt(i - 1) === ' ' ? i - 1 : i;
    if (text.slice(Math.max(0, behind - 4), behind) === dashes)
      return behind - (text.charAt(behind - 5) === '-' ? 5 : 4);
  }
  return null;
}

const isArmourWord = (code: number): boolean => code === 32 || isUpper(code) || isDigit(code);

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
  const { begins, ends } = findArmours(text);
  const spans: SecretSpan[] = [];
  const endAt = new Map(ends.map(({ start, end }) => [start, end]));
  let done = 0;
  for (const begin of begins) {
    if (begin.start < done) continue;
    const body = readBody(text, begin.end);
    if (!isKey(body, text.length)) continue;
    done = endAt.get(skipBetween(text, body.end)) ?? body.end;
    spans.push({ start: indentBefore(text, begin.start), end: done, kind: 'private-key' });
  }
  const closed = new Set(spans.map((span) => span.end));
  let floor = 0;
  for (const { start: at, end } of ends) {
    const start = closed.has(end) ? null : bodyBefore(text, at, floor);
    if (start !== null) spans.push({ start, end, kind: 'private-key' });
    floor = end;
  }
  return spans;
}
