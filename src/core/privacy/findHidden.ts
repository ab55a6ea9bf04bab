// Finds secrets in hard forms: broken by invisible characters or line ends, split into literals, percent-encoded, base64.
// What is hidden is taken whole, wrapping included.
import { isBase64, isBlank, isBreak, isQuote } from './characters';
import { decodeBase64 } from './decodeBase64';
import { findBlocks } from './findBlocks';
import { findSchemes, findUrlPasswords } from './findCredentials';
import { findTokens } from './findTokens';
import { plainView, type PlainView } from './plainView';
import type { SecretSpan } from './secretSpan';
import { atLeast, likenessOf } from './secretValue';

const finders = [findTokens, findUrlPasswords, findBlocks, findSchemes];
const findPlain = (text: string): SecretSpan[] => finders.flatMap((find) => find(text));

/** The address around its password: hidden addresses are not worth a half of them. */
function wholeAddress(text: string, span: SecretSpan): SecretSpan {
  let start = span.start;
  while (start > 0 && span.start - start < 1024 && !isEdge(text.charCodeAt(start - 1))) start--;
  let end = span.end;
  while (end < text.length && end - span.end < 1024 && !isEdge(text.charCodeAt(end))) end++;
  // `?t=postgres://…` begins at the scheme, `AccountKey=…` at its name.
  const scheme = text.lastIndexOf('://', span.start);
  if (scheme >= start) {
    let name = scheme;
    while (name > start && /[a-z0-9+.-]/i.test(text.charAt(name - 1))) name--;
    start = name;
  }
  return { ...span, start, end };
}

const isEdge = (code: number): boolean =>
  code <= 32 || code === 44 || code === 59 || code === 60 || code === 62 || isQuote(code);

/** Room for what a token's beginning is told by. */
const lead = 8;

/** No token goes over the end of a line: what stands in the other lines, the original says as well. */
function findChanged({ text, lines }: PlainView): SecretSpan[] {
  const tokens = lines.flatMap(({ start, end }) => {
    const from = Math.max(0, start - lead);
    const shifted = (span: SecretSpan): SecretSpan => ({ ...span, start: span.start + from, end: span.end + from });
    return findTokens(text.slice(from, end + 1)).map(shifted);
  });
  return [...tokens, ...findUrlPasswords(text), ...findBlocks(text), ...findSchemes(text)];
}

export function findInView(text: string): SecretSpan[] {
  const view = plainView(text);
  if (view === null) return [];
  const spans: SecretSpan[] = [];
  for (const found of findChanged(view)) {
    const whole = found.kind === 'url-password' || found.kind === 'azure-key' ? wholeAddress(view.text, found) : found;
    const place = view.toOriginal(whole.start, whole.end);
    if (place !== null) spans.push({ ...place, kind: found.kind });
  }
  return spans;
}

/** Where a run starts: to look at each of a word's letters for one takes twice as long. */
const encodedStart = /(?<![A-Za-z0-9+/_-])[A-Za-z0-9+/_-]{24}/g;
const isEncoded = (code: number): boolean => isBase64(code) || code === 45 || code === 95;
/** A multiple of four, so that a longer run is read on in the same step. */
const pieceLength = 16_384;

export function findInBase64(text: string): SecretSpan[] {
  const spans: SecretSpan[] = [];
  encodedStart.lastIndex = 0;
  for (let hit = encodedStart.exec(text); hit !== null; hit = encodedStart.exec(text)) {
    let end = encodedStart.lastIndex;
    while (isEncoded(text.charCodeAt(end))) end++;
    for (let padding = 0; padding < 2 && text.charAt(end) === '='; padding++) end++;
    for (let start = hit.index; start < end; start += pieceLength) {
      const piece = text.slice(start, Math.min(end, start + pieceLength));
      const decoded = decodeBase64(piece);
      const kind = decoded === null || decoded.length < 16 ? undefined : findPlain(decoded)[0]?.kind;
      if (kind !== undefined) spans.push({ start, end: start + piece.length, kind });
    }
    encodedStart.lastIndex = end;
  }
  return spans;
}

const isTokenPart = (code: number): boolean =>
  (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122) || code === 45 || code === 95;

/** A token that a terminal broke at the line's end: the next line's first run belongs to it where it reads as no word. */
export function extendOverLineEnd(text: string, span: SecretSpan): SecretSpan {
  let end = span.end;
  for (let lines = 0; lines < 4 && isBreak(text.charCodeAt(end)); lines++) {
    let from = end;
    while (isBreak(text.charCodeAt(from)) && from - end < 2) from++;
    while (isBlank(text.charCodeAt(from)) && from - end < 80) from++;
    let to = from;
    while (to < text.length && isTokenPart(text.charCodeAt(to))) to++;
    const next = text.charCodeAt(to);
    if (!atLeast(likenessOf(text.slice(from, to)), 'random') || next === 61 || next === 58 || next === 40) break;
    end = to;
  }
  return end === span.end ? span : { ...span, end };
}
