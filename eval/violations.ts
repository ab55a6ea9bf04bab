// Does the bound keep its promise? Thresholds chosen on rows drawn with replacement, the truth being the risk over the whole file.
import { fixedSequenceThreshold, type RiskLabel } from '../src/core/calibration/fixedSequence';
import { seededRandom } from './seededRandom';

export interface Violations {
  readonly alpha: number;
  readonly delta: number;
  readonly splits: number;
  /** Share of splits in which anything was certified. */
  readonly certifiedShare: number;
  /** Certified and violated, over all splits; `conditionalRate` over the certified ones, null where there are none. */
  readonly rate: number;
  readonly conditionalRate: number | null;
  /** Share of the file that a certified threshold accepts, on average; 0 where none was. */
  readonly coverage: number;
  /** The largest rate that chance alone allows: delta and two standard errors. */
  readonly allowed: number;
  /** The same for a threshold of 0.5 that nobody certified: share of splits in which the drawn rows break alpha. */
  readonly naiveRate: number;
}

/** What an answer with this p is in truth: its share of the file, and how likely it is bad. */
export interface Truth {
  readonly p: number;
  readonly bad: number;
  /** Default 1. */
  readonly weight?: number;
}

/** @param alarmed true where a shift alarm stands, so that nothing certified is deployed */
export function violationsOf(
  labels: readonly RiskLabel[],
  truth: readonly Truth[],
  bound: { readonly alpha: number; readonly delta: number },
  splits: number,
  alarmed = false,
): Violations {
  const random = seededRandom(20_26);
  const riskAt = riskCurve(truth);
  let certified = 0;
  let violated = 0;
  let coverage = 0;
  let naive = 0;
  for (let split = 0; split < splits; split++) {
    const drawn = labels.flatMap(() => labels[Math.floor(random() * labels.length)] ?? []);
    const half = drawn.filter(({ p }) => p >= 0.5);
    if (half.length > 0 && half.filter(({ bad }) => bad).length / half.length > bound.alpha) naive++;
    if (alarmed) continue;
    const result = fixedSequenceThreshold(drawn, bound);
    if (!result.certified) continue;
    const { accepted, risk } = riskAt(result.threshold);
    certified++;
    coverage += accepted;
    if (risk > bound.alpha) violated++;
  }
  const { alpha, delta } = bound;
  return {
    alpha,
    delta,
    splits,
    certifiedShare: certified / splits,
    rate: violated / splits,
    conditionalRate: certified === 0 ? null : violated / certified,
    coverage: certified === 0 ? 0 : coverage / certified,
    allowed: delta + 2 * Math.sqrt((delta * (1 - delta)) / splits),
    naiveRate: naive / splits,
  };
}

function riskCurve(truth: readonly Truth[]): (threshold: number) => { accepted: number; risk: number } {
  const sorted = [...truth].sort((a, b) => b.p - a.p);
  const total = sorted.reduce((sum, { weight = 1 }) => sum + weight, 0);
  return (threshold) => {
    let accepted = 0;
    let bad = 0;
    for (const label of sorted) {
      if (label.p < threshold) break;
      const { weight = 1 } = label;
      accepted += weight;
      bad += weight * label.bad;
    }
    return { accepted: accepted / total, risk: accepted === 0 ? 0 : bad / accepted };
  };
}
