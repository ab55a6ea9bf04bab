import { describe, expect, it } from 'vitest';
import { inputMess } from '../../../../src/core/calibration/inputMess';
import { outsideSeen, seenInput } from '../../../../src/core/calibration/seenInput';

const code = 'export function add(a: number, b: number): number {\n  // adds\n  return a + b;\n}\n';
const log = Array.from({ length: 10 }, (_, i) => `2026-01-31 12:00:0${i} ERROR request ${i} failed`).join('\n');
const answer = (text: string, languageId = 'typescript') => ({
  signals: inputMess(text),
  kind: 'explain' as const,
  languageId,
});
const seen = seenInput(Array.from({ length: 10 }, (_, i) => answer(code.repeat(1 + i))));

describe('input that calibration has not seen', () => {
  it.each([
    ['a pasted log', answer(`${log}\n${code}`), 'shift.input'],
    ['minified text', answer(`${code}${'x=1;'.repeat(2000)}`), 'shift.input'],
    ['another script', answer(`// ${'объясните этот код пожалуйста '.repeat(20)}\n${code}`), 'shift.input'],
    ['another language', answer(code, 'cobol'), 'shift.new-language'],
    ['another kind of task', { ...answer(code), kind: 'debug' as const }, 'shift.new-kind'],
  ])('is seen in %s', (_name, given, rule) => expect(outsideSeen(seen, given)?.rule).toBe(rule));

  it('is not seen in more code of the same kind, or in a text too short to measure', () => {
    expect(outsideSeen(seen, answer(code.repeat(30)))).toBeNull();
    expect(outsideSeen(seen, answer('x'))).toBeNull();
  });
});
