import { beforeAll, describe, expect, it } from 'vitest';
import type { SyntaxFacts } from '../../../src/core/syntaxPort';
import type { Analyser } from '../../../src/syntax/analyser';
import { atCursor, syntaxAnalyser } from '../../support/syntaxAnalyser';

let analyser: Analyser;
beforeAll(async () => {
  analyser = await syntaxAnalyser(['typescript', 'typescriptreact', 'javascript', 'python']);
});

function facts(languageId: string, marked: string): SyntaxFacts {
  const { text, offset } = atCursor(marked);
  const found = analyser.facts({ document: marked, languageId, text, offset });
  if (found === null) throw new Error('no facts');
  return found;
}

const typescript = `import fs, { join as path } from 'node:fs';
import type { Task } from './task';
export class Store<T> {
  async save(task: Task, list: T[]): Promise<void> {
    for (const [key, { value = 1 }] of list.entries()) {
      if (key > value) {
        try {
          await fs.write(path(key), missing(value), Other█);
        } catch (error) {
          throw error;
        }
      }
    }
  }
}
function other() {}
`;

const python = `import os.path, re as regex
from .task import Task as T, run
class Store(Base):
    async def save(self, task, *rest, key=None, **more):
        """Saves."""
        for i, (a, b) in enumerate(rest):
            if a and self.flag:
                with open(task) as file:
                    await os.save(i, regex, T(more=b), missing)█
            elif b:
                raise ValueError(file) from unknown
        return [x for x in rest]

    def other(self): pass
`;

describe('facts of a whole place', () => {
  it('TypeScript: a call in loops and branches of a method', () => {
    expect(facts('typescript', typescript)).toEqual({
      nodeKind: 'identifier',
      inComment: false,
      inString: false,
      emptyBlock: false,
      errorNodes: 0,
      missingNodes: 0,
      depth: 16,
      functionLines: 11,
      classLines: 13,
      branches: 1,
      loops: 1,
      exceptions: 3,
      asyncConstructs: 2,
      nesting: 3,
      imports: ['node:fs', './task'],
      identifiers: { local: 6, imported: 3, unknown: 2 },
      importedNames: ['Task', 'fs', 'path'],
      unknownNames: ['missing', 'Other'],
      scopes: [
        { kind: 'class', name: 'Store', startLine: 3, endLine: 15 },
        { kind: 'function', name: 'save', startLine: 4, endLine: 14 },
      ],
    });
  });

  it('Python: a call in loops and branches of a method', () => {
    expect(facts('python', python)).toEqual({
      nodeKind: 'if_statement',
      inComment: false,
      inString: false,
      emptyBlock: false,
      errorNodes: 0,
      missingNodes: 0,
      depth: 7,
      functionLines: 9,
      classLines: 12,
      branches: 2,
      loops: 2,
      exceptions: 1,
      asyncConstructs: 2,
      nesting: 3,
      imports: ['os.path', 're', '.task'],
      identifiers: { local: 11, imported: 3, unknown: 2 },
      importedNames: ['os', 'regex', 'T'],
      unknownNames: ['missing', 'unknown'],
      scopes: [
        { kind: 'class', name: 'Store', startLine: 3, endLine: 14 },
        { kind: 'function', name: 'save', startLine: 4, endLine: 12 },
      ],
    });
  });

  it('JavaScript: require, JSX and names that are no names', () => {
    const found = facts(
      'javascript',
      `const { a, b: c } = require('./parts');\nexport const View = ({ rows }) => <div a={a}>{rows.map((row) => <Row {...row} c={c(q)} />█)}</div>;\n`,
    );
    expect(found).toMatchObject({
      imports: ['./parts'],
      identifiers: { local: 2, imported: 2, unknown: 2 },
      unknownNames: ['Row', 'q'],
      scopes: [{ kind: 'function', name: 'View', startLine: 2, endLine: 2 }],
    });
  });

  it('counts names of the selection alone', () => {
    const text = 'import { a } from "a";\nfunction f(x) { use(a, x); other(b); }\n';
    const start = text.indexOf('other');
    const found = analyser.facts({
      document: 'selection',
      languageId: 'javascript',
      text,
      offset: start,
      selection: { start, end: start + 'other(b)'.length },
    });
    expect(found).toMatchObject({ identifiers: { local: 0, imported: 0, unknown: 2 }, unknownNames: ['other', 'b'] });
  });
});

describe('where the cursor stands', () => {
  const cases: readonly (readonly [string, string, Partial<SyntaxFacts>])[] = [
    ['typescript', 'a(); // what█\nb();', { inComment: true, inString: false }],
    ['typescript', 'a(); /* what */█ b();', { inComment: false }],
    ['typescript', 'a(); /* wh█at */ b();', { inComment: true, emptyBlock: false }],
    ['typescript', 'const a = "te█xt";', { inString: true }],
    ['typescript', 'const a = "text"█;', { inString: false }],
    ['typescript', 'const a = █"text";', { inString: false }],
    ['typescript', 'const a = `text ${b█}`;', { inString: false, nodeKind: 'identifier' }],
    ['typescript', 'const a = `te█xt ${b}`;', { inString: true }],
    ['typescript', 'f("te█', { inString: true }],
    ['typescript', 'function f() {█}', { emptyBlock: true, scopes: [expect.objectContaining({ name: 'f' })] as never }],
    ['typescript', 'function f() {\n  █\n}\n', { emptyBlock: true, nodeKind: 'statement_block' }],
    ['typescript', 'function f() {}█', { emptyBlock: false, scopes: [] }],
    ['typescript', 'const f = () => {█};', { emptyBlock: true }],
    ['typescript', 'const a = {█};', { emptyBlock: false }],
    ['typescript', 'class A {\n  █\n}', { emptyBlock: true }],
    ['typescript', 'if (a) { b();█ }', { emptyBlock: false }],
    ['python', 'def f():\n    █\n\nx = 1\n', { emptyBlock: true }],
    ['python', 'def f():█\n    return 1\n', { emptyBlock: false }],
    ['python', 'def f(a: int):\n    if a:\n        █\n', { emptyBlock: true }],
    ['python', 'x = {"a": █}', { emptyBlock: false }],
    ['python', '# what█\nx = 1\n', { inComment: true }],
    ['python', 'x = f"te█xt {a}"', { inString: true }],
    ['python', 'x = f"text {a█}"', { inString: false }],
    ['python', '"""\ndoc█\n"""\n', { inString: true }],
    ['python', 'class A:\n    def f(self):\n        x = 1\n        █\n\ny = 2\n', { functionLines: 2 }],
    [
      'python',
      'class A:\n    def f(self):\n        x = 1\n    █\n',
      { scopes: [expect.objectContaining({ name: 'A' })] as never },
    ],
    ['typescript', '█', { nodeKind: 'program', depth: 0, functionLines: 1 }],
    ['python', 'x = 1\n█', { nodeKind: 'module', scopes: [] }],
  ];
  it.each(cases)('%s %j', (languageId, marked, expected) => {
    expect(facts(languageId, marked)).toMatchObject(expected);
  });
});

describe('broken code', () => {
  it('counts errors of the function alone', () => {
    expect(facts('typescript', 'function f() { let a = █; }\nfunction g() { ) }')).toMatchObject({ errorNodes: 1 });
    expect(facts('typescript', 'function f() { a(█; }')).toMatchObject({ errorNodes: 0, missingNodes: 1 });
    expect(facts('typescript', 'function f() { █a(); }\nfunction g() { ) }')).toMatchObject({ errorNodes: 0 });
  });
});
