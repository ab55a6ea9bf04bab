// Passwords on the command line: told by the program that they are given to, on the same line.
import { expect, test } from 'vitest';
import { findFlagPasswords } from '../../../../src/core/privacy/findCredentials';

const secret = ['Tr0ub4', 'dor&Zx9'].join('');

test.each([
  [`mysql -u root -p${secret} shop`, 1],
  [`docker login -u me -p ${secret}\nmysql -p${secret}\n`, 2],
  [`echo -p${secret}`, 0],
  [`mysql\necho -p${secret}`, 0],
  [`mysql\nmysql -h db -p${secret}`, 1],
  [`mysql ${'x'.repeat(130)} -p${secret}`, 0],
])('%j holds %i', (text, count) => {
  const spans = findFlagPasswords(text);
  expect(spans.map(({ start, end }) => text.slice(start, end))).toEqual(Array.from({ length: count }, () => secret));
});
