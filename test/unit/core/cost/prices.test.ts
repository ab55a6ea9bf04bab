// Prices by model id, and what calls cost with them.
import { expect, test } from 'vitest';
import { costAtMost, costOf } from '../../../../src/core/cost/costOf';
import { free, pricesDate, pricesOf } from '../../../../src/core/cost/prices';

test.each([
  ['openai', 'gpt-4o-mini', 0.15],
  ['openai', 'gpt-4o-mini-2024-07-18', 0.15],
  ['openai', 'gpt-4o-2024-05-13', 5],
  ['openai', 'gpt-4o-2024-08-06', 2.5],
  ['openai', 'gpt-4.1-nano', 0.1],
  ['openai', 'gpt-5-mini-2025-08-07', 0.25],
  ['anthropic', 'claude-sonnet-4-20250514', 3],
  ['anthropic', 'claude-opus-4-5-20251101', 5],
  ['anthropic', 'claude-opus-4-1-20250805', 15],
  ['compatible', 'anthropic/claude-3.5-sonnet', 3],
  ['compatible', 'OpenAI/GPT-4.1', 2],
] as const)('%s %s costs %f a million input tokens', (provider, model, input) => {
  expect(pricesOf(provider, model)?.input).toBe(input);
});

test.each([
  ['openai', 'gpt-4o-realtime-preview'],
  ['openai', 'gpt-40'],
  ['openai', 'gpt-5.9'],
  ['openai', 'ft:gpt-4o-mini:acme'],
  ['compatible', 'some-new-model'],
  ['vscode', 'gpt-4o'],
] as const)('%s %s is unpriced, which is not free', (provider, model) => {
  expect(pricesOf(provider, model)).toBeNull();
});

test('what runs here is free', () => {
  expect(pricesOf('embedded', 'anything')).toBe(free);
  expect(pricesOf('compatible', 'qwen2.5-coder', true)).toBe(free);
  expect(pricesDate).toMatch(/^\d{4}-\d{2}-\d{2}$/);
});

test('every bucket has its price', () => {
  const usage = { input: 1_000_000, cachedRead: 2_000_000, cacheWrite: 3_000_000, output: 4_000_000, exact: true };
  expect(costOf(usage, { input: 1, cachedRead: 0.1, cacheWrite: 2, output: 10 })).toBeCloseTo(1 + 0.2 + 6 + 40);
  expect(costOf(usage, null)).toBeNull();
  expect(costOf(null, free)).toBeNull();
  expect(costAtMost(1_000_000, 1_000_000, { input: 1, cachedRead: 0.1, cacheWrite: 2, output: 10 })).toBe(12);
  expect(costAtMost(1, 1, null)).toBeNull();
});
