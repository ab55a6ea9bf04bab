// A calibration as it is kept and deployed: the judge, p(hard), the strong tier's chance, and the kind of input it has seen.
import type { Signals, TaskKind } from '../task';
import {
  calibrationArtefact,
  fitJudge,
  type CalibrationArtefact,
  type FittedJudge,
  type LabelledAnswer,
  type Provenance,
} from './artefact';
import { auditShares } from './audit';
import { judgeBeliefs, taskBeliefs } from './beliefs';
import { seenInput, type SeenInput } from './seenInput';
import type { LabelledResult } from './taskResult';
import { settledAfterMs, type OutcomeLabel } from './labels';

export interface VersionedArtefact {
  readonly version: string;
  /** Epoch milliseconds: only labels that arrived later can certify it. */
  readonly madeAt: number;
  readonly artefact: CalibrationArtefact;
  /** 1 - p(hard) from a task's features; null where too few labels tell. */
  readonly hardness: FittedJudge | null;
  /** Chance that the strong answer is right, by kind, where outcomes tell. */
  readonly strongRight: Readonly<Partial<Record<TaskKind, number>>>;
  readonly seen: SeenInput;
}

/** Labels that a first fit waits for, and how many of either kind. */
export const fewestLabels = 60;
const fewestOfAKind = 10;
const fewestForHardness = 120;
/** Fitted on the last so many; an outcome counts half as much after a thousand others. */
export const lastLabels = 2_000;
const halfLife = 1_000;
const smallestPropensity = 0.02;
/** Strong outcomes behind the prior of q, as if seen. */
const strongPriorWeight = 20;

/** Labels old enough to be final; an audit counts where no outcome does. */
export function settledLabel({ label, audit, at }: LabelledResult, now: number): OutcomeLabel | null {
  if (label !== null) return now - at < settledAfterMs ? null : label;
  return audit;
}

/** The fast answers that a fit can use, latest last, each weighted by trust, age and the chance that it was seen. */
export function trainingRows(results: readonly LabelledResult[], now: number): LabelledAnswer[] {
  return labelledAnswers(results, now, ({ judged }) => judged?.signals ?? null);
}

function labelledAnswers(
  results: readonly LabelledResult[],
  now: number,
  signalsOf: (result: LabelledResult) => Signals | null,
): LabelledAnswer[] {
  const labelled = results
    .flatMap((result) => {
      const told = ofFast(result) && result.label !== null;
      const label = told ? settledLabel(result, now) : result.audit;
      const signals = signalsOf(result);
      // An audit stands for all the answers of its kind that were not drawn.
      const seen = told ? result.propensity : auditShares[ofFast(result) ? 'fast' : 'strong'];
      return signals === null || label === null ? [] : [{ result, label, signals, seen }];
    })
    .slice(-lastLabels);
  return labelled.map(({ result, label, signals, seen }, i) => ({
    signals,
    kind: result.kind,
    languageId: result.languageId,
    group: result.group,
    y: label.good ? 1 : 0,
    weight: (label.weight * 0.5 ** ((labelled.length - 1 - i) / halfLife)) / Math.max(smallestPropensity, seen),
    trust: label.weight,
  }));
}

const ofFast = ({ shown }: LabelledResult): boolean => shown === 'accepted' || shown === 'unverified';

/** Null where the labels are too few, or nearly all of one kind. */
export function fitVersion(
  version: string,
  results: readonly LabelledResult[],
  provenance: Provenance,
  strongPrior: Readonly<Record<TaskKind, number>>,
  now: number,
): VersionedArtefact | null {
  const rows = trainingRows(results, now);
  const good = rows.filter(({ y }) => y === 1).length;
  if (rows.length < fewestLabels || Math.min(good, rows.length - good) < fewestOfAKind) return null;
  return {
    version,
    madeAt: now,
    artefact: calibrationArtefact(rows, judgeBeliefs, provenance),
    hardness: fitHardness(results, now),
    strongRight: strongChances(results, strongPrior, now),
    seen: seenInput(rows),
  };
}

/** From all fast answers with a label, and those that were only asked to audit a strong one; features where the judge has signals. */
function fitHardness(results: readonly LabelledResult[], now: number): FittedJudge | null {
  const rows = labelledAnswers(results, now, ({ features }) => features);
  return rows.length < fewestForHardness ? null : fitJudge(rows, taskBeliefs).judge;
}

function strongChances(
  results: readonly LabelledResult[],
  prior: Readonly<Record<TaskKind, number>>,
  now: number,
): Partial<Record<TaskKind, number>> {
  const sums = new Map<TaskKind, { good: number; all: number }>();
  for (const result of results) {
    if (result.shown !== 'strong' || result.label === null || now - result.at < settledAfterMs) continue;
    const sum = sums.get(result.kind) ?? { good: 0, all: 0 };
    sum.all += result.label.weight;
    sum.good += result.label.good ? result.label.weight : 0;
    sums.set(result.kind, sum);
  }
  return Object.fromEntries(
    [...sums].map(([kind, { good, all }]) => [
      kind,
      (good + strongPriorWeight * prior[kind]) / (all + strongPriorWeight),
    ]),
  );
}
