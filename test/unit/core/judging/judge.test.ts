import { describe, expect, it } from 'vitest';
import { judge, type JudgeInput } from '../../../../src/core/judging/judge';
import { createLoopWatch } from '../../../../src/core/judging/loopWatch';
import { logprobSignals } from '../../../../src/core/judging/signals/logprobs';
import { loopSignal } from '../../../../src/core/judging/signals/loop';
import { nameCheck } from '../../../../src/core/judging/signals/names';

const source = 'def share(amount, parts):\n    each, rest = divmod(amount, parts)\n    return [each] * parts';
const good =
  'It splits `amount` into `parts` equal shares with `divmod` and returns them as a list; what is left over is dropped.';
const tokens = (logprob: number, count = 30): { token: string; logprob: number }[] =>
  Array.from({ length: count }, () => ({ token: 'x', logprob }));

function explain(more: Partial<JudgeInput>): JudgeInput {
  return { kind: 'explain', text: good, finish: 'stop', logprobs: tokens(-0.4), source, fit: null, ...more };
}

const balanced = { aim: 'balanced', suppress: false } as const;

describe('judge', () => {
  it.each<[string, Partial<JudgeInput>, string]>([
    ['a sound explanation', {}, 'score.accepted'],
    ['an empty one', { text: ' \n' }, 'veto.empty'],
    ['one cut by length', { finish: 'length' }, 'veto.length'],
    ['a refusal', { text: "I'm sorry, but I can't help with that request at all." }, 'veto.refusal'],
    ['a loop', { text: 'It returns the amount of cents left over after the discount. '.repeat(5) }, 'veto.loop'],
    ['an echo of the code', { text: source }, 'veto.echo'],
    ['a single word', { text: 'Shares.' }, 'veto.too-short'],
    [
      'names that do not exist',
      { text: 'It calls `computeTax` and `fetch_rates` and then `round_up` before it returns the list of them.' },
      'veto.unknown-names',
    ],
    ['deep doubt of the model itself', { logprobs: tokens(-2.5) }, 'score.below'],
  ])('%s → %s', (_name, more, rule) => {
    const verdict = judge(explain(more), balanced);
    expect(verdict.reasons[0]?.rule).toBe(rule);
    expect(verdict.verdict).toBe(rule === 'score.accepted' ? 'accept' : 'escalate');
  });

  it.each<[string, Partial<JudgeInput>, string]>([
    ['parses', { fit: { errorsBefore: 1, errorsAfter: 1, missingBefore: 0, missingAfter: 0 } }, 'accept'],
    ['brings a new error', { fit: { errorsBefore: 0, errorsAfter: 1, missingBefore: 0, missingAfter: 0 } }, 'suppress'],
    [
      'brings a missing bracket',
      { fit: { errorsBefore: 0, errorsAfter: 0, missingBefore: 0, missingAfter: 1 } },
      'suppress',
    ],
  ])('a completion that %s', (_name, more, expected) => {
    const input = {
      ...explain({ text: 'return a + b', logprobs: tokens(-0.1), source: '' }),
      kind: 'complete' as const,
    };
    expect(judge({ ...input, ...more }, { aim: 'balanced', suppress: true }).verdict).toBe(expected);
  });

  it('says that log-probabilities are missing, and does not take them for zero', () => {
    const without = judge(explain({ logprobs: null }), balanced);
    expect(without.reasons.map((reason) => reason.rule)).toContain('no-logprobs');
    expect(Object.keys(without.signals).filter((name) => name.startsWith('logprob'))).toEqual([]);
    expect(without.pAcceptable).toBeLessThan(judge(explain({ logprobs: tokens(-0.01) }), balanced).pAcceptable);
  });

  it('asks for more where a wrong answer costs more', () => {
    const thresholds = (['cost', 'balanced', 'quality'] as const).map(
      (aim) => judge(explain({}), { aim, suppress: false }).threshold,
    );
    expect(thresholds).toEqual([...thresholds].sort());
    expect(new Set(thresholds).size).toBe(3);
  });

  it('keeps the order of two answers that a veto names: the one that speaks better stays the better one', () => {
    const cut = (logprob: number) => judge(explain({ finish: 'length', logprobs: tokens(logprob) }), balanced);
    expect(cut(-0.2).pAcceptable).toBeGreaterThan(cut(-2).pAcceptable);
    expect(cut(-0.01).pAcceptable).toBeLessThanOrEqual(0.02);
  });

  it('accepts no answer that a veto names, however sure the model was', () => {
    const sure = judge(explain({ text: 'Shares.', logprobs: tokens(-0.001) }), { aim: 'cost', suppress: false });
    expect(sure.pAcceptable).toBeLessThan(0.05);
    expect(sure.verdict).toBe('escalate');
  });
});

describe('signals', () => {
  it('takes quantiles of the first 50 tokens', () => {
    const signals = logprobSignals([...tokens(-1, 50), ...tokens(-9, 50)]);
    expect(signals).not.toHaveProperty(['logprob.entropy']);
    expect(signals['logprob.mean']).toBeCloseTo(-1);
    expect(signals['logprob.min']).toBe(-1);
  });

  it('entropy speaks of names and literals alone, from a token and its runner-up, by hand', () => {
    const even = { logprob: Math.log(0.5), margin: 0 };
    const sure = { logprob: Math.log(0.9), margin: Math.log(0.9 / 0.1) };
    const signals = logprobSignals([
      { token: ' total', ...even },
      { token: '(', ...even },
      { token: '12', ...sure },
    ]);
    // ln 2 = 0.6931 and -(0.9 ln 0.9 + 0.1 ln 0.1) = 0.3251; the bracket does not count.
    expect(signals['logprob.entropy']).toBeCloseTo((0.6931 + 0.3251) / 2, 3);
  });

  it('sees a loop and not a long text', () => {
    expect(loopSignal(good.repeat(1))['text.loop']).toBe(0);
    expect(loopSignal('the code uses a list comprehension to create a list. '.repeat(4))['text.loop']).toBeGreaterThan(
      0.5,
    );
    expect(loopSignal('too short')).toEqual({});
  });

  it('finds names in code style that stand nowhere, and leaves fences alone', () => {
    const check = nameCheck('`share` calls `divmod` and `nowhere`.\n```\nnew_name = 1\n```', source);
    expect(check.unknown).toEqual(['nowhere']);
    expect(check.signals['names.unknownShare']).toBeCloseTo(1 / 3);
  });
});

describe('the loop watch', () => {
  it('stops a stream in a loop and lets prose run', () => {
    const loop = createLoopWatch();
    let stopped = 0;
    for (let i = 0; i < 60 && stopped === 0; i++)
      if (loop.push('The function returns the amount left to pay. ')) stopped = i;
    expect(stopped).toBeGreaterThan(3);
    expect(stopped).toBeLessThan(20);
    const prose = createLoopWatch();
    const words = Array.from({ length: 600 }, (_, i) => `word${i}`);
    expect(words.some((word) => prose.push(`${word} `))).toBe(false);
  });
});
