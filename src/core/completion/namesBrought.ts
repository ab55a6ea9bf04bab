// Which names begin in a line of code, by its words and signs: declared, bound by a loop, assigned. No grammar, one pass, any language
// with statements; what it does not understand it takes for no beginning.
import { languageWords } from './languageWords';

const sign = /[\p{L}_$][\p{L}\p{N}_$]*|[^\s]/gu;
const declares = new Set('const let var val mut def function func fn class as'.split(' '));
const loops = new Set(['of', 'in', ':']);
/** Before `=` these make another sign of it, which brings no name. */
const compound = new Set('= ! < > + - * / % & | ^ ~ ?'.split(' '));
const opens = new Set(['(', '[', '{']);
const closes = new Set([')', ']', '}']);

/** Words and single signs of code; strings and comments must be gone. */
export const signsOf = (code: string): string[] => code.match(sign) ?? [];

export const isName = (text: string | undefined): text is string =>
  text !== undefined && /^[\p{L}_$]/u.test(text) && !languageWords.has(text);

/** @param signs of one line */
export function namesBrought(signs: readonly string[]): Set<string> {
  const names = new Set<string>();
  const add = (one: string | undefined): void => {
    if (isName(one)) names.add(one);
  };
  signs.forEach((text, i) => {
    const [before, after] = [signs[i - 1], signs[i + 1]];
    if (declares.has(text)) add(after);
    else if (text === 'for') boundByLoop(signs.slice(i + 1)).forEach(add);
    else if (text === '=' && after !== '=' && after !== '>' && after !== '~' && !compound.has(before ?? '')) {
      assigned(signs.slice(0, before === ':' ? i - 1 : i)).forEach(add);
    } else if (text === ';' && isName(before) && i === signs.length - 1 && isTyped(signs.slice(0, i - 1))) add(before);
  });
  return names;
}

function boundByLoop(signs: readonly string[]): string[] {
  const end = signs.findIndex((text) => loops.has(text));
  return end < 0 ? [] : signs.slice(0, end).filter(isName);
}

/** `int a;`, `List<String> a;`: something of a type stands before the name, and no `return`. */
function isTyped(signs: readonly string[]): boolean {
  const [first, last] = [signs[0] ?? '', signs.at(-1) ?? ''];
  return (
    /^[\p{L}_]/u.test(first) &&
    /^(?:[\p{L}_]|[>*\]])/u.test(last) &&
    !/^(?:return|throw|raise|yield|await|new|delete|goto)$/.test(first)
  );
}

/** The names on the left of an assignment: `a`, `a, b`, `(a, b)`, `{ a, b }`, `a: T`; none of `a.b` and `a[b]`. */
function assigned(left: readonly string[]): string[] {
  if (closes.has(left.at(-1) ?? '')) {
    const open = left.findLastIndex((text) => opens.has(text));
    const before = left[open - 1] ?? '';
    return open < 0 || isName(before) || closes.has(before) ? [] : left.slice(open).filter(isName);
  }
  const typed = left.lastIndexOf(':');
  const target = typed > 0 && isName(left[typed - 1]) ? left.slice(0, typed) : left;
  const names: string[] = [];
  for (let i = target.length - 1; i >= 0 && isName(target[i]) && target[i - 1] !== '.'; i -= 2) {
    names.push(target[i] ?? '');
    if (target[i - 1] !== ',') break;
  }
  return names;
}
