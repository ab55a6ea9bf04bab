// A calibration as versioned plain data: weights, g, what it was made from and how well it did. Fits and applies it.
import type { Reason } from '../task';
import { fitLogistic, logOdds, type LogisticFit } from './fitLogistic';
import { foldsByGroup } from './folds';
import { brier, ece } from './metrics';
import { fitProbabilityMap, mapProbability, type ProbabilityMap, type ScoredLabel } from './probabilityMap';
import {
  schemaPriors,
  schemaRow,
  signalSchema,
  type JudgedAnswer,
  type SignalBelief,
  type SignalSchema,
} from './signalSchema';

/** A judged answer with what became of it. Answers of one `group` never stand on both sides of a split. */
export interface LabelledAnswer extends JudgedAnswer {
  readonly group: string;
  /** 1 good, 0 bad. */
  readonly y: number;
  readonly weight: number;
}

/** What the answers came from: a certificate is worth nothing for any other. */
export interface Provenance {
  /** `prior` where it ships with Weir, else the user's own work. */
  readonly source: string;
  readonly fastModel: string;
  readonly strongModel: string;
  readonly promptHash: string;
  /** ISO date. */
  readonly date: string;
}

export interface CalibrationArtefact extends Provenance {
  readonly format: 1;
  readonly schema: SignalSchema;
  readonly fit: LogisticFit;
  readonly map: ProbabilityMap;
  readonly n: number;
  /** Out of fold; null without labels. */
  readonly ece: number | null;
  readonly brier: number | null;
}

/** Weights and g of one fit, without where they came from. */
export interface FittedJudge {
  readonly schema: SignalSchema;
  readonly fit: LogisticFit;
  readonly map: ProbabilityMap;
}

/** How firmly the beliefs are held, from hardly to firmly; chosen by log-loss out of fold. */
const firmnesses = [0.25, 1, 4];
const innerFolds = 5;

type Beliefs = Readonly<Record<string, SignalBelief>>;

function fitWeights(rows: readonly LabelledAnswer[], beliefs: Beliefs, firmness: number): Omit<FittedJudge, 'map'> {
  const schema = signalSchema(rows, beliefs);
  const data = rows.map((row) => ({ x: schemaRow(schema, row), y: row.y, weight: row.weight }));
  return { schema, fit: fitLogistic(data, schemaPriors(schema, firmness)) };
}

const scoreOf = (judge: Omit<FittedJudge, 'map'>, answer: JudgedAnswer): number =>
  logOdds(judge.fit, schemaRow(judge.schema, answer));

/** Scores of answers that their own fit has not seen. */
function scoresOutOfFold(rows: readonly LabelledAnswer[], beliefs: Beliefs, firmness: number): ScoredLabel[] {
  const folds = foldsByGroup(rows, innerFolds);
  const scored = rows.map((row): ScoredLabel => ({ z: 0, y: row.y, weight: row.weight }));
  for (let fold = 0; fold < innerFolds; fold++) {
    const training = rows.filter((_, i) => folds[i] !== fold);
    if (training.length === rows.length || training.length === 0) continue;
    const judge = fitWeights(training, beliefs, firmness);
    for (const [i, row] of rows.entries()) {
      if (folds[i] === fold) scored[i] = { z: scoreOf(judge, row), y: row.y, weight: row.weight };
    }
  }
  return scored;
}

function logLoss(scored: readonly ScoredLabel[]): number {
  const map = fitProbabilityMap(scored);
  return scored.reduce((sum, { z, y, weight = 1 }) => {
    const p = mapProbability(map, z);
    return sum - weight * Math.log(y === 1 ? p : 1 - p);
  }, 0);
}

/** Weights on all rows, g on scores out of fold, so that g corrects what the weights have overlearnt. */
export function fitJudge(rows: readonly LabelledAnswer[], beliefs: Beliefs): FittedJudge {
  let best = { firmness: 1, loss: Infinity, scored: [] as ScoredLabel[] };
  for (const firmness of firmnesses) {
    const scored = scoresOutOfFold(rows, beliefs, firmness);
    const loss = logLoss(scored);
    if (loss < best.loss) best = { firmness, loss, scored };
  }
  return { ...fitWeights(rows, beliefs, best.firmness), map: fitProbabilityMap(best.scored) };
}

/** p(acceptable), strictly between 0 and 1. */
export function acceptableChance(judge: FittedJudge, answer: JudgedAnswer): number {
  return mapProbability(judge.map, scoreOf(judge, answer));
}

/** The judge's contributions, largest first, in log-odds after g where that is Platt's. */
export function judgeReasons(judge: FittedJudge, answer: JudgedAnswer): Reason[] {
  const row = schemaRow(judge.schema, answer);
  const slope = judge.map.kind === 'platt' ? judge.map.slope : 1;
  const reasons: Reason[] = [];
  let at = 0;
  for (const { name, indicator } of judge.schema.columns) {
    const weight = slope * (row[at] ?? 0) * (judge.fit.coefficients[at] ?? 0);
    const value = answer.signals[name];
    if (value !== undefined && Math.abs(weight) >= 0.1) reasons.push({ rule: name, weight, data: { value } });
    at += indicator ? 2 : 1;
  }
  return reasons.sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight));
}

/** p of each row from a judge that has not seen its group: weights, firmness and g are all fitted without it. */
export function chancesOutOfFold(rows: readonly LabelledAnswer[], beliefs: Beliefs, folds: number, seed = 0): number[] {
  const assigned = foldsByGroup(rows, folds, seed);
  const chances = rows.map(() => 0.5);
  for (let fold = 0; fold < folds; fold++) {
    const training = rows.filter((_, i) => assigned[i] !== fold);
    if (training.length === 0 || training.length === rows.length) continue;
    const judge = fitJudge(training, beliefs);
    for (const [i, row] of rows.entries()) if (assigned[i] === fold) chances[i] = acceptableChance(judge, row);
  }
  return chances;
}

/** @param rows labelled answers, each at its label's weight times its inverse propensity */
export function calibrationArtefact(
  rows: readonly LabelledAnswer[],
  beliefs: Beliefs,
  provenance: Provenance,
): CalibrationArtefact {
  const chances = chancesOutOfFold(rows, beliefs, innerFolds);
  const forecasts = rows.map(({ y, weight }, i) => ({ p: chances[i] ?? 0.5, y, weight }));
  return {
    format: 1,
    ...provenance,
    ...fitJudge(rows, beliefs),
    n: rows.length,
    ece: ece(forecasts),
    brier: brier(forecasts),
  };
}
