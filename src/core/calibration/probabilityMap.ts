// g in p = g(score): turns a judge's score into a calibrated chance. Platt below 500 labels, isotonic above.
import { sigmoid } from '../logistic';
import { fitIsotonic, interpolate, type IsotonicFit } from './isotonic';
import { fitPlatt, type PlattFit } from './platt';

/** A score (log-odds) and what became of it. */
export interface ScoredLabel {
  readonly z: number;
  /** 1 good, 0 bad. */
  readonly y: number;
  readonly weight?: number;
}

export type ProbabilityMap = PlattFit | IsotonicFit;

/** From here on a free monotone curve beats Platt's two numbers. */
const isotonicFrom = 500;
/** No finite number of labels makes an answer certain. */
const certain = 0.001;

export function fitProbabilityMap(labels: readonly ScoredLabel[]): ProbabilityMap {
  return labels.length < isotonicFrom
    ? fitPlatt(labels)
    : fitIsotonic(labels.map(({ z, y, weight = 1 }) => ({ x: sigmoid(z), y, weight })));
}

/** Chance of being good, strictly between 0 and 1; never falls where the score rises. */
export function mapProbability(map: ProbabilityMap, z: number): number {
  if (map.kind === 'isotonic') return Math.min(1 - certain, Math.max(certain, interpolate(map, sigmoid(z))));
  return sigmoid(map.slope * z + map.offset);
}
