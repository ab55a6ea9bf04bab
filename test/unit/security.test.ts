// SECURITY.md names each id, and the tests that claim it, as they stand in the files.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { bars } from '../reliability/bars';
import { findClaims, root } from '../reliability/claims';
import { rowsOf } from '../reliability/results';
import { securityTable } from '../reliability/securityTable';

const squeezed = (table: string): string[] =>
  table.split('\n').map((line) => line.replace(/ +\|/g, ' |').replace(/\| +/g, '| ').replace(/-{3,}/g, '---').trim());

test('SECURITY.md has the table that the tests make: npm run reliability -- --map', () => {
  const text = readFileSync(join(root, 'SECURITY.md'), 'utf8');
  const table = text.slice(text.search(/^\| id /m)).trimEnd();
  expect(squeezed(table)).toEqual(squeezed(securityTable()));
});

test('every id has a test, and every claimed id is one', () => {
  const known = bars.map(({ id }) => id);
  const claimed = new Set(findClaims().flatMap(({ ids }) => ids));
  expect(new Set(known).size).toBe(known.length);
  expect([...claimed].filter((id) => !known.includes(id))).toEqual([]);
  // What has no test must at least say so.
  expect(bars.filter(({ id, misses }) => !claimed.has(id) && misses === undefined).map(({ id }) => id)).toEqual([]);
});

test('a row holds only where all passed and enough was tried', () => {
  const result = (title: string, status: string, many?: number) => ({
    ...{ ancestorTitles: ['T2: x'], title, status },
    ...(many !== undefined && { meta: { many } }),
  });
  const holds = (...results: Parameters<typeof rowsOf>[0]): boolean =>
    rowsOf(results, 'quick').find(({ id }) => id === 'T2')?.holds === true;
  expect(holds(result('a', 'passed', 12))).toBe(true);
  expect(holds(result('a', 'passed', 11))).toBe(false);
  expect(holds(result('a', 'passed', 12), result('b', 'failed'))).toBe(false);
  expect(holds(result('a', 'skipped', 12))).toBe(false);
  expect(holds()).toBe(false);
});
