// Is it right to leave weak signals out where the labels' evidence says so? Worlds in which they are known to tell nothing, a little
// or much, beside a strong signal and without one: both ways are fitted on few labels and scored on fresh answers.
import { acceptableChance, fitJudge, fitJudgeOn, type LabelledAnswer } from '../src/core/calibration/artefact';
import { judgeBeliefs } from '../src/core/calibration/beliefs';
import { auroc } from '../src/core/calibration/metrics';
import { seededRandom } from './seededRandom';
import { badShare, gaussian } from './simulatedAnswers';

export interface Choice {
  /** Whether a test ran that good answers pass in 97 of 100 cases and bad ones in 20. */
  readonly tests: boolean;
  /** Deviations by which a third of the weak signals tell good from bad. */
  readonly told: number;
  readonly runs: number;
  /** Mean over the runs: natural-log loss an answer, and AUROC. */
  readonly chosen: Scores;
  readonly all: Scores;
}

interface Scores {
  readonly loss: number;
  readonly auroc: number;
}

const labels = 164;
const fresh = 4_000;
/** As many as a real judge has: those that are believed to say little, and how a text fits its place. */
const weak = Object.keys(judgeBeliefs).filter(
  (name) => name.startsWith('fit.') || (judgeBeliefs[name]?.precision ?? 0) >= 10,
);

export function choices(runs: number): Choice[] {
  return [true, false].flatMap((tests) => [0, 0.3, 0.8].map((told) => choice(tests, told, runs)));
}

function choice(tests: boolean, told: number, runs: number): Choice {
  const random = seededRandom(303);
  const total = { chosen: { loss: 0, auroc: 0 }, all: { loss: 0, auroc: 0 } };
  for (let run = 0; run < runs; run++) {
    const seen = draw(labels, random, { tests, told });
    const unseen = draw(fresh, random, { tests, told });
    for (const [name, fit] of [
      ['chosen', fitJudge],
      ['all', fitJudgeOn],
    ] as const) {
      const { judge } = fit(seen, judgeBeliefs);
      const forecasts = unseen.map((answer) => ({ p: acceptableChance(judge, answer), y: answer.y }));
      total[name].auroc += (auroc(forecasts) ?? 0.5) / runs;
      total[name].loss += forecasts.reduce((sum, { p, y }) => sum - Math.log(y === 1 ? p : 1 - p), 0) / fresh / runs;
    }
  }
  return { tests, told, runs, ...total };
}

function draw(
  n: number,
  random: () => number,
  { tests, told }: { readonly tests: boolean; readonly told: number },
): LabelledAnswer[] {
  return Array.from({ length: n }, (_, i) => {
    const y = random() < badShare ? 0 : 1;
    const passes = random() < (y === 1 ? 0.97 : 0.2);
    const signals: Record<string, number> = tests
      ? { 'tests.allPassed': Number(passes), 'tests.passed': passes ? 1 : Math.floor(random() * 5) / 5 }
      : {};
    for (const [k, name] of weak.entries()) {
      const side = Math.sign(judgeBeliefs[name]?.mean ?? 0) || 1;
      signals[name] = gaussian(random) + (k % 3 === 0 ? told * side * (y - 0.5) : 0);
    }
    return { group: String(i), kind: 'edit', languageId: 'python', y, weight: 1, signals };
  });
}
