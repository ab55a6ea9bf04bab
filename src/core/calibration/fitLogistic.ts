// Logistic regression with a Gaussian prior on each coefficient, by Newton's method. Knows columns, not what they mean.
import { sigmoid } from '../logistic';
import { solvePositive } from './solve';

export interface FitRow {
  /** One number a column. */
  readonly x: readonly number[];
  /** 1 good, 0 bad. */
  readonly y: number;
  /** Default 1. */
  readonly weight?: number;
}

/** What is believed of a coefficient before any label. `precision` 0: nothing. */
export interface CoefficientPrior {
  readonly mean: number;
  readonly precision: number;
}

export interface LogisticFit {
  readonly intercept: number;
  readonly coefficients: readonly number[];
}

const steps = 40;
const closeEnough = 1e-10;

/**
 * Minimises the weighted log-loss plus half of `precision (coefficient - mean)^2` over all columns.
 * With mean 0 and precision 1/C this is scikit-learn's `LogisticRegression(C=C)`.
 * @param intercept prior of the intercept; default nothing but a trace of pull towards 0, so that one class alone still fits
 */
export function fitLogistic(
  rows: readonly FitRow[],
  priors: readonly CoefficientPrior[],
  intercept: CoefficientPrior = { mean: 0, precision: 1e-9 },
): LogisticFit {
  const all = [intercept, ...priors];
  const n = all.length;
  const beta = Float64Array.from(all, (prior) => prior.mean);
  let loss = objective(rows, all, beta);
  for (let step = 0; step < steps; step++) {
    const { gradient, hessian } = derivatives(rows, all, beta);
    const move = solvePositive(hessian, gradient);
    if (move === null) break;
    let scale = 1;
    let next = beta.map((value, i) => value - (move[i] ?? 0));
    let nextLoss = objective(rows, all, next);
    // Halved until it does not overshoot: far from the optimum Newton's step can.
    while (nextLoss > loss + 1e-12 && scale > 1e-6) {
      scale /= 2;
      next = beta.map((value, i) => value - scale * (move[i] ?? 0));
      nextLoss = objective(rows, all, next);
    }
    beta.set(next);
    loss = nextLoss;
    if (Math.max(...move.map(Math.abs)) * scale < closeEnough) break;
  }
  return { intercept: beta[0] ?? 0, coefficients: Array.from(beta.subarray(1, n)) };
}

/** The sum before the sigmoid, in log-odds. */
export function logOdds(fit: LogisticFit, x: readonly number[]): number {
  return x.reduce((sum, value, i) => sum + value * (fit.coefficients[i] ?? 0), fit.intercept);
}

function score(beta: Float64Array, x: readonly number[]): number {
  let z = beta[0] ?? 0;
  for (let j = 0; j < x.length; j++) z += (beta[j + 1] ?? 0) * (x[j] ?? 0);
  return z;
}

function objective(rows: readonly FitRow[], priors: readonly CoefficientPrior[], beta: Float64Array): number {
  let sum = 0;
  for (const { x, y, weight = 1 } of rows) {
    const z = score(beta, x);
    // log(1 + e^z) - y z, without overflow.
    sum += weight * (Math.max(0, z) + Math.log1p(Math.exp(-Math.abs(z))) - y * z);
  }
  for (const [j, prior] of priors.entries()) sum += 0.5 * prior.precision * ((beta[j] ?? 0) - prior.mean) ** 2;
  return sum;
}

function derivatives(
  rows: readonly FitRow[],
  priors: readonly CoefficientPrior[],
  beta: Float64Array,
): { readonly gradient: Float64Array; readonly hessian: Float64Array } {
  const n = priors.length;
  const gradient = Float64Array.from(priors, (prior, j) => prior.precision * ((beta[j] ?? 0) - prior.mean));
  const hessian = new Float64Array(n * n);
  for (const [j, prior] of priors.entries()) hessian[j * n + j] = prior.precision + 1e-12;
  for (const { x, y, weight = 1 } of rows) {
    const p = sigmoid(score(beta, x));
    const residual = weight * (p - y);
    const curve = weight * p * (1 - p);
    for (let i = 0; i < n; i++) {
      const left = i === 0 ? 1 : (x[i - 1] ?? 0);
      if (left === 0) continue;
      gradient[i] = (gradient[i] ?? 0) + residual * left;
      for (let j = 0; j <= i; j++) {
        hessian[i * n + j] = (hessian[i * n + j] ?? 0) + curve * left * (j === 0 ? 1 : (x[j - 1] ?? 0));
      }
    }
  }
  for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) hessian[j * n + i] = hessian[i * n + j] ?? 0;
  return { gradient, hessian };
}
