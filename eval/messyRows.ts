// Rows made messy: logs pasted into the code, other natural languages, a programming language not seen. The outcomes stay as recorded.
import type { CascadeRow } from './cascadeRows';

export const messes = ['logs', 'languages', 'unseen'] as const;
export type Mess = (typeof messes)[number];

const logs = Array.from(
  { length: 24 },
  (_, i) =>
    `2026-01-31 12:00:${String(i % 60).padStart(2, '0')} ERROR [worker-${i % 4}] request 8f3${i} failed: timeout after ${i * 37} ms`,
).join('\n');
const prose =
  '请解释这个函数的作用并修复其中的错误。 Пожалуйста, объясните, что делает этот код, и исправьте ошибку. ' +
  'يرجى شرح ما يفعله هذا الكود وإصلاح الخطأ. このコードの動作を説明し、エラーを修正してください。\n';

export function messy(row: CascadeRow, mess: Mess): CascadeRow {
  const prompt = row.prompt ?? '';
  switch (mess) {
    case 'logs':
      return { ...row, prompt: `${logs}\n${prompt}` };
    case 'languages':
      return { ...row, prompt: `${prose.repeat(3)}${prompt}` };
    case 'unseen':
      return { ...row, languageId: 'cobol' };
  }
}
