// What strong alone would have cost: from its own calls where it was asked, from tokens where it was not.
import { expect, test } from 'vitest';
import { spentLines, type SpentRow } from '../../../../src/core/cost/spendHistory';

const prices = { input: 5, cachedRead: 0.5, cacheWrite: 5, output: 25 };
const row: SpentRow = {
  day: '2026-11-12',
  kind: 'explain',
  tier: 'fast',
  escalated: false,
  tasks: 2,
  dollars: 0.001,
  unpriced: 0,
  strongDollars: 0,
  input: 1000,
  cached: 2000,
  output: 400,
};

test('a fast answer is priced by its tokens at the strong model’s prices', () => {
  expect(spentLines([row], prices)[0]?.strongAlone).toBeCloseTo((1000 * 5 + 2000 * 0.5 + 400 * 25) / 1e6, 12);
});

test('a strong answer counts as it was; an escalated one without its fast call', () => {
  const strong: SpentRow = { ...row, tier: 'strong', dollars: 0.03125 };
  const escalated: SpentRow = { ...strong, escalated: true, dollars: 0.0625, strongDollars: 0.03125 };
  expect(spentLines([strong, escalated], prices)).toEqual([
    { day: row.day, kind: 'explain', tier: 'strong', tasks: 4, dollars: 0.09375, unpriced: 0, strongAlone: 0.0625 },
  ]);
});

test('where strong has no price, nothing is said about it', () => {
  expect(spentLines([row], null)[0]?.strongAlone).toBeNull();
  expect(spentLines([{ ...row, tier: 'strong', unpriced: 1 }], prices)[0]?.strongAlone).toBeNull();
});
