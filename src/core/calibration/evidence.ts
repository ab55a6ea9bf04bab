// How likely the labels are under a whole set of signals and beliefs: Laplace's approximation of a logistic fit's evidence.
import { sigmoid } from '../logistic';
import { logOdds, type CoefficientPrior, type FitRow, type LogisticFit } from './fitLogistic';

/** The intercept's prior is the same trace of pull as in the fit. */
const intercept: CoefficientPrior = { mean: 0, precision: 1e-9 };

/** Log of the evidence, up to a constant of the data: to compare fits of the same rows. */
export function logEvidence(rows: readonly FitRow[], priors: readonly CoefficientPrior[], fit: LogisticFit): number {
  const all = [intercept, ...priors].map(({ mean, precision }) => ({ mean, precision: Math.max(1e-9, precision) }));
  const values = [fit.intercept, ...fit.coefficients];
  const n = all.length;
  const curvature = new Float64Array(n * n);
  let evidence = 0;
  for (const [j, { mean, precision }] of all.entries()) {
    curvature[j * n + j] = precision;
    evidence += 0.5 * Math.log(precision) - 0.5 * precision * ((values[j] ?? 0) - mean) ** 2;
  }
  for (const { x, y, weight = 1 } of rows) {
    const z = logOdds(fit, x);
    evidence -= weight * (Math.max(0, z) + Math.log1p(Math.exp(-Math.abs(z))) - y * z);
    const p = sigmoid(z);
    const row = [1, ...x];
    for (let i = 0; i < n; i++) {
      const left = weight * p * (1 - p) * (row[i] ?? 0);
      if (left === 0) continue;
      for (let j = 0; j <= i; j++) curvature[i * n + j] = (curvature[i * n + j] ?? 0) + left * (row[j] ?? 0);
    }
  }
  return evidence - 0.5 * logDeterminant(curvature, n);
}

/** Of a symmetric positive definite matrix, by Cholesky; its lower half is read and overwritten. */
function logDeterminant(matrix: Float64Array, n: number): number {
  let sum = 0;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let value = matrix[i * n + j] ?? 0;
      for (let k = 0; k < j; k++) value -= (matrix[i * n + k] ?? 0) * (matrix[j * n + k] ?? 0);
      if (i === j) {
        const root = Math.sqrt(Math.max(1e-12, value));
        matrix[i * n + i] = root;
        sum += 2 * Math.log(root);
      } else matrix[i * n + j] = value / (matrix[j * n + j] ?? 1);
    }
  }
  return sum;
}
