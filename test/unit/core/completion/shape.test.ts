// What is shown for a model's text: the cursor is █, the model's text and the shown text stand beside it.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shapeCompletion, type ShapedCompletion } from '../../../../src/core/completion/shape';
import { atCursor } from './cursor';

function shape(languageId: string, document: string, raw: string): ShapedCompletion {
  return shapeCompletion({ languageId, ...atCursor(document), raw });
}

type Case = [languageId: string, document: string, raw: string, text: string | null, replaceSuffix?: number];

function check(name: string, cases: Case[]): void {
  describe(name, () => {
    it.each(cases)('%s %j + %j', (languageId, document, raw, text, replaceSuffix = 0) => {
      const shaped = shape(languageId, document, raw);
      expect([shaped.text, shaped.replaceSuffix]).toEqual([text, replaceSuffix]);
      if (text === null || !text.startsWith(raw.replaceAll('\r\n', '\n')))
        expect(shaped.reasons.length).toBeGreaterThan(0);
    });
  });
}

check('closers behind the cursor that the text closes itself are replaced', [
  ['typescript', 'const hello = "█"', 'hello";', 'hello";', 1],
  ['typescript', 'foo(bar(█))', 'x)', 'x)', 1],
  ['typescript', 'foo("abc█")', 'def");', 'def");', 2],
  ['typescript', 'console.log(█);', '"a", x', '"a", x', 0],
  ['typescript', 'console.log(█);', 'x);', 'x);', 2],
  ['typescript', 'const s = `hello █`;', '${name}`;\nfoo();', '${name}`;', 2],
  ['python', 'x = foo(█)', 'a, b)\ny = 2', 'a, b)', 1],
  ['typescript', 'd("x", () => {█});', '\n  it(1);\n});', '\n  it(1);\n});', 3],
]);

check('in front of other code the text fits in between', [
  ['typescript', 'const m = new Map<string, █>();', 'number>();', 'number'],
  ['typescript', 'const a = █, b = 2;', '1, b = 2;', '1'],
  ['typescript', 'import { █ } from "x";', 'a, b } from "x";', 'a, b'],
  ['html', '<div class="█"></div>', 'card"></div>', 'card'],
  ['html', '<a href="█">x</a>', '/home">Home</a>', '/home'],
  ['typescript', 'call(█, options);', 'a, options);\nnext();', 'a'],
  ['typescript', 'const y = █ + 1;', 'x + 1;\nconst z = 2;', 'x'],
  ['typescript', '█foo();', 'foo();', null],
]);

check('at the start of a line with code the text becomes lines above it', [
  ['python', 'def f(xs):\n█    for x in xs:\n        print(x)', '    xs = sorted(xs)\n', '    xs = sorted(xs)\n'],
  ['python', 'def f(xs):\n█    return xs', '    xs = sorted(xs)', '    xs = sorted(xs)\n'],
  ['typescript', 'a();\n█c();', 'b();\nc();', 'b();\n'],
  ['typescript', 'a();\n█const c = 1;', 'const', null],
]);

check('an expression is not cut in the middle', [
  [
    'typescript',
    'function f() {\n  a();\n  █\n}',
    'return b &&\n    c &&\n    d;\n  e();',
    'return b &&\n    c &&\n    d;',
  ],
  ['python', 'a = 1\n█', 'b = (1 +\n     2)\nc = 3', 'b = (1 +\n     2)'],
  ['typescript', 'a();\n█', 'i++;\nj++;', 'i++;'],
]);

check('the same words at another depth are another statement', [
  ['python', 'def f(x):\n    if x:\n        a(x)\n        █\n    return None', 'return None', 'return None'],
  ['python', 'def f(x):\n    if x:\n        return None\n    █', 'return None', 'return None'],
  ['python', 'def f(x):\n    if x:\n        a(x)\n    █\n    return None', 'return None', null],
]);

check('one line, or all of the block that it opens', [
  ['typescript', 'function f() {\n  a();\n  █\n}', 'b();\n  c();\n', 'b();'],
  ['typescript', 'const f = (a) => █', '{\n  return a;\n};\nfoo();', '{\n  return a;\n};'],
  ['typescript', 'x\n  .filter(y)\n  █', '.map(z)\n  .join(",");\nfoo();', '.map(z)\n  .join(",");'],
  ['typescript', 'const x = {\n  a: 1,\n  █\n};', 'b: 2,\n  c: 3,\n};', 'b: 2,\n  c: 3,'],
  ['typescript', 'const x = foo(█\n', 'function () {\n  return 1;\n});\nbar();', 'function () {\n  return 1;\n});'],
  [
    'typescript',
    'class A {\n  x = 1;\n\n  █\n}',
    'get y() {\n    return 1;\n  }\n\n  get z() {}\n}',
    'get y() {\n    return 1;\n  }',
  ],
  [
    'python',
    'class A:\n    x = 1\n\n    █',
    'def g(self):\n        return 2\n\n    def h(self):\n        pass',
    'def g(self):\n        return 2',
  ],
  [
    'csharp',
    'class A\n{\n    void F()█\n}',
    '\n    {\n        Foo();\n    }\n\n    void G() {}',
    '\n    {\n        Foo();\n    }',
  ],
  ['typescript', 'if (a) {\n  b();\n}█', ' else {\n  c();\n}\nd();', ' else {\n  c();\n}'],
]);

check('an empty block is filled to its end', [
  [
    'python',
    'def f(x):\n    █',
    'if x:\n        return 1\n    return 2\n\n\ndef g():\n    pass',
    'if x:\n        return 1\n    return 2',
  ],
  [
    'python',
    'try:\n    █',
    'a()\nexcept E:\n    b()\nfinally:\n    c()\nprint(1)',
    'a()\nexcept E:\n    b()\nfinally:\n    c()',
  ],
  ['python', 'def f(x):█', '\n    return x\n\nprint(f(1))', '\n    return x'],
  ['ruby', 'def f(x)\n  █', 'x + 1\nend\n\ndef g\nend', 'x + 1\nend'],
  ['lua', 'function f()\n  █', 'return 1\nend\nprint(f())', 'return 1\nend'],
  ['typescript', 'switch (x) {\n  case 1:\n    █\n}', 'a();\n    break;\n  case 2:\n    b();\n}', 'a();\n    break;'],
  ['typescript', 'try {\n  █', 'a();\n} catch (e) {\n  b();\n}\nfoo();', 'a();\n} catch (e) {\n  b();\n}'],
  [
    'typescriptreact',
    'return (\n  <div>\n    █\n  </div>\n);',
    '<p>a</p>\n    <p>b</p>\n  </div>\n);\n}',
    '<p>a</p>\n    <p>b</p>',
  ],
]);

check('what stands below is not offered again', [
  ['go', 'func f() error {\n\tif e != nil {\n\t\t█\n\t}\n}', 'return e\n\t}\n\treturn nil\n}', 'return e'],
  ['rust', "fn f<'a>(x: &'a str) -> &'a str {\n    █\n}", 'x.trim()\n}\n\nfn g() {}', 'x.trim()'],
  ['typescript', 'function f() {\n  if (x) {\n    █\n}', 'a();\n  }', 'a();\n  }'],
  ['typescript', 'function f() {\n  if (x) {\n    █\n  }\n}', 'a();\n  }', 'a();'],
  ['json', '{\n  "a": █\n}', '{\n    "b": 1\n  }\n}', '{\n    "b": 1\n  }'],
  ['ruby', 'items.each do |x|\n  █\nend', 'puts x\nend', 'puts x'],
  ['yaml', 'a:\n  b: 1\n  █\nc: 2', 'd: 3\nc: 2', 'd: 3'],
  ['typescript', 'foo(█', 'a, b))', 'a, b)'],
]);

check('what a model puts around its code is taken away', [
  ['typescript', 'x = █', '```ts\n1 + 2;\n```', '1 + 2;'],
  [
    'typescript',
    'function f() {\n  █\n}',
    'Here is the code:\n\n```ts\n  return 1;\n```\n\nThis code returns 1.',
    'return 1;',
  ],
  ['markdown', '# Title\n\n█', '```js\nfoo()\n```', '```js\nfoo()\n```'],
  ['python', 'x = █', '1<|endoftext|>def f', '1'],
  ['html', 'a<s>b█', '</s> c', '</s> c'],
  ['typescript', '█', '<think>\nhm\n</think>\n\nconst a = 1;', 'const a = 1;'],
  ['typescript', '█', '\u200B  foo();', 'foo();'],
  ['yaml', 'a:\n  █', '-  foo', '-  foo'],
  ['typescript', 'const total = a█', '+  b', '+  b'],
]);

check('repetitions', [
  ['typescript', 'const value = █', 'const value = 1;', '1;'],
  ['typescript', 'const value = 1;\nconst value█', ' = 1;', null],
  ['typescript', 'i++;\n█', 'i++;', 'i++;'],
  ['typescript', '█', 'foo(1);\nbar(1);\nfoo(1);\nbar(1);\nfoo(1);\nbar(1);\nfoo(1);\nbar(1);', null],
  ['typescript', 'let a = █', 'b = b = b = b = b = b = b = b = b', null],
  ['typescript', '█', '// -----------------------------------', '// -----------------------------------'],
  ['typescript', 'x = █', '1000000000000', '1000000000000'],
  ['python', 'a = 1\n█', 'b = 2\nc = 3\nb = 2\nc = 3', 'b = 2'],
]);

check('blank lines and blanks', [
  ['typescript', 'return █', ' this;', 'this;'],
  ['typescript', 'function f() {\n    █', '\n    a();', 'a();'],
  ['python', 'x = 1\n\n█', '\ny = 2', 'y = 2'],
  ['typescript', 'function f() {\n    █\n}', 'a();  \n    b();\t', 'a();\n    b();'],
  ['typescript', 'function f() {\r\n    █\r\n}', 'a();\r\n    b();', 'a();\n    b();'],
  ['typescript', '  █', '  \n ', null],
]);

describe('shapeCompletion', () => {
  it('keeps the model’s blanks, and brings them to the editor’s where the caller says which', () => {
    const place = { languageId: 'typescript', ...atCursor('if (x) {\n    █\n}'), raw: 'if (y) {\n\t\tz();\n\t}' };
    expect(shapeCompletion(place).text).toBe('if (y) {\n\t\tz();\n\t}');
    const spaces = { ...place, indent: { insertSpaces: true, tabSize: 4 } };
    expect(shapeCompletion(spaces).text).toBe('if (y) {\n        z();\n    }');
    const tabs = { ...place, raw: 'if (y) {\n        z();\n    }', indent: { insertSpaces: false, tabSize: 4 } };
    expect(shapeCompletion(tabs).text).toBe('if (y) {\n\t\tz();\n\t}');
  });

  it('drops the half statement of a text that broke off by length', () => {
    const input = { languageId: 'python', ...atCursor('def f():\n    █'), raw: 'a = 1\n    b = a +', multiline: true };
    expect(shapeCompletion({ ...input, finish: 'length' }).text).toBe('a = 1');
    expect(shapeCompletion({ ...input, finish: 'stop' }).text).toBe('a = 1\n    b = a +');
  });

  it('never throws, never replaces more than the line has, and gives LF only', () => {
    const piece = fc.constantFrom(
      '{',
      '}',
      '(',
      ')',
      '"',
      "'",
      '`',
      '\n',
      '\r\n',
      '  ',
      '\t',
      'foo',
      ';',
      ',',
      '// x',
      '😀',
      '</a>',
      ':',
      '```',
    );
    const text = fc.array(piece, { maxLength: 30 }).map((parts) => parts.join(''));
    const language = fc.constantFrom('typescript', 'python', 'ruby', 'html', 'plaintext', 'rust');
    fc.assert(
      fc.property(language, text, text, text, fc.boolean(), (languageId, prefix, suffix, raw, multiline) => {
        const shaped = shapeCompletion({ languageId, prefix, suffix, raw, multiline });
        const lineSuffix = suffix.replaceAll('\r\n', '\n').split('\n')[0] ?? '';
        expect(shaped.replaceSuffix).toBeLessThanOrEqual(lineSuffix.length);
        const last = shaped.reasons.at(-1);
        if (shaped.text === null) expect(last?.weight).toBe(1);
        else expect(shaped.text).toMatch(/^[^\r]*\S[^\r]*$/);
      }),
      { numRuns: 1500 },
    );
  });

  it('takes time in proportion to the text', () => {
    const raw = '((((("a" +\n'.repeat(4000);
    const started = performance.now();
    shapeCompletion({ languageId: 'typescript', prefix: 'f(\n'.repeat(4000), suffix: ')\n'.repeat(4000), raw });
    expect(performance.now() - started).toBeLessThan(1500);
  });
});
