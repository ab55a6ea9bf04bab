// A calibration as versioned plain data: weights, g, what it was made from and how well it did. Fits and applies it.
import type { Reason } from '../task';
import { alignFolds } from './alignFolds';
import { logEvidence } from './evidence';
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
  /** In the fit: trust in the label over the chance that it was seen. */
  readonly weight: number;
  /** Trust in the label alone, 0 to 1; decides whether it counts for a certificate. Default 1. */
  readonly trust?: number;
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

/** Beliefs as firm as this are of signals that rank little better than a coin. */
const weakFrom = 10;
const innerFolds = 5;

type Beliefs = Readonly<Record<string, SignalBelief>>;

/** A fit with what it was made from. */
interface Weights extends Omit<FittedJudge, 'map'> {
  readonly evidence: number;
}

function fitWeights(rows: readonly LabelledAnswer[], beliefs: Beliefs): Weights {
  const schema = signalSchema(rows, beliefs);
  const data = rows.map((row) => ({ x: schemaRow(schema, row), y: row.y, weight: row.weight }));
  const priors = schemaPriors(schema);
  const fit = fitLogistic(data, priors);
  return { schema, fit, evidence: logEvidence(data, priors, fit) };
}

const scoreOf = (judge: Omit<FittedJudge, 'map'>, answer: JudgedAnswer): number =>
  logOdds(judge.fit, schemaRow(judge.schema, answer));

/** Scores of answers by judges that have not seen their group. */
function scoresOutOfFold(rows: readonly LabelledAnswer[], beliefs: Beliefs): ScoredLabel[] {
  const folds = foldsByGroup(rows, innerFolds);
  const scores = Array.from({ length: innerFolds }, (_, fold) => {
    const judge = fitWeights(
      rows.filter((_row, i) => folds[i] !== fold),
      beliefs,
    );
    return rows.map((row) => scoreOf(judge, row));
  });
  const aligned = alignFolds(scores, folds);
  return rows.map(({ y, weight }, i) => ({ z: aligned[i] ?? 0, y, weight }));
}

/**
 * All signals, the telling ones, or the tests that ran alone: whichever makes the labels likeliest (the Bayes factor). Beside a strong
 * signal weak ones mostly break its ties at random. Chosen so and not by cross-validation, which varies more from fold to fold than
 * the choices differ. Of equals the fewest signals.
 */
function chooseBeliefs(rows: readonly LabelledAnswer[], beliefs: Beliefs): Beliefs {
  const only = (kept: (name: string, belief: SignalBelief) => boolean): Beliefs =>
    Object.fromEntries(Object.entries(beliefs).filter(([name, belief]) => kept(name, belief)));
  const tells = (used: Beliefs): boolean =>
    rows.some(({ signals }) => Object.keys(used).some((name) => signals[name] !== undefined));
  const choices = [
    only((name) => name.startsWith('tests.')),
    only((_name, { precision }) => precision < weakFrom),
    beliefs,
  ].filter(tells);
  const weighed = choices.map((used) => ({ used, evidence: fitWeights(rows, used).evidence }));
  return weighed.reduce((a, b) => (b.evidence > a.evidence + 1e-9 ? b : a), { used: beliefs, evidence: -Infinity })
    .used;
}

/** A judge with the forecasts for its own rows, each made without that row's group. */
export interface JudgeFit {
  readonly judge: FittedJudge;
  /** p of each row, in their order. */
  readonly chances: readonly number[];
}

/** A judge of the signals that the labels' evidence keeps. */
export function fitJudge(rows: readonly LabelledAnswer[], beliefs: Beliefs): JudgeFit {
  return fitJudgeOn(rows, chooseBeliefs(rows, beliefs));
}

/**
 * A judge of just these signals. Weights on all rows, g on scores out of fold, so that g corrects what the weights have overlearnt.
 */
export function fitJudgeOn(rows: readonly LabelledAnswer[], used: Beliefs): JudgeFit {
  const scored = scoresOutOfFold(rows, used);
  const map = fitProbabilityMap(scored);
  const { schema, fit } = fitWeights(rows, used);
  return {
    judge: { schema, fit, map },
    chances: scored.map(({ z }) => mapProbability(map, z)),
  };
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

/** What is known of a row from a judge that has not seen its group. */
export interface HeldOut<T> {
  /** As that judge says it: for calibration. */
  readonly p: number;
  /** The same on a scale that all folds share: for ranking, and for thresholds over all rows. */
  readonly aligned: number;
  readonly fold: number;
  /** What the caller derived from that judge's training rows and their p, out of fold: a threshold. */
  readonly derived: T;
}

/** Weights, which signals, g and what is derived are all fitted without the row's group. */
export function heldOut<T>(
  rows: readonly LabelledAnswer[],
  beliefs: Beliefs,
  folds: number,
  derive: (training: readonly LabelledAnswer[], chances: readonly number[]) => T,
): HeldOut<T>[] {
  const assigned = foldsByGroup(rows, folds);
  const trained = Array.from({ length: folds }, (_, fold) => {
    const training = rows.filter((_row, i) => assigned[i] !== fold);
    const { judge, chances } = fitJudge(training, beliefs);
    return { chances: rows.map((row) => acceptableChance(judge, row)), derived: derive(training, chances) };
  });
  const aligned = alignFolds(
    trained.map(({ chances }) => chances),
    assigned,
  );
  return rows.flatMap((_row, i) => {
    const fold = assigned[i] ?? 0;
    const own = trained[fold];
    const p = own?.chances[i];
    return own === undefined || p === undefined ? [] : [{ p, aligned: aligned[i] ?? p, fold, derived: own.derived }];
  });
}

/** @param rows labelled answers, each at its label's weight times its inverse propensity */
export function calibrationArtefact(
  rows: readonly LabelledAnswer[],
  beliefs: Beliefs,
  provenance: Provenance,
): CalibrationArtefact {
  const apart = heldOut(rows, beliefs, innerFolds, () => null);
  const forecasts = rows.map(({ y, weight }, i) => ({ p: apart[i]?.p ?? 0.5, y, weight }));
  return {
    format: 1,
    ...provenance,
    ...fitJudge(rows, beliefs).judge,
    n: rows.length,
    ece: ece(forecasts),
    brier: brier(forecasts),
  };
}
