// What is hidden by its form is looked for in the lines where something was put together, and found as if everywhere.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findBlocks } from '../../../../src/core/privacy/findBlocks';
import { findSchemes } from '../../../../src/core/privacy/findCredentials';
import { findInView } from '../../../../src/core/privacy/findHidden';
import { findTokens } from '../../../../src/core/privacy/findTokens';
import { plainView } from '../../../../src/core/privacy/plainView';
import type { SecretSpan } from '../../../../src/core/privacy/secretSpan';

const random = 'aB3dE5fG7hJ9kL2mN4pQ6rS8tU1vW0xY';
const pieces = [
  `gh${'p_'}${random}x2Z4`,
  `sk-${'ant-'}api03-${random}`,
  `AK${'IA'}QX7ZLM4PWT9RKBV2`,
  ...["' + '", '"\n"', '\\\n', '%41', '\\x41', '\u200b', "''", '`\n'],
  ...['\n', '\r\n', ' ', 'x', '\\n', 'const key = ', 'Bearer ', '-----BEGIN PRIVATE KEY-----\nAAAA\n'],
  ...[random.slice(0, 9), random.slice(9)],
];

/** Addresses are widened to a whole afterwards, and have their own tests. */
const widened = new Set(['url-password', 'azure-key']);

function findEverywhere(text: string): SecretSpan[] {
  const view = plainView(text);
  if (view === null) return [];
  return [findTokens, findBlocks, findSchemes]
    .flatMap((find) => find(view.text))
    .flatMap((span) => {
      const place = view.toOriginal(span.start, span.end);
      return place === null ? [] : [{ ...place, kind: span.kind }];
    });
}

test('the lines that something was put together in hold all that is hidden', () => {
  let found = 0;
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 24, size: 'max' }), (parts) => {
      const text = parts.join('');
      const known = ({ kind }: SecretSpan): boolean => !widened.has(kind);
      const everywhere = findEverywhere(text).filter(known);
      found += everywhere.length;
      expect(findInView(text).filter(known)).toEqual(everywhere);
    }),
    { numRuns: 20_000 },
  );
  expect(found).toBeGreaterThan(2_000);
});
