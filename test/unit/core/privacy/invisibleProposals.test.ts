// What a model proposes holds nothing that a reader cannot see, whichever way it is dressed.
import { expect, test } from 'vitest';
import { shapeCompletion } from '../../../../src/core/completion/shape';
import { parseEdits } from '../../../../src/core/patch/parseEdits';

const hidden = ['\u202e', '\u200b', '\u2066', '\u{e0041}', '\ufeff', '\u00ad', '\u001b[8m', '\u0007'];

test.each(hidden)('T13, T14: %j is in no completion and in no edit', (mark) => {
  const shaped = shapeCompletion({ languageId: 'typescript', prefix: 'const a = ', suffix: '', raw: `b${mark}c;` });
  expect(shaped.text).toBe('bc;');
  const blocks = `src/a.ts\n<<<<<<< SEARCH\none\n=======\nt${mark}wo\n>>>>>>> REPLACE\n`;
  expect(parseEdits(blocks).edits).toEqual([{ path: 'src/a.ts', search: 'one\n', replace: 'two\n' }]);
  const edits = [{ path: 'src/a.ts', search: 'one', replace: `t${mark}wo` }];
  expect(JSON.stringify(parseEdits(JSON.stringify({ diagnosis: 'x', edits })).edits)).not.toContain(mark);
});
