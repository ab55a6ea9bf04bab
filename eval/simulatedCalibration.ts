// Is p what it says after 300 labels? Fitted and scored on answers drawn from a known world.
import { acceptableChance, fitJudge, type LabelledAnswer } from '../src/core/calibration/artefact';
import { auroc, ece } from '../src/core/calibration/metrics';
import { quantile } from './cascadePolicies';
import { seededRandom } from './seededRandom';
import { apart, badShare, gaussian } from './simulatedAnswers';

export interface Calibrations {
  readonly runs: number;
  readonly eceMedian: number;
  readonly eceWorst: number;
  readonly aurocMedian: number;
}

/** Fitted on 300 labels with one telling signal and three of noise; scored on 20,000 fresh answers. */
export function calibration(runs: number): Calibrations {
  const random = seededRandom(202);
  const beliefs = {
    telling: { mean: 0.3, precision: 4 },
    a: { mean: 0, precision: 40 },
    b: { mean: 0, precision: 40 },
    c: { mean: 0, precision: 40 },
  };
  const draw = (n: number): LabelledAnswer[] =>
    Array.from({ length: n }, (_, i) => {
      const y = random() < badShare ? 0 : 1;
      const noise = { a: gaussian(random), b: gaussian(random), c: gaussian(random) };
      const signals = { telling: gaussian(random) + y * apart, ...noise };
      return { group: String(i), kind: 'edit', languageId: 'python', y, weight: 1, signals };
    });
  const errors: number[] = [];
  const rankings: number[] = [];
  for (let run = 0; run < runs; run++) {
    const { judge } = fitJudge(draw(300), beliefs);
    const forecasts = draw(20_000).map((answer) => ({ p: acceptableChance(judge, answer), y: answer.y }));
    errors.push(ece(forecasts) ?? 1);
    rankings.push(auroc(forecasts) ?? 0.5);
  }
  errors.sort((a, b) => a - b);
  rankings.sort((a, b) => a - b);
  return { runs, eceMedian: quantile(errors, 0.5), eceWorst: errors.at(-1) ?? 1, aurocMedian: quantile(rankings, 0.5) };
}
