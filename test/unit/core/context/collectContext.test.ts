import { describe, expect, it } from 'vitest';
import { collectContext } from '../../../../src/core/context/collectContext';
import type { ContextInput } from '../../../../src/core/context/contextInput';
import { estimateTokens } from '../../../../src/core/context/estimateTokens';
import { parseStackTrace } from '../../../../src/core/stackTrace/parseStackTrace';
import { resolveFrames } from '../../../../src/core/stackTrace/resolveFrames';

function input(text: string, files: Record<string, string>, more: Partial<ContextInput> = {}): ContextInput {
  const trace = parseStackTrace(text);
  const paths = Object.keys(files);
  const frames = resolveFrames(trace, paths, { workspaceFolders: ['/app'] });
  return { trace, frames, files: paths, readFile: (path) => files[path] ?? null, ...more };
}

/** `path:first-last reason` */
async function shown(given: ContextInput, budget = 2000): Promise<string[]> {
  const { pieces } = await collectContext(given, budget);
  return pieces.map((piece) => `${piece.path}:${piece.startLine}-${piece.endLine} ${piece.reason}`);
}

const files = {
  'src/main.js': "import { total } from './total.js';\n\nexport function main(cart) {\n  return total(cart);\n}\n",
  'src/total.js':
    "import { priceOf } from './prices/index.js';\nimport fs from 'node:fs';\n\n// unrelated\nfunction other() {}\n\n" +
    'export function total(cart) {\n  let sum = 0;\n  for (const item of cart) {\n    sum += priceOf(item).amount;\n  }\n  return sum;\n}\n',
  'src/prices/index.js': "export * from './table.js';\n",
  'src/prices/table.js':
    'const table = {};\n\nexport function unused() {\n  return 1;\n}\n\nexport function priceOf(item) {\n  return table[item.name];\n}\n',
  'src/unrelated.js': 'export function nothing() {}\n',
};
const trace =
  "TypeError: Cannot read properties of undefined (reading 'amount')\n    at total (/app/src/total.js:10:26)\n    at main (/app/src/main.js:4:10)";

describe('collectContext', () => {
  it('gives the frames their functions, and follows imports through an index to the definition on no frame', async () => {
    const pieces = await shown(input(trace, files));
    expect(pieces.slice(0, 2)).toEqual(['src/total.js:7-13 frame', 'src/main.js:3-5 caller']);
    expect(pieces).toContain('src/prices/table.js:7-9 definition');
    expect(pieces.join()).not.toContain('unrelated');
  });

  it('keeps the budget, the failing line first of all', async () => {
    for (const budget of [30, 60, 120, 400]) {
      const { pieces, tokens } = await collectContext(input(trace, files), budget);
      expect(tokens).toBeLessThanOrEqual(budget);
      const counted = pieces.reduce(
        (sum, piece) => sum + estimateTokens(piece.text) + estimateTokens(piece.path) + 8,
        0,
      );
      expect(counted).toBe(tokens);
    }
    const { pieces } = await collectContext(input(trace, files), 90);
    expect(pieces[0]?.text).toContain('sum += priceOf(item).amount;');
  });

  it('never gives overlapping ranges of one file', async () => {
    const twice = `${trace}\n    at other (/app/src/total.js:5:1)\n    at again (/app/src/total.js:9:1)`;
    const { pieces } = await collectContext(input(twice, files), 4000);
    for (const a of pieces) {
      for (const b of pieces) {
        if (a === b || a.path !== b.path) continue;
        expect(a.endLine < b.startLine || b.endLine < a.startLine).toBe(true);
      }
    }
  });

  it('takes what the editor knows, each with its reason', async () => {
    const pieces = await shown(
      input('', files, {
        focus: { path: 'src/main.js', startLine: 4, endLine: 4 },
        definitions: [{ path: 'src/prices/table.js', startLine: 7, endLine: 9 }],
        recentChanges: [{ path: 'src/unrelated.js', startLine: 1, endLine: 1 }],
        diagnostics: [
          {
            path: 'src/total.js',
            startLine: 10,
            endLine: 10,
            startColumn: 1,
            endColumn: 2,
            severity: 'error',
            message: '',
            related: [],
          },
        ],
      }),
    );
    expect(pieces).toEqual([
      'src/main.js:3-5 focus',
      'src/prices/table.js:7-9 definition',
      'src/total.js:7-13 diagnostic',
      'src/unrelated.js:1-1 recent-edit',
      ...pieces.slice(4),
    ]);
  });

  it('asks the grammar for the failing files, and reads nothing that the caller withholds', async () => {
    const asked: string[] = [];
    const given = input(trace, files, {
      readFile: (path) => (path === 'src/prices/table.js' ? null : (files[path as keyof typeof files] ?? null)),
      scopes: (language) => {
        asked.push(language);
        return [{ kind: 'function', name: 'x', startLine: 5, endLine: 13 }];
      },
    });
    const pieces = await shown(given);
    expect(asked).toEqual(['javascript', 'javascript']);
    expect(pieces[0]).toBe('src/total.js:5-13 frame');
    expect(pieces.join()).not.toContain('table');
  });

  it('finds the culprit behind a failing Python test', async () => {
    const python = {
      'tests/test_rows.py': 'from shop import load\n\n\ndef test_load():\n    assert load("a") == 1\n',
      'shop/__init__.py': 'from .rows import load\n',
      'shop/rows.py': 'from .parse import to_row\n\n\ndef load(text):\n    return to_row(text)\n',
      'shop/parse.py': 'def to_row(text):\n    return len(text) + 1\n\n\ndef other():\n    pass\n',
    };
    const text =
      '____ test_load ____\n\n    def test_load():\n>       assert load("a") == 1\nE       assert 2 == 1\n\ntests/test_rows.py:5: AssertionError';
    const pieces = await shown(input(text, python));
    expect(pieces[0]).toBe('tests/test_rows.py:4-5 frame');
    expect(pieces).toContain('shop/rows.py:4-5 definition');
    expect(pieces).toContain('shop/parse.py:1-2 definition');
  });
});

describe('estimateTokens', () => {
  it.each([
    ['', 0],
    ['a', 1],
    ['const total = prices.reduce((sum, price) => sum + price, 0);', 17],
    ['    \n\n    ', 1],
    ['日本語', 3],
  ])('%j is about %i', (text, tokens) => {
    expect(estimateTokens(text)).toBe(tokens);
  });
});
