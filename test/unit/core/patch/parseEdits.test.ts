import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Edit } from '../../../../src/core/patch/edit';
import { parseEdits } from '../../../../src/core/patch/parseEdits';
import { printEdits } from '../../../../src/core/patch/printEdits';

const block = '<<<<<<< SEARCH\nold = 1\n=======\nnew = 2\n>>>>>>> REPLACE';
const edit: Edit = { path: 'app/main.py', search: 'old = 1\n', replace: 'new = 2\n' };

describe('parseEdits', () => {
  it.each<[string, string]>([
    ['bare', `app/main.py\n${block}`],
    ['in a fence under the path', `app/main.py\n\`\`\`python\n${block}\n\`\`\``],
    ['in a fence with the path inside', `\`\`\`\napp/main.py\n${block}\n\`\`\``],
    ['the path in the info string', `\`\`\`python app/main.py\n${block}\n\`\`\``],
    ['a bold path', `**app/main.py**\n\n${block}`],
    ['a path in backticks under a heading', `### File: \`app/main.py\`\n\`\`\`\n${block}\n\`\`\``],
    ['a path with a colon', `app/main.py:\n${block}`],
    ['a path with ./ and backslashes', `./app\\main.py\n${block}`],
    ['CRLF', `app/main.py\n${block}`.replaceAll('\n', '\r\n')],
    [
      'no space and small letters',
      `app/main.py\n${block}`.replace(' SEARCH', 'search').replace(' REPLACE', ' replace'),
    ],
    ['JSON', JSON.stringify({ diagnosis: 'It is old.', edits: [{ ...edit, search: 'old = 1', replace: 'new = 2' }] })],
    ['fenced JSON', `\`\`\`json\n${JSON.stringify({ diagnosis: '', edits: [edit] })}\n\`\`\``],
  ])('reads a block: %s', (_name, answer) => {
    expect(parseEdits(answer)).toMatchObject({ edits: [edit], malformed: [] });
  });

  it('keeps the prose and takes the path of the block before where a block has none', () => {
    const answer = `The cause is \`old\`.\n\napp/main.py\n${block}\n\n${block.replaceAll('old', 'x')}\n\nThat is all.`;
    const { edits, prose } = parseEdits(answer);
    expect(edits.map((one) => [one.path, one.search])).toEqual([
      ['app/main.py', 'old = 1\n'],
      ['app/main.py', 'x = 1\n'],
    ]);
    expect(prose.split('\n').filter(Boolean)).toEqual(['The cause is `old`.', 'That is all.']);
  });

  it.each<[string, string, string]>([
    ['edit.no-path', 'a sentence about it', `Change this line here.\n${block}`],
    ['edit.unclosed', 'a block that was cut', `app/main.py\n<<<<<<< SEARCH\nold = 1\n=======\nnew`],
    ['edit.unclosed', 'no divider', `app/main.py\n<<<<<<< SEARCH\nold = 1\n>>>>>>> REPLACE`],
    ['edit.form', 'JSON without a path', JSON.stringify({ diagnosis: '', edits: [{ search: 'a', replace: 'b' }] })],
  ])('says %s for %s', (rule, _name, answer) => {
    const parsed = parseEdits(answer);
    expect(parsed.edits).toEqual([]);
    expect(parsed.malformed.map((reason) => reason.rule)).toEqual([rule]);
  });

  it('finds nothing in prose and code', () => {
    for (const answer of [
      '',
      'No edit is needed.',
      'a << b\n=======\nTitle\n=======',
      '{"a": 1}',
      '```ts\nx < y\n```',
    ]) {
      expect(parseEdits(answer)).toEqual({ edits: [], malformed: [], prose: expect.any(String) });
    }
  });

  const name = fc.stringMatching(/^[a-z_][a-zA-Z0-9_-]{0,8}$/);
  const path = fc
    .tuple(fc.array(name, { maxLength: 3 }), name, fc.constantFrom('py', 'ts', 'go', 'h'))
    .map(([folders, file, extension]) => [...folders, `${file}.${extension}`].join('/'));
  const line = fc.oneof(
    fc.stringMatching(/^[ -~]{0,30}$/),
    fc.constantFrom('=======', '<<<<<<< SEARCH', '>>>>>>> REPLACE', '========', '```', '  ======='),
  );
  const text = fc.array(line, { maxLength: 6 }).map((lines) => lines.map((one) => `${one}\n`).join(''));

  it('reads what printEdits wrote', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ path, search: text, replace: text }), { maxLength: 4 }), (edits) => {
        expect(parseEdits(printEdits(edits))).toMatchObject({ edits, malformed: [] });
      }),
      { numRuns: 2_000 },
    );
  });

  it('never throws, and takes time in proportion', () => {
    const piece = fc.constantFrom(
      '<<<<<<< SEARCH\n',
      '=======\n',
      '>>>>>>> REPLACE\n',
      'a.py\n',
      '```\n',
      '{',
      '"edits":[',
      'x',
    );
    fc.assert(
      fc.property(fc.array(piece), (parts) => void parseEdits(parts.join(''))),
      { numRuns: 2_000 },
    );
    const start = performance.now();
    parseEdits('a.py\n<<<<<<< SEARCH\n'.repeat(50_000));
    expect(performance.now() - start).toBeLessThan(2_000);
  });
});
