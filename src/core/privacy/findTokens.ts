// Finds secrets that identify themselves by their format. Linear: one search for the literals, then one bounded match.
import { isBase64, startsWord } from './characters';
import type { SecretSpan } from './secretSpan';
import { atLeast, isFillIn, isNoName, isPlaceholder, likenessOf } from './secretValue';
import { tokenFormats, type TokenFormat } from './tokenFormats';

interface Compiled {
  readonly format: TokenFormat;
  /** True where the token must begin a word: the literal itself could stand in any base64. */
  readonly bounded: boolean;
  readonly pattern: RegExp;
}

const escape = (literal: string): string => literal.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');

/** The token as a whole, at the place where the search stands. */
export const tokenPattern = ({ before, prefix, body }: TokenFormat): RegExp =>
  new RegExp(`${before?.source ?? ''}${escape(prefix)}${body}`, 'y');

const compiled: readonly Compiled[] = tokenFormats.map((format) => ({
  format,
  bounded: format.weak === true || format.before !== undefined || /^[A-Za-z0-9]+$/.test(format.prefix),
  pattern: tokenPattern(format),
}));

const literals = [...new Set(tokenFormats.map(({ prefix }) => prefix))].sort(
  (a, b) => b.length - a.length || (a < b ? -1 : 1),
);
const byLiteral = new Map(
  literals.map((literal) => [literal, compiled.filter(({ format }) => literal.startsWith(format.prefix))]),
);
const anyLiteral = new RegExp([...literals].map(escape).join('|'), 'g');

/** Literals that begin nothing but a token. */
const certain = [...new Set(tokenFormats.flatMap((format) => (format.certain === true ? [format.prefix] : [])))];

/** Begins like a token whose format is certain, and does not say itself that it is none. */
export function beginsLikeToken(value: string): boolean {
  const prefix = certain.find((literal) => value.startsWith(literal));
  return prefix !== undefined && !isFillIn(value.slice(prefix.length));
}

/** What the token is worth on its own: the part that must be random. */
function isReal(format: TokenFormat, token: string): boolean {
  const body = token.slice(token.indexOf(format.prefix) + format.prefix.length);
  if (format.random === true && !atLeast(likenessOf(body), 'strong')) return false;
  if (format.noName === true && !isNoName(body)) return false;
  if (format.certain === true) return !isFillIn(body);
  return !isPlaceholder(format.before === undefined ? body : token);
}

/** `+` and `/` end a word but not a base64 text. */
function isInBase64(text: string, at: number): boolean {
  const before = text.charCodeAt(at - 1);
  if (before !== 43 && before !== 47) return false;
  let i = at - 1;
  while (i >= 0 && at - i < 24 && isBase64(text.charCodeAt(i))) i--;
  return at - i >= 24;
}

function matchAt(text: string, at: number, { format, bounded, pattern }: Compiled): SecretSpan | null {
  for (const back of format.before?.lengths ?? [0]) {
    const start = at - back;
    if (start < 0 || (bounded && (!startsWord(text, start) || isInBase64(text, start)))) continue;
    pattern.lastIndex = start;
    const token = pattern.exec(text)?.[0];
    if (token === undefined || !isReal(format, token)) continue;
    return {
      start: format.bodyOnly === true ? start + format.prefix.length : start,
      end: start + token.length,
      kind: format.kind,
    };
  }
  return null;
}

export function findTokens(text: string): SecretSpan[] {
  const spans: SecretSpan[] = [];
  anyLiteral.lastIndex = 0;
  for (let hit = anyLiteral.exec(text); hit !== null; hit = anyLiteral.exec(text)) {
    let best: SecretSpan | null = null;
    for (const row of byLiteral.get(hit[0]) ?? []) {
      const span = matchAt(text, hit.index, row);
      if (span !== null && (best === null || span.end - span.start > best.end - best.start)) best = span;
    }
    if (best !== null) spans.push(best);
    anyLiteral.lastIndex = Math.max(hit.index + 1, best?.end ?? 0);
  }
  return spans;
}
