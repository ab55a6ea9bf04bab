import { describe, expect, it } from 'vitest';
import { aimNumbers } from '../../../../src/core/aims';
import { standingVerdict, type StandingTask } from '../../../../src/core/calibration/standing';
import { makeAttempt, makeTrace } from '../../../support/makeTrace';

const aim = aimNumbers('balanced', 'explain');
const good = { good: true, weight: 1 };
const bad = { good: false, weight: 1 };

const fastTask = (label = good): StandingTask => ({
  label,
  trace: makeTrace({ totalMs: 1000, attempts: [makeAttempt({ startMs: 0, endMs: 1000, cost: 0.001 })] }),
});
const strongTask = (label = good): StandingTask => ({
  label,
  trace: makeTrace({
    shown: 'strong',
    totalMs: 5000,
    attempts: [
      makeAttempt({ startMs: 0, endMs: 1000, cost: 0.001 }),
      makeAttempt({ tier: 'strong', startMs: 1000, endMs: 5000, cost: 0.01 }),
    ],
  }),
});
const times = (n: number, task: () => StandingTask): StandingTask[] => Array.from({ length: n }, task);

describe('standingVerdict', () => {
  it('waits for enough tasks', () => {
    const { reason } = standingVerdict(times(10, fastTask), aim);
    expect(reason).toEqual({ rule: 'standing.waiting', weight: 0, data: { have: 10, need: 50 } });
  });

  it('offers fast alone where escalating bought nothing', () => {
    const { reason, cascade } = standingVerdict([...times(40, fastTask), ...times(30, strongTask)], aim);
    expect(reason.rule).toBe('standing.fast');
    expect(cascade.dollars).toBeCloseTo((40 * 0.001 + 30 * 0.011) / 70, 10);
    expect(reason.data['moreDollars']).toBeCloseTo(70 * (0.001 - (cascade.dollars ?? 0)), 10);
  });

  it('offers strong alone where most fast answers are bad', () => {
    const { reason } = standingVerdict([...times(40, () => fastTask(bad)), ...times(30, strongTask)], aim);
    expect(reason.rule).toBe('standing.strong');
  });

  it('gives no verdict for a tier whose answers nobody judged', () => {
    const { strong, reason } = standingVerdict([...times(60, fastTask), ...times(5, strongTask)], aim);
    expect(strong.bad).toBeNull();
    expect(reason.rule).not.toBe('standing.strong');
  });
});
