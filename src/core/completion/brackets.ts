// Which brackets a text leaves open and which it closes that it did not open. Strings and comments do not count.
import { walkCode, type LexState } from './codeWalk';
import type { LanguageTraits } from './language';

const closerOf: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

export function isOpener(char: string | undefined): boolean {
  return char === '(' || char === '[' || char === '{';
}

export function isCloser(char: string | undefined): boolean {
  return char === ')' || char === ']' || char === '}';
}

export interface BracketBalance {
  /** Closers that would close what is still open here, innermost first. */
  readonly missing: readonly string[];
  /** Closers without an opener in this text, in order. */
  readonly extra: readonly string[];
  readonly state: LexState;
}

export function bracketBalance(text: string, traits: LanguageTraits, start: LexState): BracketBalance {
  const open: string[] = [];
  const extra: string[] = [];
  const state = walkCode(text, traits, start, (char) => {
    const closer = closerOf[char];
    if (closer !== undefined) open.push(closer);
    else if (isCloser(char)) {
      const match = open.lastIndexOf(char);
      if (match >= 0) open.length = match;
      else extra.push(char);
    }
  });
  return { missing: open.reverse(), extra, state };
}
