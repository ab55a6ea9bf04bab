// A change of a document as plain data, and what it does to places that are being watched.

export interface DocumentEdit {
  readonly path: string;
  /** UTF-16 offset in the document before the change. */
  readonly start: number;
  /** Length of what was taken away. */
  readonly removed: number;
  readonly inserted: string;
  readonly undo: boolean;
}

export interface OffsetRange {
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
}

/** Where a range is after an edit. What is inserted inside it, or at its end, belongs to it. */
export function shiftRange({ start, end }: OffsetRange, edit: DocumentEdit): OffsetRange {
  const editEnd = edit.start + edit.removed;
  const growth = edit.inserted.length - edit.removed;
  if (editEnd <= start && edit.start < start) return { start: start + growth, end: end + growth };
  if (edit.start > end) return { start, end };
  const newStart = Math.min(start, edit.start);
  const before = Math.max(0, edit.start - start);
  const behind = Math.max(0, end - editEnd);
  return { start: newStart, end: newStart + before + edit.inserted.length + behind };
}
