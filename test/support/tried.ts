// What a test tried, for the table of `npm run reliability`: how many cases, and a figure worth reading. Not an assertion.
import type { TaskMeta } from 'vitest';

declare module 'vitest' {
  interface TaskMeta {
    /** Cases that this one test went through; one where it says nothing. */
    many?: number;
    /** What came out, where a figure says more than "holds". */
    figure?: string;
    /** Where it is over the bar, though under the test's own ceiling: in words. */
    missed?: string;
    /** Rows of a comparison: what: Weir | the others. */
    beside?: readonly string[];
    /** Rows of redaction figures: what: found | share. */
    redacted?: readonly string[];
  }
}

/**
 * `against`: what was measured, and the bar that the table holds it against, in the same unit; not a number is a miss. The test's
 * own ceiling is more generous, since machines are shared.
 */
export function tried(
  task: { readonly meta: TaskMeta },
  many: number,
  figure?: string,
  against?: { readonly measured: number; readonly bar: number },
): void {
  task.meta.many = many;
  if (figure !== undefined) task.meta.figure = figure;
  if (against !== undefined && !(against.measured <= against.bar))
    task.meta.missed = `${against.measured.toFixed(1)}, where the bar is ${against.bar}`;
}
