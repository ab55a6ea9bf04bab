// The hunks of one file's unified diff, with the lines that they have now. A linear scanner; what is no hunk is passed over.
import type { LineRange } from '../task';

export interface Hunk extends LineRange {
  /** Its lines, each with `+`, `-` or a space in front. */
  readonly lines: readonly string[];
}

export function diffHunks(diff: string): Hunk[] {
  const hunks: { startLine: number; endLine: number; lines: string[] }[] = [];
  /** Lines of the old and the new file that the hunk still has. */
  let left = { old: 0, new: 0 };
  for (const line of diff.split(/\r?\n/)) {
    const head = /^@@ -\d{1,9}(?:,(\d{1,9}))? \+(\d{1,9})(?:,(\d{1,9}))? @@/.exec(line);
    const hunk = hunks.at(-1);
    if (head !== null && left.old <= 0 && left.new <= 0) {
      left = { old: Number(head[1] ?? 1), new: Number(head[3] ?? 1) };
      const startLine = Math.max(1, Number(head[2]));
      hunks.push({ startLine, endLine: Math.max(startLine, startLine + left.new - 1), lines: [] });
    } else if (hunk !== undefined && (left.old > 0 || left.new > 0)) {
      const mark = line.charAt(0);
      if (mark === '+') left.new--;
      else if (mark === '-') left.old--;
      else if (mark === ' ' || line === '') left = { old: left.old - 1, new: left.new - 1 };
      else continue;
      hunk.lines.push(line === '' ? ' ' : line);
    }
  }
  return hunks;
}
