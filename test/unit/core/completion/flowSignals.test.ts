// Lines that nothing reaches, names that nothing reads, names that the code below waits for. The cursor is █.
import { describe, expect, it } from 'vitest';
import { completionFitSignals } from '../../../../src/core/completion/fitSignals';
import { atCursor } from './cursor';

const flow = (languageId: string, document: string, text: string) =>
  completionFitSignals({ languageId, ...atCursor(document), text });
const ts = (document: string, text: string) => flow('typescript', document, text);
const py = (document: string, text: string) => flow('python', document, text);

describe('code that nothing reaches', () => {
  it('is a line of the same depth below a jump', () => {
    expect(ts('f() {\n█\n  b();\n}', '  return 1;')['fit.unreachable']).toBe(1);
    expect(py('def f():\n█\n    b()', '    raise ValueError(1)')['fit.unreachable']).toBe(1);
    expect(ts('f() {\n█\n}', '  return 1;\n  b();')['fit.unreachable']).toBe(1);
  });

  it('is no clause, no end, no further line of the jump', () => {
    expect(ts('f() {\n█\n}', '  return 1;')['fit.unreachable']).toBe(0);
    expect(ts('f() {\n█\n  b();\n}', '  if (x) return 1;')['fit.unreachable']).toBe(0);
    expect(ts('switch (x) {\ncase 1:\n  a();\n█\ncase 2:\n}', '  break;')['fit.unreachable']).toBe(0);
    expect(ts('f() {\n█\n    .map(g);\n}', '  return a')['fit.unreachable']).toBe(0);
    expect(py('if x:\n█\nelse:\n    c()', '    return 1')['fit.unreachable']).toBe(0);
  });
});

describe('names owed', () => {
  it('are read below and brought by nobody', () => {
    const document = 'function f(list) {\n█\n  for (const one of list) total += one;\n  return total;\n}';
    expect(ts(document, '  let total = 0;')['fit.namesOwed']).toBe(0);
    expect(ts(document, '  let sum = 0;')).toMatchObject({ 'fit.namesOwed': 1, 'fit.unusedNames': 1 });
  });

  it('are none that the code below brings itself, in any way', () => {
    for (const below of [
      'const a = 1;\n  use(a);',
      'const { a, b: c } = g();\n  use(a, c);',
      'for (const a of all()) use(a);',
      'const g = (a: number) => a;',
      'let a;\n  a = 1;',
    ])
      expect(ts(`function f() {\n█\n  ${below}\n}`, '  go();')['fit.namesOwed'], below).toBe(0);
    for (const below of [
      'a, b = g()\n    h(a, b)',
      'with open(1) as a:\n        a',
      'h([a for a in g()])',
      'def h(a):\n        a',
    ])
      expect(py(`def f():\n█\n    ${below}`, '    go()')['fit.namesOwed'], below).toBe(0);
    expect(
      flow('java', 'void f() {\n█\n  for (String a : all()) use(a);\n  int n;\n  n = 1;\n}', '  go();')[
        'fit.namesOwed'
      ],
    ).toBe(0);
    expect(flow('go', 'func f() {\n█\n\ta, err := g()\n\tuse(a, err)\n}', '\tgo()')['fit.namesOwed']).toBe(0);
  });

  it('are no calls, members, types, keys or words of the language, and none in strings and comments', () => {
    const below = 'run(this.x, { key: 1 }, Type, null); // note\n  say("words of a text");';
    expect(ts(`function f() {\n█\n  ${below}\n}`, '  go();')['fit.namesOwed']).toBe(0);
  });

  it('end with the block', () => {
    expect(ts('function f() {\n  if (g()) {\n█\n  }\n  use(a);\n}', '    go();')['fit.namesOwed']).toBe(0);
    expect(
      ts('class A {\n  f() {\n    g();\n█\n  }\n\n  h(a: number) {\n    use(a);\n  }\n}', '    go();')['fit.namesOwed'],
    ).toBe(0);
  });
});

describe('unused names', () => {
  it('are read by nothing after', () => {
    expect(ts('function f() {\n█\n  go();\n}', '  const a = 1;')['fit.unusedNames']).toBe(1);
    expect(ts('function f() {\n█\n  go();\n}', '  const a = 1;\n  use(a);')['fit.unusedNames']).toBe(0);
    expect(ts('function f() {\n█\n  use(a);\n}', '  const a = 1;')['fit.unusedNames']).toBe(0);
    expect(py('def f(a):\n█\n    go()', '    a = 1')['fit.unusedNames']).toBe(0);
    expect(ts('function f(o) {\n█\n}', '  o.size = 1;\n  o[0] = 2;')['fit.unusedNames']).toBe(0);
  });
});

it('nothing is said where names may come from anywhere', () => {
  expect(ts('class A {\n█\n}', '  size = 1;')['fit.unusedNames']).toBeUndefined();
  expect(ts('█\nuse(a);', 'const b = 1;')['fit.namesOwed']).toBeUndefined();
  expect(py('f(\n█\n    b)', '    a=1,')['fit.unusedNames']).toBeUndefined();
  expect(flow('cpp', 'int f() {\n█\n  return size;\n}', '  go();')['fit.namesOwed']).toBeUndefined();
  expect(flow('markdown', 'a\n█\nb', 'return')['fit.unreachable']).toBeUndefined();
  expect(ts('f() {\n  // a █\n  b();\n}', 'return')['fit.unreachable']).toBeUndefined();
});
