// Does a certificate hold, and is one given at all? Labels drawn from a world of known risk, the judge given.
import { fixedSequenceThreshold, type RiskLabel } from '../src/core/calibration/fixedSequence';
import { seededRandom } from './seededRandom';
import { apart, badShare, gaussian } from './simulatedAnswers';

export interface Certifications {
  readonly alpha: number;
  readonly runs: number;
  readonly certifiedShare: number;
  readonly violatedShare: number;
  readonly allowed: number;
  readonly coverage: number;
  readonly naiveViolated: number;
}

/** 300 labels for certification alone, the judge given, 25 % of the answers bad. */
export function certification(alpha: number, runs: number): Certifications {
  const delta = 0.1;
  const random = seededRandom(101);
  const draw = (n: number): RiskLabel[] =>
    Array.from({ length: n }, () => {
      const bad = random() < badShare;
      // The chance of good given the score, by Bayes: a judge that is calibrated by construction.
      const score = gaussian(random) + (bad ? 0 : apart);
      const odds = ((1 - badShare) / badShare) * Math.exp(apart * score - apart ** 2 / 2);
      return { p: odds / (1 + odds), bad };
    });
  const world = draw(50_000).sort((a, b) => b.p - a.p);
  const riskOver = (threshold: number): { risk: number; coverage: number } => {
    let accepted = 0;
    let bad = 0;
    for (const label of world) {
      if (label.p < threshold) break;
      accepted++;
      if (label.bad) bad++;
    }
    return { risk: accepted === 0 ? 0 : bad / accepted, coverage: accepted / world.length };
  };
  let certified = 0;
  let violated = 0;
  let coverage = 0;
  let naive = 0;
  for (let run = 0; run < runs; run++) {
    const labels = draw(300);
    const half = labels.filter(({ p }) => p >= 0.5);
    if (half.filter(({ bad }) => bad).length / half.length > alpha) naive++;
    const result = fixedSequenceThreshold(labels, { alpha, delta });
    if (!result.certified) continue;
    const truth = riskOver(result.threshold);
    certified++;
    coverage += truth.coverage;
    if (truth.risk > alpha) violated++;
  }
  return {
    alpha,
    runs,
    certifiedShare: certified / runs,
    violatedShare: violated / runs,
    allowed: delta + 2 * Math.sqrt((delta * (1 - delta)) / runs),
    coverage: certified === 0 ? 0 : coverage / certified,
    naiveViolated: naive / runs,
  };
}
