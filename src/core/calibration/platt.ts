// Platt scaling: two numbers between a score and a chance. For few labels.
import { fitLogistic, type FitRow } from './fitLogistic';
import type { ScoredLabel } from './probabilityMap';

export interface PlattFit {
  readonly kind: 'platt';
  /** p = sigmoid(slope z + offset); the slope is never negative, so that the order of the answers stands. */
  readonly slope: number;
  readonly offset: number;
}

/** With Platt's smoothed targets (N+ + 1)/(N+ + 2) and 1/(N- + 2), as scikit-learn's sigmoid calibration. */
export function fitPlatt(labels: readonly ScoredLabel[]): PlattFit {
  let good = 0;
  let bad = 0;
  for (const { y, weight = 1 } of labels) {
    good += y * weight;
    bad += (1 - y) * weight;
  }
  const high = (good + 1) / (good + 2);
  const low = 1 / (bad + 2);
  const rows = labels.map(({ z, y, weight = 1 }): FitRow => ({ x: [z], y: y === 1 ? high : low, weight }));
  const fit = fitLogistic(rows, [{ mean: 0, precision: 1e-9 }]);
  const slope = fit.coefficients[0] ?? 0;
  if (slope >= 0) return { kind: 'platt', slope, offset: fit.intercept };
  const flat = fitLogistic(
    rows.map((row) => ({ ...row, x: [] })),
    [],
  );
  return { kind: 'platt', slope: 0, offset: flat.intercept };
}
