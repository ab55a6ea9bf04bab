// How an answer came to stand, from the reasons that the cascade gives in its order.
import { describe, expect, test } from 'vitest';
import { headline, silenceReason, tellingReason } from '../../../src/shared/headline';
import type { Reason } from '../../../src/core/task';
import type { Shown } from '../../../src/core/trace';

const reason = (rule: string, data: Reason['data'] = {}, weight = 1): Reason => ({ rule, weight, data });
const over = reason('score.accepted', { p: 0.83, threshold: 0.6 });
const cut = reason('veto.length');
const down = reason('strong-down', { sentence: 'Refused.' });

describe('headline', () => {
  test.each<[Shown | null, Reason[], string, string[]]>([
    ['accepted', [reason('accepted'), over, reason('no-logprobs')], 'accepted: p 0.83 over 0.60', ['no-logprobs']],
    [
      'accepted',
      [reason('accepted', { p: 0.9, threshold: 0.7 }), over],
      'accepted: p 0.90 over 0.70',
      ['score.accepted'],
    ],
    [
      'strong',
      [reason('escalated', { gain: 1, price: 0.1 }), cut],
      'escalated: the answer was cut off by its length limit',
      [],
    ],
    ['strong', [reason('escalated', { why: 'veto.length' }), over], 'escalated: cut off by length', ['score.accepted']],
    [
      'strong',
      [reason('trace-files', { files: 3 }), cut],
      'the stack trace goes through 3 workspace files',
      ['veto.length'],
    ],
    [
      'strong',
      [reason('edit.none', {}, 0), reason('trace-files', { files: 3 })],
      'the stack trace goes through 3 workspace files',
      ['edit.none'],
    ],
    ['unverified', [down, cut], 'not verified: the strong model is not available: Refused.', ['veto.length']],
    ['unverified', [], 'not verified', []],
    [
      null,
      [reason('p-hard', { p: 0.2, limit: 0.6 })],
      'likely too hard for the fast model: chance 0.20, limit 0.60',
      [],
    ],
    [null, [], '', []],
  ])('%s %#', (shown, reasons, words, rest) => {
    const line = headline(shown, reasons);
    expect(line.words).toBe(words);
    expect(line.rest.map(({ rule }) => rule)).toEqual(rest);
  });
});

test('the telling reason is the first that is no decision', () => {
  expect(tellingReason([reason('escalated'), cut, over])).toBe(cut);
  expect(tellingReason([reason('accepted')])).toBeNull();
  // What a check found tells why only where it speaks against the answer.
  expect(tellingReason([reason('verified.applies'), reason('edit.none'), cut])).toBe(cut);
  expect(tellingReason([reason('unverified'), reason('edit.not-found'), cut])?.rule).toBe('edit.not-found');
});

test.each<[Reason[], Reason[], string | undefined]>([
  [
    [reason('waiting-not-tolerated'), reason('leading-blank-line'), reason('repeats-next-line')],
    [reason('veto.empty')],
    'repeats-next-line',
  ],
  [[reason('waiting-not-tolerated'), reason('trailing-space', {}, 0)], [reason('score.below')], 'score.below'],
  [[reason('no-strong')], [], 'no-strong'],
  [[reason('local-only')], [reason('score.below')], 'score.below'],
  [[reason('mid-word')], [], 'mid-word'],
  [[], [], undefined],
])('silence %#', (reasons, judged, rule) => expect(silenceReason(reasons, judged)?.rule).toBe(rule));
