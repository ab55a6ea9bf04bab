import { describe, expect, it } from 'vitest';
import { diagnosticFamily } from '../../../../src/core/routing/diagnosticFamily';
import { taskFeatures } from '../../../../src/core/routing/features';
import type { Diagnostic } from '../../../../src/core/task';

function made(source: string, code: string, message: string, more: Partial<Diagnostic> = {}): Diagnostic {
  const place = { path: 'a.ts', startLine: 3, startColumn: 1, endLine: 3, endColumn: 9 };
  return { ...place, severity: 'error', source, code, message, related: [], ...more };
}

describe('diagnosticFamily', () => {
  it.each([
    ['ts', '1005', "';' expected.", 'syntax'],
    ['ts', '2322', "Type 'string' is not assignable to type 'number'.", 'types'],
    ['ts', '2532', "Object is possibly 'undefined'.", 'null'],
    ['ts', '18048', "'x' is possibly 'undefined'.", 'null'],
    ['ts', '2304', "Cannot find name 'x'.", 'unresolved'],
    ['ts', '6133', "'x' is declared but its value is never read.", 'other'],
    ['eslint', 'no-unused-vars', "'x' is defined but never used", 'lint'],
    ['rustc', 'E0502', 'cannot borrow `v` as mutable because it is also borrowed as immutable', 'borrow'],
    ['rustc', 'E0308', 'mismatched types', 'types'],
    ['rustc', 'E0425', 'cannot find value `x` in this scope', 'unresolved'],
    ['clippy', 'clippy::needless_return', 'unneeded `return`', 'lint'],
    ['Pylance', 'reportOptionalMemberAccess', '"x" is not a known attribute of "None"', 'null'],
    ['Pylance', 'reportUndefinedVariable', '"x" is not defined', 'unresolved'],
    ['Pylance', 'reportArgumentType', 'Argument of type "str" cannot be assigned', 'types'],
    ['mypy', 'assignment', 'Incompatible types in assignment', 'types'],
    ['compiler', '', 'undefined: store', 'unresolved'],
    ['compiler', 'IncompatibleAssign', 'cannot use "a" (untyped string constant) as int value', 'types'],
    ['Java', '16777235', 'Type mismatch: cannot convert from String to int', 'types'],
    ['Java', '536871364', 'Null pointer access: The variable x can only be null at this location', 'null'],
    ['', 'CS8602', 'Dereference of a possibly null reference.', 'null'],
    ['cpptools', '20', 'identifier was not declared in this scope', 'unresolved'],
    ['', '', 'something else', 'other'],
  ])('%s %s %s', (source, code, message, family) => {
    expect(diagnosticFamily(made(source, code, message))).toBe(family);
  });
});

describe('features of diagnostics', () => {
  it('count the families and the age of what stands in the range', () => {
    const features = taskFeatures({
      syntax: null,
      diagnostics: [
        made('ts', '2322', 'x', { ageSeconds: 40 }),
        made('ts', '2532', 'x', { ageSeconds: 5 }),
        made('eslint', 'semi', 'x', { severity: 'warning' }),
        made('ts', '2322', 'elsewhere', { startLine: 90, endLine: 90, ageSeconds: 900 }),
      ],
      path: 'a.ts',
      range: { startLine: 1, endLine: 10 },
      context: [],
      promptTokens: 1,
    });
    expect(features).toMatchObject({
      'diagnostics.types': 1,
      'diagnostics.null': 1,
      'diagnostics.lint': 1,
      'diagnostics.borrow': 0,
      'diagnostics.oldestSeconds': 40,
    });
  });

  it('say nothing of an age that nobody measured', () => {
    const input = { syntax: null, path: 'a.ts', range: { startLine: 1, endLine: 10 }, context: [], promptTokens: 1 };
    expect(taskFeatures({ ...input, diagnostics: [made('ts', '2322', 'x')] })).not.toHaveProperty(
      'diagnostics.oldestSeconds',
    );
  });
});
