// Edits leave the text of an answer whole and in any dress; what is no edit stays as it is.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { foldEdits } from '../../../src/webview/foldEdits';
import '../../support/seed';

const fold = (text: string): string => foldEdits(text, (path) => `[${path}]`).replace(/\n{2,}/g, '\n');
const edit = '<<<<<<< SEARCH\nold\n=======\nnew\n>>>>>>> REPLACE';

it.each([
  ['in a fence', `Before.\n\`\`\`\na/b.ts\n${edit}\n\`\`\`\nAfter.`, 'Before.\n[a/b.ts]\nAfter.'],
  ['bare', `Before.\na/b.ts\n${edit}\nAfter.`, 'Before.\n[a/b.ts]\nAfter.'],
  [
    'a path in ticks above the fence',
    `Before.\n\`a/b.ts\`\n\`\`\`ts\n${edit}\n\`\`\`\nAfter.`,
    'Before.\n`a/b.ts`\n[]\nAfter.',
  ],
  ['two in one fence', `\`\`\`\na.ts\n${edit}\nb.ts\n${edit}\n\`\`\`\nAfter.`, '\n[a.ts]\n[b.ts]\nAfter.'],
  ['prose right above', `It is this:\n${edit}\nAfter.`, 'It is this:\n[]\nAfter.'],
  ['cut off while it streams', `Before.\n\`\`\`\na.ts\n<<<<<<< SEARCH\nold\n====`, 'Before.\n[a.ts]\n'],
  ['cut off in the fence that follows', `Before.\n\`\`\`\na.ts\n${edit}\n\`\``, 'Before.\n[a.ts]\n'],
])('%s', (_name, text, expected) => {
  expect(fold(text)).toBe(expected);
});

it('leaves every text without an edit as it is', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('a', '`', '\n', '<', '=', '>', ' ', 'SEARC') }), (text) => {
      expect(foldEdits(text, () => 'x')).toBe(text);
    }),
  );
});
