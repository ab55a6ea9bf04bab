// The one edit between two texts, from their common prefix and suffix, and places as rows and columns.
import type { Edit, Point } from 'web-tree-sitter';

const block = 4096;

/** Length of the common prefix, in UTF-16 units. Blocks first: comparing slices is many times faster than units. */
function commonPrefix(a: string, b: string): number {
  const limit = Math.min(a.length, b.length);
  let i = 0;
  while (i + block <= limit && a.slice(i, i + block) === b.slice(i, i + block)) i += block;
  while (i < limit && a.charCodeAt(i) === b.charCodeAt(i)) i++;
  return i;
}

function commonSuffix(a: string, b: string, limit: number): number {
  let i = 0;
  while (
    i + block <= limit &&
    a.slice(a.length - i - block, a.length - i) === b.slice(b.length - i - block, b.length - i)
  )
    i += block;
  while (i < limit && a.charCodeAt(a.length - 1 - i) === b.charCodeAt(b.length - 1 - i)) i++;
  return i;
}

/** Zero-based row and UTF-16 column of an offset, counted on from a known place before it. */
export function pointAt(text: string, offset: number, from?: { index: number; point: Point }): Point {
  let row = from?.point.row ?? 0;
  let lineStart = from === undefined ? 0 : from.index - from.point.column;
  for (let at = text.indexOf('\n', from?.index ?? 0); at !== -1 && at < offset; at = text.indexOf('\n', at + 1)) {
    row++;
    lineStart = at + 1;
  }
  return { row, column: offset - lineStart };
}

/** The edit that makes `after` of `before`; null where they are equal. Offsets are UTF-16 units. */
export function editBetween(before: string, after: string): Edit | null {
  if (before === after) return null;
  const startIndex = commonPrefix(before, after);
  const suffix = commonSuffix(before, after, Math.min(before.length, after.length) - startIndex);
  const oldEndIndex = before.length - suffix;
  const newEndIndex = after.length - suffix;
  const startPosition = pointAt(before, startIndex);
  const from = { index: startIndex, point: startPosition };
  return {
    startIndex,
    oldEndIndex,
    newEndIndex,
    startPosition,
    oldEndPosition: pointAt(before, oldEndIndex, from),
    newEndPosition: pointAt(after, newEndIndex, from),
  };
}
