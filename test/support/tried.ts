// What a test tried, for the table of `npm run reliability`: how many cases, and a figure worth reading. Not an assertion.
import type { TaskMeta } from 'vitest';

declare module 'vitest' {
  interface TaskMeta {
    /** Cases that this one test went through; one where it says nothing. */
    many?: number;
    /** What came out, where a figure says more than "holds". */
    figure?: string;
    /** Rows of a comparison: what: Weir | the others. */
    beside?: readonly string[];
    /** Rows of redaction figures: what: found | share. */
    redacted?: readonly string[];
  }
}

export function tried(task: { readonly meta: TaskMeta }, many: number, figure?: string): void {
  task.meta.many = many;
  if (figure !== undefined) task.meta.figure = figure;
}
