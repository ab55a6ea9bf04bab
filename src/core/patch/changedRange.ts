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

/**
 * Where whole lines that were selected in `before` stand in `after`: the same text where both have it once, else moved by what changed
 * above, or as they were changed themselves. Null where they cannot be told from what changed around them, or are gone.
 */
export function rangeAfter(before: string, after: string, { start, end }: TextRange): TextRange | null {
  const text = before.slice(start, end);
  const at = onlyPlace(after, text);
  if (at !== null && onlyPlace(before, text) === start) return { start: at, end: at + text.length };
  const changed = changedRange(before, after);
  const moved = changed.endAfter - changed.endBefore;
  const lineEnd = before.indexOf('\n', end);
  const next = lineEnd < 0 ? before.length : lineEnd + 1;
  if (start >= changed.endBefore) return { start: start + moved, end: end + moved };
  if (next <= changed.start) return { start, end };
  const within = start <= changed.start && changed.endBefore <= next;
  return within && end + moved > start ? { start, end: end + moved } : null;
}

/** Where a text stands at the start of a line, if it stands nowhere else. */
function onlyPlace(text: string, part: string): number | null {
  const at = text.indexOf(part);
  return at >= 0 && startsLine(text, at) && text.lastIndexOf(part) === at ? at : null;
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
