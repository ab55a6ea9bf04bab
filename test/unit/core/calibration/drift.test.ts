import { describe, expect, it } from 'vitest';
import { chiSquareTailEven } from '../../../../src/core/calibration/chiSquare';
import {
  calibrationAlarm,
  calmCusum,
  cusumAlarm,
  cusumStep,
  escalationRateAlarm,
  escalationStorm,
} from '../../../../src/core/calibration/drift';
import { psi } from '../../../../src/core/calibration/psi';
import { shiftAlarms } from '../../../../src/core/calibration/shift';
import { seeded } from '../../../support/seeded';

describe('CUSUM of what was promised and what happened', () => {
  const labelled = 0.3;
  /** Labels until the alarm, null where there is none; a share of bad answers at each label, p always 0.9. */
  function firstAlarm(random: () => number, labels: number, badShare: number): number | null {
    let cusum = calmCusum;
    for (let i = 1; i <= labels; i++) {
      cusum = cusumStep(cusum, 0.9, random() < badShare ? 0 : 1);
      if (cusumAlarm(cusum, labelled) !== null) return i;
    }
    return null;
  }

  it('cries at most once in 20,000 steady tasks in at least 90 % of 200 runs', () => {
    const random = seeded(5);
    const crying = Array.from({ length: 200 }, () => firstAlarm(random, 6000, 0.1)).filter((at) => at !== null);
    expect(crying.length).toBeLessThanOrEqual(20);
  });

  it('notices 30 % bad instead of 10 % within 150 labels, as the median of 200 runs', () => {
    const random = seeded(6);
    const delays = Array.from({ length: 200 }, () => firstAlarm(random, 3000, 0.3) ?? Infinity).sort((a, b) => a - b);
    expect(delays[100]).toBeLessThanOrEqual(150);
  });

  it('is not moved by an answer that p expected to be bad as by one it was sure of', () => {
    const doubted = cusumStep(calmCusum, 0.3, 0).sum;
    const sure = cusumStep(calmCusum, 0.99, 0).sum;
    expect(sure).toBeGreaterThan(doubted);
    expect(cusumStep({ sum: 1, labels: 1 }, 0.9, 1).sum).toBeLessThan(1);
  });
});

describe('storms and rates', () => {
  const tasks = (escalated: number, of = 50): boolean[] => Array.from({ length: of }, (_, i) => i < escalated);

  it('a storm is what the calibrated rate makes less likely than one in 80,000', () => {
    // By scipy P(X >= 16 of 50 at 0.1) = 1.75e-5 and P(X >= 17) = 3.8e-6; the limit is 1.25e-5.
    expect(escalationStorm(tasks(16), 0.1)).toBeNull();
    expect(escalationStorm(tasks(17), 0.1)).toMatchObject({ rule: 'drift.storm', data: { count: 17, of: 50 } });
    expect(escalationStorm(tasks(40, 49), 0.1)).toBeNull();
  });

  it('the rate over a longer stretch alarms either way', () => {
    expect(escalationRateAlarm(100, 500, 0.2)).toBeNull();
    expect(escalationRateAlarm(150, 500, 0.2)).not.toBeNull();
    expect(escalationRateAlarm(55, 500, 0.2)).not.toBeNull();
  });
});

describe('calibration and population', () => {
  it('has the chi-square tails of scipy', () => {
    expect(chiSquareTailEven(5, 10)).toBeCloseTo(0.8911780189141513, 12);
    expect(chiSquareTailEven(18.307, 10)).toBeCloseTo(0.05000058909139812, 12);
    expect(chiSquareTailEven(40, 10)).toBeCloseTo(1.694474393006737e-5, 12);
  });

  it('rolling ECE alarms where the judge is far off, not where chance explains it', () => {
    const random = seeded(8);
    const said = (shift: number) =>
      Array.from({ length: 300 }, () => {
        const p = 0.5 + random() / 2;
        return { p, y: random() < p - shift ? 1 : 0 };
      });
    expect(calibrationAlarm(said(0))).toBeNull();
    expect(calibrationAlarm(said(0.3))).toMatchObject({ rule: 'drift.calibration' });
    expect(calibrationAlarm(said(0.3).slice(0, 199))).toBeNull();
  });

  it('population stability by hand: two bins of one half against three quarters', () => {
    const before = Array.from({ length: 10_000 }, (_, i) => (i % 2 === 0 ? 0.2 : 0.8));
    const now = Array.from({ length: 10_000 }, (_, i) => (i % 4 === 0 ? 0.2 : 0.8));
    expect(psi(before, now).value).toBeCloseTo(0.25 * Math.log(0.5 / 0.25) + 0.25 * Math.log(0.75 / 0.5), 2);
    expect(psi(before, before)).toEqual({ value: 0, tail: 1 });
  });

  it('what chance moves is no alarm: 1,000 looks at 50 answers of the same kind', () => {
    const random = seeded(9);
    const draw = (n: number) => Array.from({ length: n }, random);
    const reference = draw(300);
    const alarms = Array.from({ length: 1000 }, () => psi(reference, draw(50))).filter(({ tail }) => tail < 1 / 20_000);
    expect(alarms.length).toBeLessThanOrEqual(5);
  });
});

describe('shifted input', () => {
  const answers = (n: number, languageId: string, signals: Record<string, number> = {}) =>
    Array.from({ length: n }, () => ({ kind: 'edit', languageId, signals }) as const);
  const chances = Array.from({ length: 100 }, (_, i) => i / 100);
  const set = (languageId: string, signals?: Record<string, number>) => ({
    answers: answers(100, languageId, signals),
    chances,
  });
  const rules = (a: Parameters<typeof shiftAlarms>[0], b: Parameters<typeof shiftAlarms>[1]) =>
    shiftAlarms(a, b).map(({ rule }) => rule);

  it('names a language, signals and a distribution that were not there when it was calibrated', () => {
    expect(rules(set('python'), set('python'))).toEqual([]);
    expect(rules(set('python'), set('rust'))).toEqual(['shift.language']);
    expect(rules(set('python', { a: 1 }), set('python'))).toEqual(['shift.signals']);
    expect(rules(set('python'), { ...set('python'), chances: chances.map((p) => p / 4) })).toEqual(['shift.p']);
  });
});
