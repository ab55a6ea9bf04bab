import { describe, expect, it } from 'vitest';
import { fixedSequenceThreshold, type RiskLabel } from '../../../../src/core/calibration/fixedSequence';
import { seeded } from '../../../support/seeded';

const bound = { alpha: 0.1, delta: 0.1 };
/** `+` good, `-` bad, falling p. */
const labels = (text: string): RiskLabel[] => [...text].map((mark, i) => ({ p: 1 - i / 1000, bad: mark === '-' }));

describe('fixedSequenceThreshold', () => {
  it('says how many labels are missing where there are too few', () => {
    expect(fixedSequenceThreshold(labels('+'.repeat(12)), bound)).toEqual({
      certified: false,
      accepted: 12,
      bad: 0,
      needed: 22,
      tail: null,
    });
  });

  it('starts at n_min while there are fewer labels than the start that forgives two', () => {
    const result = fixedSequenceThreshold(labels('+'.repeat(22) + '-'), bound);
    expect(result).toMatchObject({ certified: true, accepted: 22, bad: 0, threshold: 1 - 21 / 1000 });
  });

  it('forgives two bad ones at the start where there are enough, and stops at the first failure', () => {
    const start = '-' + '+'.repeat(20) + '-' + '+'.repeat(30);
    expect(start.length).toBe(52);
    expect(fixedSequenceThreshold(labels(start), bound)).toMatchObject({ certified: true, accepted: 52, bad: 2 });
    // The third bad one fails, and what comes after it is not looked at, however good.
    expect(fixedSequenceThreshold(labels(`${start}-${'+'.repeat(400)}`), bound)).toMatchObject({
      accepted: 52,
      bad: 2,
    });
    expect(fixedSequenceThreshold(labels(`${start}${'+'.repeat(14)}-`), bound)).toMatchObject({ accepted: 67, bad: 3 });
  });

  it('accepts nothing where the first test fails, and says so', () => {
    expect(fixedSequenceThreshold(labels(`---${'+'.repeat(300)}`), bound)).toMatchObject({
      certified: false,
      accepted: 52,
      bad: 3,
      needed: 52,
    });
  });

  it('takes ties together: nine bad of 128 at one score are refused at 0.1 and pass at 0.2', () => {
    const tied = Array.from({ length: 128 }, (_, i) => ({ p: 0.9, bad: i < 9 }));
    const refused = fixedSequenceThreshold(tied, bound);
    expect(refused).toMatchObject({ certified: false, accepted: 128, bad: 9 });
    expect(refused.tail).toBeCloseTo(0.1655, 4);
    expect(fixedSequenceThreshold(tied, { alpha: 0.2, delta: 0.1 })).toMatchObject({ certified: true, threshold: 0.9 });
  });

  it('tests nothing below the floor', () => {
    const result = fixedSequenceThreshold(labels('+'.repeat(200)), { ...bound, floor: 0.95 });
    expect(result).toMatchObject({ certified: true, accepted: 51, threshold: 0.95 });
  });

  it('keeps its promise: at most one run in ten is certified and violated, and a good judge is certified in nine of ten', () => {
    const random = seeded(7);
    const runs = 400;
    let violated = 0;
    let certified = 0;
    // Scores of good and bad answers one and a half deviations apart: AUROC 0.86; a quarter is bad.
    const draw = (n: number): RiskLabel[] =>
      Array.from({ length: n }, () => {
        const bad = random() < 0.25;
        return { p: 1 / (1 + Math.exp(-(normal(random) + (bad ? 0 : 1.59)))), bad };
      });
    const world = draw(40_000).sort((a, b) => b.p - a.p);
    for (let run = 0; run < runs; run++) {
      const result = fixedSequenceThreshold(draw(300), bound);
      if (!result.certified) continue;
      certified++;
      const accepted = world.filter((label) => label.p >= result.threshold);
      if (accepted.filter((label) => label.bad).length / accepted.length > bound.alpha) violated++;
    }
    expect(violated / runs).toBeLessThanOrEqual(0.1 + 2 * Math.sqrt((0.1 * 0.9) / runs));
    expect(certified / runs).toBeGreaterThanOrEqual(0.9);
  });
});

function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
