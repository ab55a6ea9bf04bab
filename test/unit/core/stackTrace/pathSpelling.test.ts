import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPathSpelling } from '../../../../src/core/stackTrace/pathSpelling';
import { sharedData } from '../../../support/sharedData';

describe('readPathSpelling', () => {
  it.each([
    ['/a b/c.ts:3:7', '/a b/c.ts', 3, 7],
    ['C:\\a\\b.cs(12,5)', 'C:\\a\\b.cs', 12, 5],
    ['"src/x.py", line 40, column 2', 'src/x.py', 40, 2],
    ["'x.rb' on line 9", 'x.rb', 9, null],
    ['a.ml [8]', 'a.ml', 8, null],
    ['src/v2.10/x.ts', 'src/v2.10/x.ts', null, null],
    ['x.ts:in f', 'x.ts:in f', null, null],
    ['', '', null, null],
  ])('%j', (text, path, line, column) => {
    expect(readPathSpelling(text)).toMatchObject({ path, line, column });
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.string(), (text) => readPathSpelling(text).path.length <= text.length));
  });
});

const path = sharedData('stack-traces/path-spellings.json');

interface Spelling {
  readonly text: string;
  readonly path: string;
  readonly line: number | null;
  readonly column: number | null;
  readonly end_line: number | null;
  readonly end_column: number | null;
}

describe.skipIf(path === null)('spellings that a terminal knows (skipped where the shared data is absent)', () => {
  it('are all read', () => {
    const data = JSON.parse(readFileSync(path ?? '', 'utf8')) as { single_links: readonly Spelling[] };
    const misses = data.single_links.filter((link) => {
      const read = readPathSpelling(link.text);
      const right =
        read.path === link.path &&
        read.line === link.line &&
        read.column === link.column &&
        read.endLine === link.end_line &&
        read.endColumn === link.end_column;
      return !right;
    });
    expect(misses).toEqual([]);
    expect(data.single_links.length).toBeGreaterThan(90);
  });
});
