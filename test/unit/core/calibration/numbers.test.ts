// Numeric kernels against values from scipy and scikit-learn, and by hand.
import { describe, expect, it } from 'vitest';
import { binomialTail, binomialUpperTail, labelsForgiving, nMin } from '../../../../src/core/calibration/binomial';
import { fitLogistic } from '../../../../src/core/calibration/fitLogistic';
import { fitIsotonic, interpolate } from '../../../../src/core/calibration/isotonic';
import { auroc, brier, ece } from '../../../../src/core/calibration/metrics';
import { fitPlatt } from '../../../../src/core/calibration/platt';
import { fitProbabilityMap, mapProbability } from '../../../../src/core/calibration/probabilityMap';

describe('binomial tails', () => {
  it.each([
    [9, 128, 0.1, 0.16552532868703643],
    [0, 22, 0.1, 0.0984770902183611],
    [2, 52, 0.1, 0.09663328513725226],
    [5, 100, 0.05, 0.615999127956141],
    [150, 1000, 0.2, 2.6443381908983066e-5],
  ])('P(X <= %i) of %i at %f is scipy.stats.binom.cdf', (k, n, p, expected) => {
    expect(binomialTail(k, n, p)).toBeCloseTo(expected, 12);
    expect(binomialUpperTail(k + 1, n, p)).toBeCloseTo(1 - expected, 10);
  });

  it('has its ends', () => {
    expect([binomialTail(-1, 5, 0.1), binomialTail(5, 5, 0.1), binomialTail(3, 5, 0), binomialTail(3, 5, 1)]).toEqual([
      0, 1, 1, 0,
    ]);
    expect(binomialTail(2000, 20_000, 0.1)).toBeCloseTo(0.5, 1);
  });

  it('counts the labels that a certificate takes', () => {
    const at = (forgiven: number, delta: number): number[] =>
      [0.2, 0.1, 0.05].map((alpha) => labelsForgiving(forgiven, alpha, delta));
    expect(at(2, 0.1)).toEqual([25, 52, 105]);
    expect(at(2, 0.05)).toEqual([30, 61, 124]);
    expect(at(0, 0.1)).toEqual([11, 22, 45]);
    expect([0.2, 0.1, 0.05].map((alpha) => nMin(alpha, 0.05))).toEqual([14, 29, 59]);
  });
});

describe('fitLogistic', () => {
  const x = [
    [0.2, 1.1],
    [1.5, -0.3],
    [-0.7, 0.4],
    [2.1, 0.9],
    [-1.2, -1],
    [0.3, -0.8],
    [1.1, 1.4],
    [-0.4, -0.2],
  ];
  const y = [0, 1, 0, 1, 0, 1, 1, 0];
  const rows = x.map((values, i) => ({ x: values, y: y[i] ?? 0 }));
  const precision = (value: number) => [0, 1].map(() => ({ mean: 0, precision: value }));

  it.each([
    [1, [1.3054294012966943, -0.20331052407552], -0.39809748107660065],
    [4, [0.5785672110891131, -0.0027880617269788635], -0.2059986108032905],
  ])('with precision %f is scikit-learn', (lambda, coefficients, intercept) => {
    const fit = fitLogistic(rows, precision(lambda));
    for (const [j, value] of coefficients.entries()) expect(fit.coefficients[j]).toBeCloseTo(value, 5);
    expect(fit.intercept).toBeCloseTo(intercept, 5);
  });

  it('weighs rows as scikit-learn does', () => {
    const weights = [1, 2, 1, 0.5, 1, 1, 3, 1];
    const fit = fitLogistic(
      rows.map((row, i) => ({ ...row, weight: weights[i] ?? 1 })),
      precision(1),
    );
    expect(fit.coefficients[0]).toBeCloseTo(1.4831004543783468, 4);
    expect(fit.coefficients[1]).toBeCloseTo(-0.044925479505916965, 4);
    expect(fit.intercept).toBeCloseTo(-0.12757077722499444, 4);
  });

  it('stays with what was believed where the belief is strong or no label is there', () => {
    expect(fitLogistic([], [{ mean: 0.7, precision: 1 }]).coefficients[0]).toBeCloseTo(0.7, 8);
    expect(
      fitLogistic(rows, [
        { mean: -2, precision: 1e9 },
        { mean: 0, precision: 1 },
      ]).coefficients[0],
    ).toBeCloseTo(-2, 4);
  });

  it('fits one class alone without running away to infinity or NaN', () => {
    const fit = fitLogistic(
      rows.map((row) => ({ ...row, y: 1 })),
      precision(1),
    );
    expect(Number.isFinite(fit.intercept)).toBe(true);
  });
});

describe('from score to chance', () => {
  const z = [-2, -1.5, -1, -0.5, -0.2, 0.1, 0.4, 0.8, 1.2, 1.9, 2.5, 3];
  const y = [0, 0, 1, 0, 0, 1, 0, 1, 1, 1, 1, 1];
  const labels = z.map((score, i) => ({ z: score, y: y[i] ?? 0 }));

  it('Platt is the sigmoid calibration of scikit-learn', () => {
    const fit = fitPlatt(labels);
    expect(fit.slope).toBeCloseTo(0.8217673879879296, 4);
    expect(fit.offset).toBeCloseTo(0.11726618580138172, 4);
    expect(mapProbability(fit, 2)).toBeCloseTo(0.85330995, 4);
  });

  it('Platt never turns the order of the answers round', () => {
    const fit = fitPlatt(labels.map((label) => ({ ...label, y: 1 - label.y })));
    expect(fit.slope).toBe(0);
    expect(mapProbability(fit, 3)).toBeCloseTo(6 / 14 + 0.01, 1);
  });

  it('isotonic is that of scikit-learn where bins may be small', () => {
    const points = y.map((value, i) => ({ x: i / 11, y: value, weight: 1 }));
    const fit = fitIsotonic(points, 1);
    expect(fit.y.map((value) => Number(value.toFixed(4)))).toEqual([0, 0.3333, 0.5, 1]);
  });

  it('isotonic keeps at least five points a bin, and their mean', () => {
    const points = y.map((value, i) => ({ x: i / 11, y: value, weight: 1 }));
    const fit = fitIsotonic(points);
    expect(fit.y).toEqual([2 / 7, 1]);
    expect(fit.x[0]).toBeCloseTo(3 / 11, 10);
    expect(interpolate(fit, 0)).toBe(2 / 7);
    expect(interpolate(fit, 1)).toBe(1);
    expect(interpolate(fit, ((fit.x[0] ?? 0) + (fit.x[1] ?? 0)) / 2)).toBeCloseTo((2 / 7 + 1) / 2, 10);
  });

  it('changes from Platt to isotonic at 500 labels', () => {
    const many = (n: number) => Array.from({ length: n }, (_, i) => ({ z: i / n, y: i % 3 === 0 ? 0 : 1 }));
    expect(fitProbabilityMap(many(499)).kind).toBe('platt');
    expect(fitProbabilityMap(many(500)).kind).toBe('isotonic');
  });
});

describe('metrics', () => {
  const p = [0.1, 0.4, 0.35, 0.8, 0.8, 0.2, 0.6, 0.4];
  const y = [0, 0, 1, 1, 0, 0, 1, 1];
  const forecasts = p.map((value, i) => ({ p: value, y: y[i] ?? 0 }));

  it('are those of scikit-learn', () => {
    expect(auroc(forecasts)).toBeCloseTo(0.6875, 12);
    expect(brier(forecasts)).toBeCloseTo(0.2290625, 12);
  });

  it('say null where there is nothing to rank', () => {
    expect(auroc([{ p: 0.3, y: 1 }])).toBeNull();
    expect(ece([])).toBeNull();
  });

  it('ECE by hand: two bins of equal mass', () => {
    // Low bin 0.1 0.2 0.35 0.4: mean 0.2625, one of four good (the tie at 0.4 keeps its order). High bin: mean 0.65, three of four.
    expect(ece(forecasts, 2)).toBeCloseTo((Math.abs(0.2625 - 0.25) + Math.abs(0.65 - 0.75)) / 2, 12);
  });
});
