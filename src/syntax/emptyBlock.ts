// Whether a place stands at the start of a block that has nothing in it yet. Reads the text: unfinished code has no block node.
import type { BlockStyle } from './languages';

const colonHeads = new Set('def class if elif else for while try except finally with match case async'.split(' '));
const endHeads = new Set(
  'def class module if unless elsif else while until for begin do case when then function repeat fn defmodule defp'.split(
    ' ',
  ),
);
const endTails = new Set('end else elsif elseif rescue ensure when until fi done esac catch after'.split(' '));

function firstWord(line: string): string {
  return /^\w*/.exec(line.trimStart())?.[0] ?? '';
}

function lastWord(line: string): string {
  return line.split(/\W/).at(-1) ?? '';
}

function indentation(line: string): number {
  return line.length - line.trimStart().length;
}

/** `openBlock` says whether the brace at an offset opens a block rather than an object or a set. */
export function emptyBlock(
  style: BlockStyle,
  text: string,
  offset: number,
  openBlock: (brace: number) => boolean,
): boolean {
  if (style === 'none') return false;
  const before = text.slice(Math.max(0, offset - 4000), offset).trimEnd();
  const opens = before.at(-1);
  if (style === 'braces') {
    if (opens !== '{') return false;
    const after = text.slice(offset, offset + 4000).trimStart();
    const brace = text.lastIndexOf('{', offset - 1);
    return (after === '' || after.startsWith('}')) && openBlock(brace);
  }
  const head = before.slice(before.lastIndexOf('\n') + 1);
  const rest = text.slice(offset, offset + 4000);
  const next = rest.split('\n').find((line) => line.trim() !== '');
  if (style === 'colon') {
    if (opens !== ':' || !colonHeads.has(firstWord(head))) return false;
    return next === undefined || (rest.trimStart() !== rest && indentation(next) <= indentation(head));
  }
  if (rest !== '' && !/^\s/.test(rest)) return false;
  const opensBlock = endHeads.has(firstWord(head)) || endHeads.has(lastWord(head)) || /\bdo *\|[^|\n]*\|$/.test(head);
  return opensBlock && !/\bend$/.test(head) && (next === undefined || endTails.has(firstWord(next)));
}
