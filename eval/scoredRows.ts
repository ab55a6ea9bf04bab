// Gives each row what a judge and a route that have not seen its group say of it. Computes no figure.
import { acceptableChance, fitJudge, heldOut, type LabelledAnswer } from '../src/core/calibration/artefact';
import { judgeBeliefs, taskBeliefs } from '../src/core/calibration/beliefs';
import type { RiskLabel } from '../src/core/calibration/fixedSequence';
import { certifies } from '../src/core/calibration/labels';
import type { JudgedAnswer, SignalBelief } from '../src/core/calibration/signalSchema';
import type { Signals } from '../src/core/task';
import type { CascadeRow } from './cascadeRows';
import type { RowSignals } from './cascadeSignals';
import { timesOf, type RowTimes } from './simulatedTimes';

/** A row with its signals. */
export interface MeasuredRow {
  readonly row: CascadeRow;
  readonly signals: RowSignals;
}

export interface ScoredRow {
  readonly group: string;
  readonly weight: number;
  /** The fast and the strong answer: 1 good, 0 bad; strong null where not known. */
  readonly y: number;
  readonly s: number | null;
  /** P(fast good) as the judge says it, out of fold. */
  readonly said: number;
  /** P(fast good) by the judge on a scale that all folds share, P(strong good), P(fast bad) before any model. */
  readonly p: number;
  readonly q: number;
  readonly pHard: number;
  /** Which of the set's `foldLabels` are the labels outside this row's fold. */
  readonly fold: number;
  readonly fastCost: number;
  /** Dollars for the resamples that the judge used. */
  readonly judgeCost: number;
  readonly strongCost: number;
  readonly times: RowTimes;
  readonly signals: Signals;
  readonly measured: MeasuredRow;
}

/** A label that counts for a certificate. */
export type GroupLabel = RiskLabel & { readonly group: string };

export interface ScoredSet {
  readonly rows: readonly ScoredRow[];
  /** All labels: what a deployed threshold would be chosen from. */
  readonly labels: readonly GroupLabel[];
  /** For each fold the labels outside of it, with p from a fit outside of it: what scores the fold's own rows. */
  readonly foldLabels: readonly (readonly GroupLabel[])[];
}

type Beliefs = Readonly<Record<string, SignalBelief>>;
/** Of many rows fewer splits say as much, in half the time. */
export const foldsFor = (rows: readonly unknown[]): number => (rows.length > 1000 ? 5 : 10);
/** Nothing is known of a signal that only this log has. */
const unknownSignal: SignalBelief = { mean: 0, precision: 4 };

/** The signals that the judge sees of a row: its own, and one of its pairs of resamples, dealt out evenly. */
export function judgedSignals({ signals }: MeasuredRow, index: number): Signals {
  return { ...signals.free, ...signals.pairs[index % Math.max(1, signals.pairs.length)] };
}

/** What the check for unlike inputs sees of a row. */
export const inputOf = ({ row, signals }: MeasuredRow): JudgedAnswer => ({
  kind: row.kind,
  languageId: row.languageId,
  signals: { ...signals.free, ...signals.pairs[0] },
});

export function labelled(rows: readonly MeasuredRow[], kept: (name: string) => boolean = () => true): LabelledAnswer[] {
  return rows.map((measured, i) => ({
    ...base(measured.row, Number(measured.row.fast.ok), measured.row.weight),
    signals: Object.fromEntries(Object.entries(judgedSignals(measured, i)).filter(([name]) => kept(name))),
  }));
}

/** Beliefs for every signal that the rows have; those that nobody knows are believed to say nothing. */
export function beliefsFor(rows: readonly MeasuredRow[], known: Beliefs, own: (row: CascadeRow) => object): Beliefs {
  const names = new Set(rows.flatMap(({ row }) => Object.keys(own(row))));
  return { ...Object.fromEntries([...names].map((name) => [name, unknownSignal])), ...known };
}

export const judgeBeliefsFor = (rows: readonly MeasuredRow[]): Beliefs =>
  beliefsFor(rows, judgeBeliefs, (row) => row.signals);
const taskBeliefsFor = (rows: readonly MeasuredRow[]): Beliefs => beliefsFor(rows, taskBeliefs, (row) => row.features);

export function certifyingLabels(answers: readonly LabelledAnswer[], chances: readonly number[]): GroupLabel[] {
  return answers.flatMap((answer, i) =>
    !certifies({ good: answer.y === 1, weight: answer.trust ?? 1 })
      ? []
      : [{ p: chances[i] ?? 0.5, bad: answer.y === 0, group: answer.group }],
  );
}

/** Cross-validated by group: nothing that is said of a row was fitted on its group. */
export function scoreWithin(rows: readonly MeasuredRow[]): ScoredSet {
  const folds = foldsFor(rows);
  const answers = labelled(rows);
  const judged = heldOut(answers, judgeBeliefsFor(rows), folds, certifyingLabels);
  const chances = judged.map(({ aligned }) => aligned);
  const hard = taskChances(rows, (row) => ({ y: 1 - Number(row.fast.ok), weight: row.weight }));
  const strong = taskChances(rows, ({ strong: { ok }, weight }) => ({ y: ok ?? 0, weight: ok === null ? 0 : weight }));
  const foldLabels: (readonly GroupLabel[])[] = Array.from({ length: folds }, () => []);
  for (const { fold, derived } of judged) foldLabels[fold] = derived;
  return {
    labels: certifyingLabels(answers, chances),
    foldLabels,
    rows: rows.map((measured, i) =>
      scored(measured, i, {
        said: judged[i]?.p ?? 0.5,
        p: chances[i] ?? 0.5,
        q: strong[i] ?? 0.5,
        pHard: hard[i] ?? 0.5,
        fold: judged[i]?.fold ?? 0,
      }),
    ),
  };
}

/** Everything fitted on `from`, everything scored on `rows`. */
export function scoreAcross(from: readonly MeasuredRow[], rows: readonly MeasuredRow[]): ScoredSet {
  const answers = labelled(from);
  const { judge } = fitJudge(answers, judgeBeliefsFor(from));
  const apart = heldOut(answers, judgeBeliefsFor(from), foldsFor(from), () => null).map(({ aligned }) => aligned);
  const labels = certifyingLabels(answers, apart);
  const beliefs = taskBeliefsFor(from);
  const known = from.filter(({ row }) => row.strong.ok !== null);
  const hard = fitJudge(
    tasks(from, ({ fast, weight }) => ({ y: 1 - Number(fast.ok), weight })),
    beliefs,
  ).judge;
  const strong = fitJudge(
    tasks(known, (row) => ({ y: row.strong.ok ?? 0, weight: row.weight })),
    beliefs,
  ).judge;
  const toScore = labelled(rows);
  const asTasks = tasks(rows, () => ({ y: 0, weight: 1 }));
  return {
    labels,
    foldLabels: [labels],
    rows: rows.flatMap((measured, i) => {
      const [answer, task] = [toScore[i], asTasks[i]];
      if (answer === undefined || task === undefined) return [];
      const p = acceptableChance(judge, answer);
      const said = { said: p, p, q: acceptableChance(strong, task), pHard: acceptableChance(hard, task), fold: 0 };
      return [scored(measured, i, said)];
    }),
  };
}

function scored(
  measured: MeasuredRow,
  index: number,
  said: Pick<ScoredRow, 'said' | 'p' | 'q' | 'pHard' | 'fold'>,
): ScoredRow {
  const { row, signals } = measured;
  return {
    ...said,
    group: row.group,
    weight: row.weight,
    y: Number(row.fast.ok),
    s: row.strong.ok,
    fastCost: row.fast.cost,
    judgeCost: row.fast.cost * signals.samplesUsed,
    strongCost: row.strong.cost,
    times: timesOf(row, signals.samplesUsed > 0),
    signals: judgedSignals(measured, index),
    measured,
  };
}

function taskChances(
  rows: readonly MeasuredRow[],
  outcome: (row: CascadeRow) => { readonly y: number; readonly weight: number },
): number[] {
  return heldOut(tasks(rows, outcome), taskBeliefsFor(rows), foldsFor(rows), () => null).map(({ p }) => p);
}

function tasks(
  rows: readonly MeasuredRow[],
  outcome: (row: CascadeRow) => { readonly y: number; readonly weight: number },
): LabelledAnswer[] {
  return rows.map(({ row, signals }) => {
    const { y, weight } = outcome(row);
    return { ...base(row, y, weight), signals: signals.features };
  });
}

function base(row: CascadeRow, y: number, weight: number): Omit<LabelledAnswer, 'signals'> {
  return { group: row.group, kind: row.kind, languageId: row.languageId, y, weight, trust: row.trust };
}
