// Finds brackets that are left open, and what closes them. One linear scan; knows nothing of grammars.
import { lexisTable, type Lexis } from './lexis';
import type { LexisName } from './languages';

const closerOf: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };
const openers = '([{';
const closers = ')]}';

interface Bracket {
  readonly closer: string;
  /** Which part opened it. */
  readonly part: number;
}

/** Offset behind a comment or string that begins at `at`; `at` itself where none begins; -1 where it does not end. */
function behindLiteral(lexis: Lexis, text: string, at: number): number {
  const literal = lexis.literals.find(({ open }) => text.startsWith(open, at));
  if (literal !== undefined) {
    const { open, close, multiline } = literal;
    const [first] = close;
    for (let i = at + open.length; i < text.length; i++) {
      const unit = text[i];
      if (unit === '\\') i++;
      else if (unit === first && text.startsWith(close, i)) return i + close.length;
      else if (!multiline && unit === '\n') return i;
    }
    return -1;
  }
  if (!lexis.lineComments.some((mark) => text.startsWith(mark, at))) return at;
  const end = text.indexOf('\n', at + 1);
  return end === -1 ? -1 : end;
}

/** Offset of the next unit worth stopping at; the length where there is none. */
function nextStop({ stops }: Lexis, text: string, from: number): number {
  stops.lastIndex = from;
  return stops.exec(text)?.index ?? text.length;
}

export interface Completed {
  /** Closes what the inserted text opened and nothing after it closes. Goes right behind that text. */
  readonly afterText: string;
  /** Closes what the prefix opened. Goes to the very end. */
  readonly atEnd: string;
}

/** What closes the open brackets of `prefix + text + suffix`. */
export function openBrackets(name: LexisName, prefix: string, text: string, suffix: string): Completed {
  const lexis = lexisTable[name];
  const all = prefix + text + suffix;
  const textEnd = prefix.length + text.length;
  const stack: Bracket[] = [];
  let afterText = '';
  const leaveOpen = (bracket: Bracket): void => {
    if (bracket.part === 1) afterText += bracket.closer;
  };
  let comment = false;
  for (let at = nextStop(lexis, all, 0); at < all.length; at = nextStop(lexis, all, at)) {
    const behind = behindLiteral(lexis, all, at);
    if (behind === -1 || (behind > textEnd && at < textEnd)) {
      // The text ends inside a comment or a string: a closer on the same line would be part of it.
      if (at < textEnd) comment = lexis.lineComments.some((mark) => all.startsWith(mark, at));
      if (behind === -1) break;
    }
    if (behind > at) {
      at = behind;
      continue;
    }
    const unit = all.charAt(at);
    if (openers.includes(unit)) {
      const part = at < prefix.length ? 0 : at < textEnd ? 1 : 2;
      stack.push({ closer: closerOf[unit] ?? '', part });
    } else if (closers.includes(unit)) {
      const match = stack.findLastIndex(({ closer }) => closer === unit);
      if (match !== -1) for (const open of stack.splice(match).slice(1).toReversed()) leaveOpen(open);
    }
    at++;
  }
  for (const open of stack.toReversed()) leaveOpen(open);
  const atEnd = stack
    .filter(({ part }) => part === 0)
    .map(({ closer }) => closer)
    .toReversed()
    .join('');
  return { afterText: comment && afterText !== '' ? `\n${afterText}` : afterText, atEnd };
}
