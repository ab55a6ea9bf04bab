import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../../../src/core/patch/applyEdits';
import type { Applied, Edit } from '../../../../src/core/patch/edit';

const file = [
  'def total(items):',
  '    sum = 0',
  '    for item in items:',
  '        sum += item',
  '    return sum',
  '',
].join('\n');

async function applied(text: string, ...edits: (readonly [string, string])[]): Promise<Applied> {
  return applyEdits(
    edits.map(([search, replace]): Edit => ({ path: 'a.py', search, replace })),
    (path) => Promise.resolve(path === 'a.py' ? text : null),
  );
}

function after(result: Applied): string {
  return result.ok ? (result.files[0]?.after ?? '') : result.failures.map((failure) => failure.rule).join(', ');
}

describe('applyEdits', () => {
  it('replaces one place and says which lines it wrote', async () => {
    const result = await applied(file, ['    sum = 0\n', '    sum = 0\n    count = 0\n']);
    expect(after(result)).toBe(file.replace('sum = 0\n', 'sum = 0\n    count = 0\n'));
    expect(result.ok && result.files[0]?.lines).toEqual([{ startLine: 2, endLine: 3 }]);
    expect(result.ok && result.notes).toEqual([]);
  });

  it('applies several edits of a file in any order, each to the file as it is', async () => {
    const result = await applied(
      file,
      ['    return sum\n', '    return sum / 2\n'],
      ['def total(items):\n', 'def half(items):\n'],
      ['        sum += item\n', ''],
    );
    expect(after(result)).toBe('def half(items):\n    sum = 0\n    for item in items:\n    return sum / 2\n');
  });

  it.each<[string, string, string, string]>([
    ['edit.not-found', file, 'nowhere\n', 'x\n'],
    ['edit.ambiguous', 'a\nb\na\n', 'a\n', 'c\n'],
    ['edit.ambiguous', '  a\nb\n    a\n', 'a\n', 'c\n'],
    ['edit.empty-search', file, '', 'x\n'],
    ['edit.empty-search', file, '\n', 'x\n'],
    ['edit.no-change', file, '    sum = 0\n', '    sum = 0\n'],
    ['edit.already-applied', 'a\nb\n', 'a\n', 'a\nb\n'],
    ['edit.already-applied', 'b\na\n', 'a\n', 'b\na\n'],
  ])('refuses: %s', async (rule, text, search, replace) => {
    expect(after(await applied(text, [search, replace]))).toBe(rule);
  });

  it('refuses edits that overlap, files that are not there, and protected ones, and then applies none', async () => {
    expect(after(await applied('a\nb\nc\n', ['a\nb\n', 'x\n'], ['b\nc\n', 'y\n']))).toBe('edit.overlap');
    const edits = ['b.py', '.vscode/tasks.json', 'a.py'].map((path) => ({ path, search: 'a\n', replace: 'b\n' }));
    const result = await applyEdits(edits, (path) => Promise.resolve(path === 'b.py' ? null : 'a\n'));
    expect(after(result)).toBe('edit.no-file, edit.protected');
  });

  it('takes an edit that an answer says twice as one', async () => {
    expect(after(await applied('a\nb\n', ['a\n', 'x\n'], ['a\n', 'x\n']))).toBe('x\nb\n');
    expect(after(await applied('a\nb\n', ['a\n', 'x\n'], ['a\n', 'y\n']))).toBe('edit.overlap');
  });

  it('keeps CRLF, a missing last line end, and line ends that are mixed', async () => {
    expect(after(await applied('a\r\nb\r\n', ['a\n', 'x\ny\n']))).toBe('x\r\ny\r\nb\r\n');
    expect(after(await applied('a\r\nb', ['b\n', 'x\ny\n']))).toBe('a\r\nx\r\ny');
    expect(after(await applied('a\nb', ['b\n', 'c\n']))).toBe('a\nc');
    expect(after(await applied('a\r\nb\r\nc', ['b\nc\n', '']))).toBe('a');
    expect(after(await applied('a\nb\r\nc\n', ['b\n', 'x\n']))).toBe('a\nx\r\nc\n');
  });

  it('overlooks spaces at line ends where only one place fits, and says so', async () => {
    const result = await applied('a  \nb\n', ['a\n', 'x\n']);
    expect(after(result)).toBe('x\nb\n');
    expect(result.ok && result.notes.map((note) => note.rule)).toEqual(['edit.trailing-space']);
    expect(after(await applied('a  \na \n', ['a\n', 'x\n']))).toBe('edit.ambiguous');
  });

  it.each<[string, string, string, string]>([
    [
      'moves in',
      'for item in items:\n    sum += item\n',
      'for item in all:\n    sum += item\n',
      '    for item in all:\n        sum += item',
    ],
    ['moves out', '            for item in items:\n                sum += item\n', '            pass\n', '    pass'],
  ])('finds a block at another indentation and %s its replacement', async (_name, search, replace, expected) => {
    const result = await applied(file, [search, replace]);
    expect(after(result)).toBe(file.replace('    for item in items:\n        sum += item', expected));
    expect(result.ok && result.notes.map((note) => note.rule)).toEqual(['edit.indentation']);
  });

  it('does not guess between tabs and spaces', async () => {
    expect(after(await applied('\tif x:\n\t\ty()\n', ['    if x:\n        y()\n', '    z()\n']))).toBe(
      'edit.not-found',
    );
  });

  const word = fc.stringMatching(/^[ \t]{0,3}[a-z]{1,3}[ ]?$/);
  const anything = fc.array(word, { maxLength: 4 }).map((lines) => lines.map((one) => `${one}\n`).join(''));

  it('never throws and never half applies', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({ path: fc.constantFrom('a.py', 'b.py', '.git/x', ''), search: anything, replace: anything }),
        ),
        fc.array(word, { maxLength: 8 }),
        async (edits, lines) => {
          const result = await applyEdits(edits, (path) => Promise.resolve(path === 'b.py' ? null : lines.join('\n')));
          if (!result.ok) expect(result.failures.length).toBeGreaterThan(0);
          else for (const one of result.files) expect(one.path).toBe('a.py');
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it('fails when applied a second time', async () => {
    // Lines that differ from each other, and replacements of new lines around the old ones or in their place.
    const lines = fc.uniqueArray(fc.stringMatching(/^[ ]{0,4}[a-m]{1,5}$/), {
      minLength: 1,
      maxLength: 12,
      selector: (one) => one.trim(),
    });
    const fresh = fc.uniqueArray(fc.stringMatching(/^[ ]{0,4}[n-z]{1,5}$/), {
      minLength: 1,
      maxLength: 3,
      selector: (one) => one.trim(),
    });
    await fc.assert(
      fc.asyncProperty(
        lines,
        fresh,
        fc.nat(),
        fc.nat(3),
        fc.constantFrom('before', 'behind', 'instead'),
        async (text, added, at, length, how) => {
          const start = at % text.length;
          const search = text.slice(start, start + 1 + length);
          const replace = how === 'before' ? [...added, ...search] : how === 'behind' ? [...search, ...added] : added;
          const whole = (all: readonly string[]): string => all.map((one) => `${one}\n`).join('');
          const once = await applied(whole(text), [whole(search), whole(replace)]);
          expect(once.ok).toBe(true);
          expect((await applied(after(once), [whole(search), whole(replace)])).ok).toBe(false);
        },
      ),
      { numRuns: 1_000 },
    );
  });
});
