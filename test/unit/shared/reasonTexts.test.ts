// Every reason is worded, from data or without, and nothing that comes in can break a line or throw.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { reasonCatalogue } from '../../../src/shared/reasonCatalogue';
import { wordReason, wordRule } from '../../../src/shared/reasonTexts';
import { fill, placeholders } from '../../../src/shared/translate';

const reason = (rule: string, data: Record<string, string | number | boolean> = {}) => ({ rule, weight: 1, data });

describe('wordReason', () => {
  test.each([
    ['trace-files', { files: 4 }, 'the stack trace goes through 4 workspace files'],
    ['trace-files', { files: 1 }, 'the stack trace goes through one workspace file'],
    ['trace-files', {}, 'trace over several files'],
    [
      'window',
      { promptTokens: 40_960, window: 8192 },
      'the prompt of 40,960 tokens does not fit the fast model, which takes 8,192',
    ],
    ['veto.length', {}, 'the answer was cut off by its length limit'],
    ['score', { p: 0.8312, threshold: 0.6 }, 'p 0.83 against threshold 0.60'],
    [
      'veto.unknown-names',
      { names: 'foo\nbar\u202Ebaz' },
      'the answer names what does not exist here: foo bar⟦U+202E⟧baz',
    ],
    ['of-another-version', { x: 1 }, 'of-another-version'],
    ['constructor', {}, 'constructor'],
    ['__proto__', {}, '__proto__'],
  ])('%s %o', (rule, data, words) => expect(wordReason(reason(rule, data))).toBe(words));

  test('hands the template and formatted data to the translator', () => {
    const seen: unknown[] = [];
    wordReason(reason('trace-causes', { causes: 12_345 }), (template, data) => `${seen.push([template, data])}`);
    expect(seen).toEqual([['the stack trace has {causes} causes', { causes: '12,345' }]]);
  });

  test('a value is never read as a template', () => {
    expect(wordReason(reason('escalated', { why: '{why} {p}' }))).toBe('escalated: {why} {p}');
  });

  test('never throws and always gives one line, for any rule and data', () => {
    const rules = fc.oneof(fc.constantFrom(...Object.keys(reasonCatalogue)), fc.string());
    const data = fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.double(), fc.boolean()));
    fc.assert(
      fc.property(rules, data, (rule, values) => {
        expect(wordReason({ rule, weight: 0, data: values })).not.toMatch(/[\r\n\u2028\u2029]/);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('the catalogue', () => {
  test.each(Object.entries(reasonCatalogue))('%s', (_rule, [short, sentence, singular]) => {
    expect(short).not.toBe('');
    expect(placeholders(short)).toEqual([]);
    if (singular !== undefined) {
      const known = placeholders(sentence ?? '');
      expect(known.length).toBeGreaterThan(0);
      expect(placeholders(singular).every((name) => known.includes(name))).toBe(true);
    }
  });

  test('gives the short form for a rule alone', () => {
    expect(wordRule('veto.length')).toBe('cut off by length');
    expect(wordRule('toString')).toBe('toString');
  });
});

test('fill leaves unknown placeholders and inherited names alone', () => {
  expect(fill('{a} {b} {toString}', { a: 1 })).toBe('1 {b} {toString}');
});

test.each([
  [
    'budget.over',
    'day',
    '$6.00 of $7.00 spent today: too little is left for a strong answer, so only the fast model answers',
  ],
  ['budget.near', 'month', '$6.00 of $7.00 spent this month: nearly used up'],
  ['budget.near-with-this', 'day', 'near the budget: $6.00 + up to $0.40 of $7.00 today'],
])('%s says what is spent of what, and of which %s', (rule, period, words) => {
  expect(wordReason({ rule, weight: 0, data: { period, spent: 6, budget: 7, atMost: 0.4 } })).toBe(words);
});

test.each([
  [1.32, 618, '+$1.32 and +10 min 18 s'],
  [-0.37, -288, '−$0.37 and −4 min 48 s'],
  [0, 0, '$0 and 0 ms'],
])('what a switch would change carries its sign: %d dollars, %d seconds', (moreDollars, moreSeconds, words) => {
  expect(wordReason({ rule: 'standing.strong', weight: 0, data: { tasks: 412, moreDollars, moreSeconds } })).toBe(
    `strong alone instead of the cascade: ${words} of waiting, over your last 412 tasks`,
  );
});
