// All the finders, one after the other, and their spans without overlap. The order is the order of precedence.
import { findBlocks } from './findBlocks';
import { findCookies, findFlagPasswords, findKeyMembers, findSchemes, findUrlPasswords } from './findCredentials';
import { extendOverLineEnd, findInBase64, findInView } from './findHidden';
import { findNamed } from './findNamed';
import { findTokens } from './findTokens';
import type { SecretSpan } from './secretSpan';

const findExtendedTokens = (text: string): SecretSpan[] =>
  findTokens(text).map((span) => extendOverLineEnd(text, span));

const finders: readonly ((text: string) => SecretSpan[])[] = [
  findBlocks,
  findExtendedTokens,
  findUrlPasswords,
  findSchemes,
  findCookies,
  findFlagPasswords,
  findKeyMembers,
  findNamed,
  findInBase64,
  findInView,
];

/**
 * Spans in order, none touching another. `checkTime` is called between the finders and throws where the time is up.
 * Time grows linearly with the text.
 */
export function findSecrets(text: string, checkTime: () => void = () => undefined): SecretSpan[] {
  const all: SecretSpan[] = [];
  for (const find of finders) {
    all.push(...find(text));
    checkTime();
  }
  return withoutOverlap(all);
}

/** Overlapping spans become one with the kind of the first finder's. */
function withoutOverlap(spans: readonly SecretSpan[]): SecretSpan[] {
  const ranked = spans.map((span, rank) => ({ ...span, rank })).sort((a, b) => a.start - b.start || b.end - a.end);
  const merged: { start: number; end: number; kind: string; rank: number }[] = [];
  for (const span of ranked) {
    const last = merged.at(-1);
    if (last === undefined || span.start >= last.end) {
      merged.push(span);
      continue;
    }
    last.end = Math.max(last.end, span.end);
    if (span.rank < last.rank) {
      last.kind = span.kind;
      last.rank = span.rank;
    }
  }
  return merged.map(({ start, end, kind }) => ({ start, end, kind }));
}
