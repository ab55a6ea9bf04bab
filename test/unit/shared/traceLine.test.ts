// The log line and the figures, each form beside its expected words.
import { describe, expect, test } from 'vitest';
import {
  formatCost,
  formatCostTick,
  formatMs,
  formatP,
  formatShareTick,
  formatTokens,
} from '../../../src/shared/figures';
import { costText, decision, logLine, shownAttempt } from '../../../src/shared/traceLine';
import {
  acceptedTrace,
  cancelledTrace,
  escalatedTrace,
  failedTrace,
  routedTrace,
  unverifiedTrace,
} from '../../support/webviewTraces';

describe('logLine', () => {
  test.each([
    [acceptedTrace, 'explain · fast · qwen2.5-coder-0.5b · 312 ms · accepted: p 0.83 over 0.60 · 412→96 tokens · $0'],
    [
      escalatedTrace,
      'explain · strong · gpt-4o · 3.4 s · escalated: the answer was cut off by its length limit · 1,024 (300 cached)→412 tokens · $0.0041',
    ],
    [
      routedTrace,
      'debug · strong · claude-opus-4-5 · 6.2 s · asked at once: the stack trace goes through 4 workspace files · 3,120→640 tokens · unpriced',
    ],
    [
      unverifiedTrace,
      'edit · fast · qwen2.5-coder-1.5b · 1.2 s · not verified: the strong model is not available: The connection was refused. · 310→48 tokens · $0',
    ],
    [
      failedTrace,
      'debug · fast · qwen2.5-coder-0.5b · 30.0 s · failed: The model did not answer within 30 s. Check that it runs.',
    ],
    [cancelledTrace, 'explain · fast · qwen2.5-coder-0.5b · 120 ms · cancelled'],
    [
      { ...cancelledTrace, reasons: [{ rule: 'interrupted', weight: 1, data: {} }] },
      'explain · fast · qwen2.5-coder-0.5b · 120 ms · the window was closed or reloaded before the task ended',
    ],
  ])('%#', (trace, line) => expect(logLine(trace)).toBe(line));

  test('stays one line whatever the model is called and whatever went wrong', () => {
    const hostile = {
      ...failedTrace,
      error: { kind: 'network', sentence: 'bad\nFAKE LOG LINE' },
      attempts: failedTrace.attempts.map((attempt) => ({ ...attempt, model: 'x\u2028y\u202e' })),
    };
    expect(logLine(hostile)).not.toMatch(/[\n\u2028\u202e]/);
  });

  test('a task that ended before any model ran', () => {
    expect(
      logLine({
        ...acceptedTrace,
        attempts: [],
        judgements: [],
        shown: 'none',
        reasons: [{ rule: 'mid-word', weight: 1, data: {} }],
      }),
    ).toBe('explain · fast · 312 ms · held: the cursor stands inside a word');
  });
});

test('decision and shown attempt agree: the first answer is not the one that stands', () => {
  expect(shownAttempt(escalatedTrace)?.tier).toBe('strong');
  expect(shownAttempt(unverifiedTrace)?.tier).toBe('fast');
  expect(decision(acceptedTrace, (template) => `«${template}»`)).toBe('«accepted: p {p} over {threshold}»');
});

describe('figures', () => {
  test.each([
    [0, '0 ms'],
    [140.4, '140 ms'],
    [999.6, '1.0 s'],
    [2149, '2.1 s'],
    [59_949, '59.9 s'],
    [59_960, '1 min 0 s'],
    [125_000, '2 min 5 s'],
    [-3, '0 ms'],
  ])('%d ms is %s', (ms, words) => expect(formatMs(ms)).toBe(words));

  test.each([
    [null, 'unpriced'],
    [0, '$0'],
    [0.00001, '<$0.0001'],
    [0.00413, '$0.0041'],
    [0.05, '$0.05'],
    [0.0502, '$0.0502'],
    [0.5, '$0.50'],
    [12.345, '$12.35'],
  ])('%s dollars are %s', (cost, words) => expect(formatCost(cost)).toBe(words));

  test.each([
    [[0, 0.05, 0.1, 0.15], '$0 $0.05 $0.10 $0.15'],
    [[0.0005, 0.001, 0.0015], '$0.0005 $0.0010 $0.0015'],
    [[0, 0.005, 0.01], '$0 $0.005 $0.010'],
    [[0, 1, 2], '$0 $1 $2'],
  ])('dollars along an axis have the decimals of its step: %j', (ticks, words) => {
    const step = (ticks[1] ?? 0) - (ticks[0] ?? 0);
    expect(ticks.map((tick) => formatCostTick(tick, step)).join(' ')).toBe(words);
  });

  test.each([
    [[0.95, 0.955, 0.96], '95.0 % 95.5 % 96.0 %'],
    [[0.8, 0.82], '80 % 82 %'],
  ])('and so do shares: %j', (ticks, words) => {
    const step = (ticks[1] ?? 0) - (ticks[0] ?? 0);
    expect(ticks.map((tick) => formatShareTick(tick, step)).join(' ')).toBe(words);
  });

  test('unpriced is never counted as nothing', () => {
    const usage = { input: 1, cachedRead: 0, cacheWrite: 0, output: 1, exact: true };
    const priced = { cost: 0.01, usage, firstTokenMs: 1 };
    const unpriced = { cost: null, usage, firstTokenMs: 1 };
    const brokenOff = { cost: null, usage: null, firstTokenMs: 1 };
    const refused = { cost: null, usage: null, firstTokenMs: null };
    expect(costText([unpriced])).toBe('unpriced');
    expect(costText([priced, unpriced])).toBe('$0.01 + unpriced');
    expect(costText([priced, brokenOff])).toBe('$0.01 + unknown cost');
    expect(costText([priced, refused])).toBe('$0.01');
    expect(costText([refused])).toBeNull();
    expect(costText([])).toBeNull();
  });

  test('a probability below one is never written as one', () => {
    expect([0.9999, 1, 0.0001, 0, 0.835].map(formatP)).toEqual(['0.99', '1.00', '0.01', '0.00', '0.83']);
  });

  test('tokens', () => expect(formatTokens({ input: 12_000, cached: 0, output: 5 })).toBe('12,000→5 tokens'));
});
