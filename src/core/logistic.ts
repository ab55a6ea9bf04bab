// The one formula under p(hard) and p(acceptable): a logistic sum over named numbers, with its parts kept as reasons.
import type { Reason } from './task';

/** One row of a weight table. `scale` bends raw numbers (for example `log1p`); `cap` bounds the contribution. */
export interface Weight {
  readonly name: string;
  readonly weight: number;
  /** Value that contributes nothing: the ordinary case. */
  readonly centre: number;
  readonly scale?: 'linear' | 'log' | 'flag';
  /** Largest contribution in log-odds, either way. */
  readonly cap?: number;
}

export interface LogisticResult {
  readonly p: number;
  /** Contributions, largest first; those that hardly matter are left out. */
  readonly reasons: readonly Reason[];
}

export function sigmoid(z: number): number {
  return 1 / (1 + Math.exp(-z));
}

export function logit(p: number): number {
  const bounded = Math.min(1 - 1e-9, Math.max(1e-9, p));
  return Math.log(bounded / (1 - bounded));
}

function bend(value: number, scale: Weight['scale']): number {
  if (scale === 'log') return Math.log1p(Math.max(0, value));
  if (scale === 'flag') return value > 0 ? 1 : 0;
  return value;
}

/** Sums what is there. A value that is absent contributes nothing, which is not the same as a zero. */
export function logistic(
  intercept: number,
  weights: readonly Weight[],
  values: Readonly<Record<string, number>>,
): LogisticResult {
  let z = intercept;
  const reasons: Reason[] = [];
  for (const row of weights) {
    const value = values[row.name];
    if (value === undefined || !Number.isFinite(value)) continue;
    const raw = row.weight * (bend(value, row.scale) - bend(row.centre, row.scale));
    const cap = row.cap ?? 3;
    const part = Math.max(-cap, Math.min(cap, raw));
    z += part;
    if (Math.abs(part) >= 0.1) reasons.push({ rule: row.name, weight: part, data: { value } });
  }
  reasons.sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight));
  return { p: sigmoid(z), reasons };
}
