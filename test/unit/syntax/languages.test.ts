import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import grammarFiles from '../../../src/syntax/grammarFiles.json';
import { languageFor, languages } from '../../../src/syntax/languages';
import { checkout, syntaxAnalyser } from '../../support/syntaxAnalyser';

describe('the table of languages', () => {
  const ids = languages.flatMap((language) => language.ids);

  it('has one row for an id', () => {
    expect(new Set(ids).size).toBe(ids.length);
    expect(languageFor('typescriptreact')?.grammar).toBe('tsx');
    expect(languageFor('constructor')).toBeUndefined();
  });

  it('names grammars that are shipped, and no grammar is shipped for nothing', () => {
    const named = languages.map(({ grammar }) => `${grammar}.wasm`);
    expect([...new Set([...named, 'tree-sitter.wasm'])].sort()).toEqual(Object.keys(grammarFiles).sort());
    for (const path of Object.values(grammarFiles))
      expect(existsSync(join(checkout, 'node_modules', path)), path).toBe(true);
  });

  it('names queries that exist, and no query lies idle', () => {
    const files = readdirSync(join(checkout, 'src/syntax/queries')).map((file) => file.replace('.scm', ''));
    expect([...new Set(languages.flatMap(({ queries }) => queries))].sort()).toEqual(files.sort());
  });

  it('lists node kinds that the grammar knows', async () => {
    const analyser = await syntaxAnalyser(ids);
    for (const id of ids) expect(analyser.unknownKinds(id), id).toEqual([]);
  });
});

describe('simple text in', () => {
  const texts: readonly (readonly [string, string, Record<string, unknown>])[] = [
    [
      'kotlin',
      'import a.b\nclass A { fun f(x: Int): Int { if (x > 1) { return 1█ }\n return 2 } }',
      { branches: 1, imports: ['a.b'] },
    ],
    ['scala', 'object A { def f(x: Int) = if (x > 1) { 1█ } else { 2 } }', { branches: 1 }],
    ['lua', 'local function f(a)\n  if a then return 1█ end\nend\n', { branches: 1, functionLines: 3 }],
    ['dart', 'int f(int a) {\n  if (a > 1) { return 1;█ }\n  return 2;\n}\n', { branches: 1, functionLines: 4 }],
    ['zig', 'fn f(a: i32) i32 {\n    if (a > 1) { return 1;█ }\n    return 2;\n}\n', { branches: 1 }],
    ['solidity', 'contract A { function f(uint a) public { if (a > 1) { a = 2;█ } } }', { branches: 1 }],
    ['shellscript', 'f() {\n  if [ "$1" = a ]; then\n    echo b█\n  fi\n}\n', { branches: 1, functionLines: 5 }],
    ['powershell', 'function F($a) { if ($a) { Write-Host "b"█ } }', { branches: 1 }],
    ['css', 'a { color: red;█ }', { nodeKind: 'block' }],
    ['html', '<p>a █b</p>', { nodeKind: 'text' }],
    ['vue', '<template><p>{{ a }}█</p></template>', {}],
    ['json', '{"a": [1, █2]}', { nodeKind: 'number' }],
    ['toml', 'a = "b█c"', { inString: true }],
    ['ini', '[a]\nb = c█\n', {}],
    ['rescript', 'let f = (a) => a + 1█\n', {}],
    ['elisp', '(defun f (a) (+ a 1)█)', { functionLines: 1 }],
    ['erb', '<p><%= a █%></p>', {}],
    ['systemrdl', 'addrmap a { reg { field {} f; } r;█ };', {}],
  ];

  it.each(texts)('%s', async (languageId, marked, expected) => {
    const analyser = await syntaxAnalyser([languageId]);
    const offset = marked.indexOf('█');
    const facts = analyser.facts({ document: '', languageId, text: marked.replace('█', ''), offset });
    expect(facts).toMatchObject({ errorNodes: 0, missingNodes: 0, ...expected });
  });
});
