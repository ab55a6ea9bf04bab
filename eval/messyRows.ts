// Inputs made messy, by degrees: logs pasted above the code, other natural languages, minified code, a programming language not seen.
import type { CascadeRow } from './cascadeRows';

export interface Mess {
  readonly name: string;
  /** How much of it, from little to much; what the number counts is in the name. */
  readonly degrees: readonly number[];
  /** What stands above the code, a line break at its end. */
  readonly above: (degree: number) => string;
}

const logLine = (i: number): string =>
  `2026-01-31 12:00:${String(i % 60).padStart(2, '0')} ERROR [worker-${i % 4}] request 8f3${i} failed: timeout after ${i * 37} ms`;
const sentences = [
  '请解释这个函数的作用并修复其中的错误。',
  'Пожалуйста, объясните, что делает этот код, и исправьте ошибку.',
  'يرجى شرح ما يفعله هذا الكود وإصلاح الخطأ.',
  'このコードの動作を説明し、エラーを修正してください。',
];
const lines = (count: number, line: (i: number) => string): string =>
  Array.from({ length: count }, (_, i) => `${line(i)}\n`).join('');

export const messes: readonly Mess[] = [
  {
    name: 'lines of a log above the code',
    degrees: [1, 3, 8, 24],
    above: (degree) => lines(degree, logLine),
  },
  {
    name: 'sentences in other scripts above the code',
    degrees: [1, 2, 4, 12],
    above: (degree) => lines(degree, (i) => sentences[i % sentences.length] ?? ''),
  },
  {
    name: 'characters of minified code in one line above',
    degrees: [200, 500, 2_000, 10_000],
    above: (degree) => `${'a=b(c);'.repeat(Math.ceil(degree / 7)).slice(0, degree)}\n`,
  },
];

const everyMess = messes.flatMap(({ name, degrees, above }) =>
  degrees.map((degree) => ({ label: `${degree} ${name}`, above: above(degree) })),
);

/** What stands above the code of the hole of this number: all kinds and degrees are dealt out in turn. */
export const messAt = (index: number): string => everyMess[index % everyMess.length]?.above ?? '';

/** All kinds and degrees in words, and which of them a text begins with: the most of its kind, -1 for none. */
export const messLabels: readonly string[] = everyMess.map(({ label }) => label);
export const messOf = (text: string): number => everyMess.findLastIndex(({ above }) => text.startsWith(above));

/** A row made messy. Which answer a model would have given nobody knows, so its outcome stands for nothing. */
export const messyRow = (row: CascadeRow, above: string): CascadeRow => ({
  ...row,
  prompt: above + (row.prompt ?? ''),
});
