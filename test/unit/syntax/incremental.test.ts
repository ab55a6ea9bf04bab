// A tree carried from edit to edit gives the facts of a fresh parse.
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Analyser } from '../../../src/syntax/analyser';
import { editBetween } from '../../../src/syntax/textEdit';
import { checkout, syntaxAnalyser } from '../../support/syntaxAnalyser';

const languageIds = ['typescript', 'javascript', 'python', 'java', 'ruby'];
let analyser: Analyser;
beforeAll(async () => {
  analyser = await syntaxAnalyser(languageIds);
});

const piece = fc.oneof(
  fc.constantFrom(
    '{',
    '}',
    '(',
    ')',
    '\n',
    '\n    ',
    '"',
    ' ',
    ';',
    'x',
    'if (a) { b }',
    'import q from "q"\n',
    'def f():\n  pass\n',
  ),
  fc.constantFrom('😀', 'é', '/*', '*/', '#', '// c\n', 'class A {}\n', 'end\n', '`', '\r\n', ''),
  fc.string({ maxLength: 5 }),
);
const edits = fc.array(fc.record({ at: fc.nat(10_000), cut: fc.nat(40), piece }), { minLength: 1, maxLength: 8 });

const python =
  'import os\n\n\nclass A(B):\n    def f(self, a=1):\n        if a:\n            return os.path(a)\n        return [x for x in a]\n\n'.repeat(
    3,
  );

function source(languageId: string): string {
  if (languageId === 'typescript') return readFileSync(join(checkout, 'src/syntax/parseErrors.ts'), 'utf8');
  if (languageId === 'javascript')
    return 'const { a } = require("b");\nfunction f(x) {\n  return a(x) ? 1 : `t ${x}`;\n}\n'.repeat(4);
  if (languageId === 'python') return python;
  const fixture = readFileSync(join(checkout, `test/fixtures/syntax/${languageId}.txt`), 'utf8');
  return (fixture.split('\n────')[0] ?? '').replace('█', '');
}

describe('a tree carried from edit to edit', () => {
  it.each(languageIds)('%s', (languageId) => {
    let run = 0;
    const original = source(languageId);
    const factsOf = (document: string, text: string, offset: number) =>
      analyser.facts({ document, languageId, text, offset });
    fc.assert(
      fc.property(edits, (list) => {
        const document = `document ${run++}`;
        let text = original;
        let compared = 0;
        const compare = (offset: number) => {
          const carried = factsOf(document, text, offset);
          const fresh = `${document} fresh`;
          // Where code is broken, a parser may recover otherwise than from scratch; it must be right again after that.
          const whole = factsOf(fresh, text, 0);
          if (whole === null || whole.errorNodes + whole.missingNodes > 0) return;
          expect(carried).toEqual(factsOf(fresh, text, offset));
          compared++;
        };
        compare(0);
        for (const { at, cut, piece: inserted } of list) {
          const start = at % (text.length + 1);
          text = text.slice(0, start) + inserted + text.slice(start + cut);
          compare(Math.min(text.length, start + inserted.length));
        }
        text = original;
        compare((list[0]?.at ?? 0) % original.length);
        expect(compared).toBeGreaterThan(1);
      }),
      { numRuns: Number(process.env['WEIR_RUNS'] ?? 25) },
    );
  });
});

describe('the edit between two texts', () => {
  it('makes the one of the other, with places that agree', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '\n', '😀', '\uD83D'), maxLength: 60 });
    fc.assert(
      fc.property(text, text, (before, after) => {
        const edit = editBetween(before, after);
        if (edit === null) {
          expect(before).toBe(after);
          return;
        }
        const { startIndex, oldEndIndex, newEndIndex } = edit;
        expect(before.slice(0, startIndex) + after.slice(startIndex, newEndIndex) + before.slice(oldEndIndex)).toBe(
          after,
        );
        const lines = after.slice(0, newEndIndex).split('\n');
        expect(edit.newEndPosition).toEqual({ row: lines.length - 1, column: lines.at(-1)?.length });
      }),
    );
  });
});
