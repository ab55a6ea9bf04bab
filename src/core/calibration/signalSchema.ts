// From named signals to the columns of a fit: centred, scaled, and with a missing signal marked as missing. Fits nothing.
import type { Signals, TaskKind } from '../task';
import type { CoefficientPrior } from './fitLogistic';

/** One answer as the judge sees it. */
export interface JudgedAnswer {
  readonly signals: Signals;
  readonly kind: TaskKind;
  readonly languageId: string;
}

/** What is believed of a signal before any label: its sign and about its size, in log-odds for one standard deviation. */
export interface SignalBelief {
  readonly mean: number;
  /** How firmly, as the precision of a Gaussian. */
  readonly precision: number;
}

export interface SignalColumn {
  readonly name: string;
  readonly centre: number;
  readonly scale: number;
  /** True where some answers had no such signal: it gets an indicator of its own. */
  readonly indicator: boolean;
  readonly belief: SignalBelief;
}

/** Everything that makes columns out of signals; part of the artefact. */
export interface SignalSchema {
  readonly columns: readonly SignalColumn[];
  /** Kinds and languages with an intercept of their own, shrunken towards the global one. */
  readonly kinds: readonly TaskKind[];
  readonly languages: readonly string[];
}

/** Fewer answers than this do not give a kind or a language an intercept. */
const ownIntercept = 10;
/** Precision of the intercepts by kind and language, and of the indicators of missing signals. */
const shrinkage = 4;

/** The schema that these answers support: signals that vary, or that only some of them have. */
export function signalSchema(
  answers: readonly JudgedAnswer[],
  beliefs: Readonly<Record<string, SignalBelief>>,
): SignalSchema {
  const names = Object.keys(beliefs).filter((name) => answers.some(({ signals }) => signals[name] !== undefined));
  const columns = names.map((name): SignalColumn => {
    const values = answers.flatMap(({ signals }) => (signals[name] === undefined ? [] : [signals[name]]));
    const centre = values.reduce((sum, value) => sum + value, 0) / values.length;
    const scale = Math.sqrt(values.reduce((sum, value) => sum + (value - centre) ** 2, 0) / values.length);
    const belief = beliefs[name] ?? { mean: 0, precision: 1 };
    return { name, centre, scale, indicator: values.length < answers.length, belief };
  });
  return {
    columns: columns.filter(({ scale, indicator }) => scale > 1e-9 || indicator),
    kinds: frequent(answers.map(({ kind }) => kind)),
    languages: frequent(answers.map(({ languageId }) => languageId)),
  };
}

/** One number a column: each signal, its indicator where it has one, the kinds, the languages. */
export function schemaRow(schema: SignalSchema, answer: JudgedAnswer): number[] {
  const row: number[] = [];
  for (const { name, centre, scale, indicator } of schema.columns) {
    const value = answer.signals[name];
    // A missing signal says nothing by itself (0 is the mean), its absence may: that is the indicator's.
    row.push(value === undefined || scale <= 1e-9 ? 0 : Math.max(-4, Math.min(4, (value - centre) / scale)));
    if (indicator) row.push(value === undefined ? 1 : 0);
  }
  for (const kind of schema.kinds) row.push(answer.kind === kind ? 1 : 0);
  for (const language of schema.languages) row.push(answer.languageId === language ? 1 : 0);
  return row;
}

/** What is believed of each column, in the order of `schemaRow`. */
export function schemaPriors(schema: SignalSchema): CoefficientPrior[] {
  const priors: CoefficientPrior[] = [];
  for (const { belief, indicator } of schema.columns) {
    priors.push(belief);
    if (indicator) priors.push({ mean: 0, precision: shrinkage });
  }
  for (let i = 0; i < schema.kinds.length + schema.languages.length; i++) {
    priors.push({ mean: 0, precision: shrinkage });
  }
  return priors;
}

/** Values that stand apart from at least one other; a single kind or language is the global intercept already. */
function frequent<T extends string>(values: readonly T[]): T[] {
  const counts = new Map<T, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  if (counts.size < 2) return [];
  return [...counts].filter(([, count]) => count >= ownIntercept).map(([value]) => value);
}
