// What strong alone would have cost: from its own calls where it was asked, from tokens where it was not.
import { expect, test } from 'vitest';
import { answerTokens, spentLines, strongDollars, type SpentRow } from '../../../../src/core/cost/spendHistory';
import { makeAttempt } from '../../../support/makeTrace';

const prices = { input: 5, cachedRead: 0.5, cacheWrite: 5, output: 25 };
const row: SpentRow = {
  day: '2026-11-12',
  kind: 'explain',
  tier: 'fast',
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

test('a strong answer counts by its own calls: without a fast call before it', () => {
  const strong: SpentRow = { ...row, tier: 'strong', dollars: 0.03125, strongDollars: 0.03125 };
  const escalated: SpentRow = { ...strong, dollars: 0.0625 };
  expect(spentLines([strong, escalated], prices)).toEqual([
    { day: row.day, kind: 'explain', tier: 'strong', tasks: 4, dollars: 0.09375, unpriced: 0, strongAlone: 0.0625 },
  ]);
});

test('where strong has no price, nothing is said about it', () => {
  expect(spentLines([row], null)[0]?.strongAlone).toBeNull();
  expect(spentLines([{ ...row, tier: 'strong', unpriced: 1 }], prices)[0]?.strongAlone).toBeNull();
});

const usage = { input: 30, cachedRead: 10, cacheWrite: 10, output: 20, exact: true };

test('strong alone would have given one answer: repairs and samples of the fast one are not multiplied by its price', () => {
  const first = makeAttempt({ usage: { ...usage, input: 999 } });
  const sample = makeAttempt({ usage: { ...usage, input: 999 }, sample: true });
  const ahead = makeAttempt({ tier: 'strong', usage, cost: 0.25 });
  expect(answerTokens({ attempts: [first, makeAttempt({ usage }), ahead, sample] })).toEqual({
    input: 40,
    cached: 10,
    output: 20,
  });
  expect(answerTokens({ attempts: [ahead] })).toBeNull();
  expect(answerTokens({ attempts: [makeAttempt({ usage: null })] })).toBeNull();
});

test('calls of the fast tier are no part of what strong cost', () => {
  const strong = makeAttempt({ tier: 'strong', cost: 0.25 });
  expect(strongDollars({ attempts: [makeAttempt({ cost: 4 }), strong, strong] })).toBe(0.5);
  expect(strongDollars({ attempts: [makeAttempt({ tier: 'strong', cost: null })] })).toBe(0);
});
