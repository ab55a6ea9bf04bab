import { describe, expect, it } from 'vitest';
import { logEvidence } from '../../../../src/core/calibration/evidence';
import { fitLogistic, type FitRow } from '../../../../src/core/calibration/fitLogistic';
import { sigmoid } from '../../../../src/core/logistic';
import { seeded } from '../../../support/seeded';

const of = (rows: readonly FitRow[], columns: number): number => {
  const data = rows.map((row) => ({ ...row, x: row.x.slice(0, columns) }));
  const priors = Array.from({ length: columns }, () => ({ mean: 0, precision: 1 }));
  return logEvidence(data, priors, fitLogistic(data, priors));
};

describe('the evidence of a fit', () => {
  it('is near the integral that it approximates, computed by hand on a grid', () => {
    const rows = Array.from({ length: 40 }, (_, i): FitRow => ({
      x: [(i % 8) - 3.5],
      y: i % 8 > 3 || i % 5 === 0 ? 1 : 0,
    }));
    const priors = [{ mean: 0.5, precision: 2 }];
    // Over intercept and slope; the intercept's prior, equal in all fits, is flat on this scale.
    let integral = 0;
    const step = 0.05;
    for (let a = -6; a < 6; a += step) {
      for (let b = -3; b < 4; b += step) {
        const likelihood = rows.reduce((sum, { x, y }) => {
          const p = sigmoid(a + b * (x[0] ?? 0));
          return sum + Math.log(y === 1 ? p : 1 - p);
        }, 0);
        integral += Math.exp(likelihood - (b - 0.5) ** 2) * step * step;
      }
    }
    const expected = Math.log(integral) + 0.5 * Math.log(2 / (2 * Math.PI)) + 0.5 * Math.log(1e-9 / (2 * Math.PI));
    expect(logEvidence(rows, priors, fitLogistic(rows, priors))).toBeCloseTo(expected, 0);
  });

  it('is for a column that tells, and against columns that say nothing', () => {
    const next = seeded(5);
    const rows = Array.from({ length: 200 }, (): FitRow => {
      const z = 4 * next() - 2;
      const noise = Array.from({ length: 6 }, () => 4 * next() - 2);
      return { x: [z, ...noise], y: next() < sigmoid(2 * z) ? 1 : 0 };
    });
    expect(of(rows, 1)).toBeGreaterThan(of(rows, 0));
    expect(of(rows, 7)).toBeLessThan(of(rows, 1));
  });
});
