// Population stability: has the distribution of p moved? With the limit that chance alone would pass once in so many looks.
import { chiSquareTailEven } from './chiSquare';

export interface Stability {
  /** Sum of (share - share') ln(share / share') over ten bins of the reference's equal mass. */
  readonly value: number;
  /** Chance of so large a value where nothing has moved. */
  readonly tail: number;
}

const bins = 10;

/**
 * @param reference p of the answers that were calibrated on
 * @param current p of the answers of now
 * Under no shift psi / (1/n + 1/m) is nearly chi-square with 9 degrees of freedom; the tail of 10 is an upper bound of it.
 */
export function psi(reference: readonly number[], current: readonly number[]): Stability {
  if (reference.length === 0 || current.length === 0) return { value: 0, tail: 1 };
  const sorted = [...reference].sort((a, b) => a - b);
  const edges = Array.from({ length: bins - 1 }, (_, i) => sorted[Math.floor(((i + 1) * sorted.length) / bins)] ?? 1);
  const distinct = [...new Set(edges)];
  const before = shares(reference, distinct);
  const now = shares(current, distinct);
  const value = before.reduce((sum, a, i) => sum + (a - (now[i] ?? 0)) * Math.log(a / (now[i] ?? 1)), 0);
  return { value, tail: chiSquareTailEven(value / (1 / reference.length + 1 / current.length), bins) };
}

/** Half an answer is added to each bin, so that an empty one is rare and not impossible. */
function shares(values: readonly number[], edges: readonly number[]): number[] {
  const counts = new Array<number>(edges.length + 1).fill(0.5);
  for (const value of values) {
    const at = edges.findIndex((edge) => value < edge);
    const bin = at === -1 ? edges.length : at;
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  const total = values.length + counts.length / 2;
  return counts.map((count) => count / total);
}
