// The threshold that keeps a stated risk: fixed-sequence testing with the exact binomial tail. Reads labels, chooses nothing by taste.
import { binomialTail, labelsForgiving, nMin } from './binomial';

/** One answer with an outcome that counts. */
export interface RiskLabel {
  /** p(acceptable) as it was logged, 0 to 1. */
  readonly p: number;
  readonly bad: boolean;
}

export interface RiskBound {
  /** Largest share of accepted answers that may be bad. */
  readonly alpha: number;
  /** Chance that the bound is wrong. */
  readonly delta: number;
  /** Thresholds below this cannot be tested: what they would accept was never shown. Default 0. */
  readonly floor?: number;
}

export interface Certified {
  readonly certified: true;
  readonly threshold: number;
  /** Labels at or above the threshold, and the bad ones among them. */
  readonly accepted: number;
  readonly bad: number;
  /** Exact tail of the last test that passed, at most delta. */
  readonly tail: number;
}

export interface NotCertified {
  readonly certified: false;
  /** Labels that the first test saw, and the bad ones among them; all labels where they are too few for any test. */
  readonly accepted: number;
  readonly bad: number;
  /** Labels that the first test would want. */
  readonly needed: number;
  /** Exact tail of the first test, which failed; null where it was never made. */
  readonly tail: number | null;
}

export type Certification = Certified | NotCertified;

/** Bad answers that the first, strictest threshold is to survive: from n_min alone, a single one ends the sequence. */
const forgivenAtStart = 2;

/**
 * Thresholds from a strict start downwards, one label a step and ties together, each tested by
 * `P(Binomial(accepted, alpha) <= bad) <= delta`; the first failure ends it and the last that passed is deployed.
 * The order is fixed by p alone, so no correction for the number of tests is due (Angelopoulos and others, Learn then Test).
 */
export function fixedSequenceThreshold(labels: readonly RiskLabel[], bound: RiskBound): Certification {
  const { alpha, delta, floor = 0 } = bound;
  const sorted = labels.filter((label) => label.p >= floor).sort((a, b) => b.p - a.p);
  const wanted = labelsForgiving(forgivenAtStart, alpha, delta);
  const least = nMin(alpha, delta);
  const start = sorted.length >= wanted ? wanted : least;
  let bad = 0;
  let passed: Certified | null = null;
  for (const [index, label] of sorted.entries()) {
    if (label.bad) bad++;
    const accepted = index + 1;
    if (accepted < start || sorted[accepted]?.p === label.p) continue;
    const tail = binomialTail(bad, accepted, alpha);
    if (tail > delta) return passed ?? { certified: false, accepted, bad, needed: start, tail };
    passed = { certified: true, threshold: label.p, accepted, bad, tail };
  }
  return passed ?? { certified: false, accepted: sorted.length, bad, needed: least, tail: null };
}
