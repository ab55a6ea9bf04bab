// Rows made messy, by degrees: logs pasted above the code, other natural languages, minified code, a programming language not seen.
// Which answer a model would have given to such an input nobody knows, so the rows keep nothing of their outcomes.
import type { CascadeRow } from './cascadeRows';

export interface Mess {
  readonly name: string;
  /** How much of it, from little to much; what the number counts is in the name. */
  readonly degrees: readonly number[];
  readonly made: (row: CascadeRow, degree: number) => CascadeRow;
}

const logLine = (i: number): string =>
  `2026-01-31 12:00:${String(i % 60).padStart(2, '0')} ERROR [worker-${i % 4}] request 8f3${i} failed: timeout after ${i * 37} ms`;
const sentences = [
  '请解释这个函数的作用并修复其中的错误。',
  'Пожалуйста, объясните, что делает этот код, и исправьте ошибку.',
  'يرجى شرح ما يفعله هذا الكود وإصلاح الخطأ.',
  'このコードの動作を説明し、エラーを修正してください。',
];
const above = (row: CascadeRow, lines: readonly string[]): CascadeRow => ({
  ...row,
  prompt: [...lines, row.prompt ?? ''].join('\n'),
});

export const messes: readonly Mess[] = [
  {
    name: 'lines of a log above the code',
    degrees: [1, 3, 8, 24],
    made: (row, degree) =>
      above(
        row,
        Array.from({ length: degree }, (_, i) => logLine(i)),
      ),
  },
  {
    name: 'sentences in other scripts above the code',
    degrees: [1, 2, 4, 12],
    made: (row, degree) =>
      above(
        row,
        Array.from({ length: degree }, (_, i) => sentences[i % sentences.length] ?? ''),
      ),
  },
  {
    name: 'characters of minified code in one line above',
    degrees: [200, 500, 2_000, 10_000],
    made: (row, degree) => above(row, ['a=b(c);'.repeat(Math.ceil(degree / 7)).slice(0, degree)]),
  },
  {
    name: 'a programming language not seen',
    degrees: [1],
    made: (row) => ({ ...row, languageId: 'cobol' }),
  },
];
