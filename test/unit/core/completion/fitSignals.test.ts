// How a text fits what stands around it. The cursor is █.
import { describe, expect, it } from 'vitest';
import { completionFitSignals, type FitInput } from '../../../../src/core/completion/fitSignals';
import { atCursor } from './cursor';

const fit = (document: string, text: string, more: Partial<FitInput> = {}) =>
  completionFitSignals({ languageId: 'typescript', ...atCursor(document), text, ...more });

describe('fit signals', () => {
  it('measure the indentation against the next line and the cursor’s', () => {
    expect(fit('f() {\n  █\n}', 'a();')).toMatchObject({
      'fit.indentToNext': -2,
      'fit.indentChange': 0,
      'fit.indentMismatch': 0,
    });
    expect(fit('f() {\n  █\n  b();\n}', 'if (x) {')).toMatchObject({ 'fit.indentToNext': 0, 'fit.indentMismatch': 1 });
    expect(fit('█\n  b();\n}', 'if (x) {')).toMatchObject({ 'fit.indentMismatch': 0 });
    expect(fit('f() {\n  █', 'a();')['fit.indentToNext']).toBeUndefined();
  });

  it('look at the line below the text where it becomes a line of its own', () => {
    expect(fit('f() {\n█  b();\n}', '  if (x) {\n')).toMatchObject({ 'fit.indentToNext': 0, 'fit.indentMismatch': 1 });
    expect(fit('f() {\n█  b();\n}', '  b();\n')).toMatchObject({ 'fit.repeatsNext': 1, 'fit.lines': 1 });
  });

  it('count what the text leaves open, and what it repairs', () => {
    expect(fit('f(█', 'x)')['fit.brackets']).toBe(-1);
    expect(fit('f(█)', 'x')['fit.brackets']).toBe(0);
    expect(fit('f(█)', 'g(x')['fit.brackets']).toBe(1);
    expect(fit('a();\n█', 'if (x) {')).toMatchObject({ 'fit.brackets': 1, 'fit.openBlock': 1 });
    expect(fit('a = █', '"b')['fit.openString']).toBe(1);
    expect(fit('a = █', '"b"')['fit.openString']).toBe(0);
  });

  it('see repeated lines', () => {
    expect(fit('a(1);\n█\nb(2);', 'b(2);')).toMatchObject({ 'fit.repeatsNext': 1, 'fit.repeatsPrevious': 0 });
    expect(fit('a(1);\n█\nb(2);', 'a(1);')).toMatchObject({
      'fit.repeatsNext': 0,
      'fit.repeatsPrevious': 1,
      'fit.linesSeenAbove': 1,
    });
  });

  it('count names that occur nowhere, members apart', () => {
    expect(fit('const total = 1;\nfoo(█', 'total, unheard.method)')).toMatchObject({
      'fit.unknownNames': 1,
      'fit.unknownMembers': 1,
      'fit.unknownShare': 2 / 3,
    });
    expect(fit('foo(█', 'unheard)', { contextNames: new Set(['unheard']) })['fit.unknownNames']).toBe(0);
    expect(fit('foo(█', '1)')['fit.unknownNames']).toBeUndefined();
  });

  it('measure agreement with another candidate', () => {
    expect(fit('x = █', 'foo(bar)', { candidate: 'foo(bar)' })['fit.agreement']).toBe(1);
    expect(fit('x = █', 'foo(bar)', { candidate: '12' })['fit.agreement']).toBe(0);
    expect(fit('x = █', 'foo(bar)')['fit.agreement']).toBeUndefined();
  });

  it('take less than a millisecond for windows of 4 KB', () => {
    const above = 'const value = compute(alpha, "beta");\n'.repeat(110);
    const input = { languageId: 'typescript', prefix: above, suffix: above, text: 'if (value) {\n  run(value);\n}' };
    const times: number[] = [];
    for (let n = 0; n < 60; n++) {
      const started = performance.now();
      completionFitSignals(input);
      times.push(performance.now() - started);
    }
    // The best tenth: other work on the machine is not what is measured.
    expect(times.sort((a, b) => a - b)[6]).toBeLessThan(1);
  });
});
