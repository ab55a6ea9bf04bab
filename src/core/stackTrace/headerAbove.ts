// Looks above a trace's first frame for the line that names the error. Bounded: at most 40 lines.
import { headerAt, readErrorHeader } from './errorHeader';
import { isDigit, isUpper, isLetter } from './scanText';
import type { TraceLine } from './traceLines';

const reach = 40;

export interface HeaderAbove {
  readonly type: string | null;
  readonly message: string | null;
  readonly index: number;
}

/** A line of the code excerpts that jest, vitest, rustc and others print: `> 11 | code`, `   |   ^`. */
export function isCodeExcerpt(trimmed: string): boolean {
  let at = trimmed.startsWith('>') ? 1 : 0;
  while (trimmed.charAt(at) === ' ') at += 1;
  while (isDigit(trimmed.charAt(at))) at += 1;
  while (trimmed.charAt(at) === ' ') at += 1;
  return trimmed.charAt(at) === '|' || trimmed.charAt(at) === '│';
}

/** `Invariant Violation: …`, `Bad state: …`: one to three capitalised words before a colon, and nothing else. */
function spokenHeader(trimmed: string): { type: string; message: string } | null {
  const colon = trimmed.indexOf(': ');
  const type = colon < 0 ? '' : trimmed.slice(0, colon);
  if (!isUpper(type.charAt(0)) || type.length > 40 || type.split(' ').length > 3) return null;
  for (const character of type) if (character !== ' ' && !isLetter(character)) return null;
  return { type, message: trimmed.slice(colon + 2) };
}

/**
 * The nearest error header above `index`, past the message's own lines, blank lines and code excerpts.
 * `isBoundary` says where an earlier trace ends.
 */
export function headerAbove(
  lines: readonly TraceLine[],
  index: number,
  lax: boolean,
  isBoundary: (trimmed: string) => boolean,
): HeaderAbove | null {
  let paragraph: HeaderAbove | null = null;
  let blanks = 0;
  const floor = Math.max(0, index - reach);
  for (let at = index - 1; at >= floor; at -= 1) {
    const trimmed = lines[at]?.trimmed ?? '';
    if (trimmed === '') {
      blanks += 1;
      if (blanks > 12) break;
      continue;
    }
    if (isCodeExcerpt(trimmed)) continue;
    if (isBoundary(trimmed)) break;
    if (trimmed.startsWith('● ')) {
      return paragraph ?? { type: null, message: null, index: at };
    }
    const header = headerAt(trimmed, 0, lax) ?? readErrorHeader(trimmed, lax);
    if (header !== null) return { ...header, index: at };
    if (blanks === 0 || paragraph === null || blanks > 0) {
      const spoken: { type: string; message: string } | null = at === index - 1 ? spokenHeader(trimmed) : null;
      if (spoken !== null) return { ...spoken, index: at };
      // The topmost line of what stands above is where a message without a type begins.
      paragraph = { type: null, message: trimmed, index: at };
    }
  }
  return paragraph !== null && paragraph.index === index - 1 ? paragraph : null;
}
