// The one stretch of whole lines in which two texts differ. Offsets, so that it is the same whatever ends the lines.

export interface ChangedRange {
  /** UTF-16 offset where both texts begin to differ, at a line's start. */
  readonly start: number;
  readonly endBefore: number;
  readonly endAfter: number;
}

export function changedRange(before: string, after: string): ChangedRange {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  const differ = start < shorter || before.length !== after.length;
  if (differ && start > 0) start = before.lastIndexOf('\n', start - 1) + 1;
  let same = 0;
  while (
    same < shorter - start &&
    before.charCodeAt(before.length - 1 - same) === after.charCodeAt(after.length - 1 - same)
  )
    same++;
  // Back to where a line starts in both, or to the very end.
  while (same > 0 && !(startsLine(before, before.length - same) && startsLine(after, after.length - same))) same--;
  return { start, endBefore: before.length - same, endAfter: after.length - same };
}

function startsLine(text: string, at: number): boolean {
  return at === 0 || text.charCodeAt(at - 1) === 10;
}

export interface TextRange {
  /** UTF-16 offsets. */
  readonly start: number;
  readonly end: number;
}

/** Where lines that were selected in `before` stand in `after`: the same text where it stands once, else what has become of it. */
export function rangeAfter(before: string, after: string, { start, end }: TextRange): TextRange {
  const text = before.slice(start, end);
  const at = after.indexOf(text);
  if (at >= 0 && startsLine(after, at) && after.lastIndexOf(text) === at) return { start: at, end: at + text.length };
  const changed = changedRange(before, after);
  const moved = changed.endAfter - changed.endBefore;
  return {
    start: start >= changed.endBefore ? start + moved : Math.min(start, changed.start),
    end: end <= changed.start ? end : end >= changed.endBefore ? end + moved : changed.endAfter,
  };
}

/** Lines that a change takes away and brings. */
export function changedLines(before: string, after: string): { readonly removed: number; readonly added: number } {
  const range = changedRange(before, after);
  return {
    removed: lineCount(before.slice(range.start, range.endBefore)),
    added: lineCount(after.slice(range.start, range.endAfter)),
  };
}

function lineCount(text: string): number {
  return text === '' ? 0 : text.split('\n').length - (text.endsWith('\n') ? 1 : 0);
}
