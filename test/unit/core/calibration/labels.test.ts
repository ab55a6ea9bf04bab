import { describe, expect, it } from 'vitest';
import { certifies, outcomeLabel, settledAfterMs, traceLabel } from '../../../../src/core/calibration/labels';
import { traceRow } from '../../../../src/core/calibration/traceRow';
import type { Outcome, OutcomeKind } from '../../../../src/core/trace';
import { makeAttempt, makeTrace } from '../../../support/makeTrace';

const outcome = (kind: OutcomeKind, data?: Outcome['data']): Outcome => ({ kind, atMs: 1, ...(data && { data }) });
const late = 1_000_000 + 320 + settledAfterMs;

describe('outcomes as labels', () => {
  it.each([
    ['kept', { seconds: 30, share: 0.9 }, { good: true, weight: 0.5 }],
    ['kept', { seconds: 120, share: 0.6 }, { good: true, weight: 0.8 }],
    ['kept', { seconds: 300, share: 1 }, { good: true, weight: 1 }],
    ['kept', { seconds: 300, share: 0.4 }, null],
    ['undone', { seconds: 4 }, { good: false, weight: 1 }],
    ['undone', { seconds: 200 }, null],
    ['edited-away', { seconds: 30, share: 0.2 }, { good: false, weight: 1 }],
    ['edited-away', { seconds: 300, share: 0.2 }, null],
    ['rejected', undefined, { good: false, weight: 0.5 }],
    ['re-asked', undefined, { good: false, weight: 1 }],
    ['thumb-down', undefined, { good: false, weight: 1 }],
    ['thumb-up', undefined, { good: true, weight: 1 }],
    ['copied', undefined, { good: true, weight: 0.5 }],
    ['tried', { exitCode: 1, what: 'test' }, { good: false, weight: 1 }],
    ['tried', { exitCode: 0, what: 'test' }, { good: true, weight: 1 }],
    ['tried', { exitCode: 0, what: 'build' }, { good: true, weight: 0.5 }],
    ['new-errors', { errors: 1, seconds: 4 }, { good: false, weight: 0.7 }],
    ['new-errors', { errors: 1, seconds: 40 }, null],
    ['accepted', undefined, null],
    ['typed-through', undefined, null],
  ] as const)('%s %o', (kind, data, label) => {
    expect(outcomeLabel(outcome(kind, data))).toEqual(label);
  });

  it('bad wins, and the weightiest of the same kind counts', () => {
    const kept = outcome('kept', { seconds: 300, share: 1 });
    expect(traceLabel(makeTrace({ outcomes: [kept, outcome('rejected')] }), late)).toEqual({
      good: false,
      weight: 0.5,
    });
    expect(traceLabel(makeTrace({ outcomes: [outcome('copied'), kept] }), late)).toEqual({ good: true, weight: 1 });
  });

  it('waits until the trace is 300 s old, and says nothing of acceptance alone or of what did not finish', () => {
    const thumb = makeTrace({ outcomes: [outcome('thumb-up')] });
    expect(traceLabel(thumb, late - 1)).toBeNull();
    expect(traceLabel(thumb, late)).not.toBeNull();
    expect(traceLabel(makeTrace({ outcomes: [outcome('accepted')] }), late)).toBeNull();
    expect(traceLabel({ ...thumb, end: 'cancelled' }, late)).toBeNull();
  });

  it('certifies with every bad label and the good ones of weight 0.8', () => {
    expect(certifies({ good: false, weight: 0.5 })).toBe(true);
    expect(certifies({ good: true, weight: 0.5 })).toBe(false);
    expect(certifies({ good: true, weight: 0.8 })).toBe(true);
  });
});

describe('traceRow', () => {
  it('gives the outcome to the tier whose answer was shown, and null to the other', () => {
    const row = traceRow(makeTrace({ outcomes: [outcome('thumb-down')] }), late);
    expect(row).toMatchObject({
      id: 't1',
      group: 'src/one.ts',
      task: 'complete',
      weight: 1,
      propensity: 1,
      shown: 'accepted',
    });
    expect(row.fast).toMatchObject({ ok: 0, cost: 0.001, ms: 299, language: 'typescript', logprobs: [-0.1] });
    expect(row.strong).toEqual({ ok: null, cost: null, ms: null });
  });

  it('of an escalated task only the strong answer has an outcome', () => {
    const attempts = [makeAttempt(), makeAttempt({ tier: 'strong', startMs: 300, endMs: 900, cost: 0.02 })];
    const row = traceRow(makeTrace({ shown: 'strong', attempts, outcomes: [outcome('thumb-up')] }), late);
    expect(row.fast.ok).toBeNull();
    expect(row.strong).toEqual({ ok: 1, cost: 0.02, ms: 600 });
  });

  it('carries no prompt, and the propensity of what was drawn', () => {
    const reasons = [{ rule: 'explored', weight: 1, data: { propensity: 0.04 } }];
    const row = traceRow(makeTrace({ reasons }), late);
    expect(row.propensity).toBe(0.04);
    expect(row.weight).toBe(0);
    expect(JSON.stringify(row)).not.toContain('function one');
  });
});
