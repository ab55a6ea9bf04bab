// The `judge-prior` command: weights of the judge before there are outcomes of the user's own, from recorded answers. From rows of
// `run`: for completions (`core/judging/completionPrior`), both tiers' answers; with `--task edit`, from rows of `cascade` with
// resamples: what their agreement is worth (`core/judging/agreementPrior`). No problem stands on both sides of a fold.
import { foldsByGroup } from '../src/core/calibration/folds';
import { fitLogistic } from '../src/core/calibration/fitLogistic';
import { auroc } from '../src/core/calibration/metrics';
import { logistic, logit, type Weight } from '../src/core/logistic';
import { vetoes } from '../src/core/judging/veto';
import type { Signals } from '../src/core/task';
import { createAnalyser } from './analyser';
import { isRow, type Command } from './command';
import { cascadeRow } from './cascadeRows';
import { rowSignals } from './cascadeSignals';
import type { Row } from './rows';

interface Answer {
  readonly group: string;
  readonly tier: 'fast' | 'strong';
  readonly signals: Signals;
  readonly y: number;
}

interface Column {
  readonly name: string;
  readonly scale: 'linear' | 'log' | 'flag';
  /** Whether more of it is better: a fit that says otherwise has learnt the set and not the world, and goes without it. */
  readonly sign: 1 | -1;
}

const confidence: readonly Column[] = [
  { name: 'logprob.doubt', scale: 'linear', sign: -1 },
  { name: 'logprob.mean', scale: 'linear', sign: 1 },
  { name: 'logprob.min', scale: 'linear', sign: 1 },
  { name: 'logprob.q25', scale: 'linear', sign: 1 },
  { name: 'logprob.first', scale: 'linear', sign: 1 },
];
const fit: readonly Column[] = [
  { name: 'text.words', scale: 'log', sign: -1 },
  { name: 'fit.lines', scale: 'log', sign: -1 },
  { name: 'fit.unknownShare', scale: 'linear', sign: -1 },
  { name: 'fit.unknownNames', scale: 'log', sign: -1 },
  { name: 'fit.brackets', scale: 'linear', sign: -1 },
  { name: 'fit.openBlock', scale: 'flag', sign: -1 },
  { name: 'fit.openString', scale: 'flag', sign: -1 },
  { name: 'fit.indentMismatch', scale: 'flag', sign: -1 },
  { name: 'fit.unreachable', scale: 'flag', sign: -1 },
  { name: 'fit.unusedNames', scale: 'flag', sign: -1 },
  { name: 'fit.namesOwed', scale: 'flag', sign: -1 },
  { name: 'fit.repeatsNext', scale: 'flag', sign: -1 },
  { name: 'fit.repeatsPrevious', scale: 'flag', sign: -1 },
  { name: 'fit.linesSeenAbove', scale: 'linear', sign: -1 },
];
/** By text, as in production, where no code is run that a model wrote. */
const agreement: readonly Column[] = [{ name: 'samples.agreement', scale: 'linear', sign: 1 }];
/** A ridge of this strength on standardised columns; a few hundred answers carry a dozen weights so. */
const ridge = 4;
const folds = 10;

export const judgePrior: Command = async (lines, options, write) => {
  const edits = options['task'] === 'edit';
  if (!edits && options['task'] !== undefined) throw new Error('--task must be edit, or left out for completions.');
  const answers: Answer[] = [];
  const syntax = createAnalyser();
  for await (const line of lines) {
    const row: unknown = JSON.parse(line);
    if (!isRow(row)) throw new Error('A line must be a JSON object.');
    for (const tier of edits ? (['fast'] as const) : (['fast', 'strong'] as const)) {
      const read = cascadeRow(asFast(row, tier));
      if (read.fast.ok === null || (read.fast.text ?? '').trim() === '') continue;
      const { free, pairs } = await rowSignals(read, syntax);
      // What is vetoed is not scored.
      if (!edits && vetoes('complete', free, []).length > 0) continue;
      answers.push({ group: read.group, tier, signals: edits ? meanAgreement(pairs) : free, y: read.fast.ok });
    }
  }
  if (edits) await write(fitted(answers, agreement));
  else await write({ withLogprobs: fitted(answers, [...confidence, ...fit]), withoutLogprobs: fitted(answers, fit) });
  return 0;
};

/** Over all pairs of resamples. */
function meanAgreement(pairs: readonly Signals[]): Signals {
  const values = pairs.flatMap((pair) => pair['samples.agreement'] ?? []);
  if (values.length === 0) return {};
  return { 'samples.agreement': values.reduce((sum, value) => sum + value, 0) / values.length };
}

/** The judge looks at the tier that is called fast. */
function asFast(row: Row, tier: string): Row {
  return { ...row, fast: row[tier] };
}

function fitted(answers: readonly Answer[], columns: readonly Column[]): object {
  const assigned = foldsByGroup(answers, folds);
  const chances = answers.map(() => 0.5);
  for (let fold = 0; fold < folds; fold++) {
    const { base, weights } = weightsOf(
      answers.filter((_answer, i) => assigned[i] !== fold),
      columns,
    );
    answers.forEach(({ signals }, i) => {
      if (assigned[i] === fold) chances[i] = logistic(logit(base), weights, signals).p;
    });
  }
  const ranked = (tier: string, by: (answer: Answer, i: number) => number | undefined): number | null => {
    const forecasts = answers.flatMap((answer, i) => {
      const p = by(answer, i);
      return answer.tier === tier && p !== undefined ? [{ p, y: answer.y }] : [];
    });
    const value = auroc(forecasts);
    return value === null ? null : Math.round(Math.max(value, 1 - value) * 1000) / 1000;
  };
  const alone = (tier: string): Record<string, number | null> =>
    Object.fromEntries(columns.map(({ name }) => [name, ranked(tier, ({ signals }) => signals[name])]));
  return {
    n: answers.length,
    good: answers.filter(({ y }) => y === 1).length,
    auroc: { fast: ranked('fast', (_a, i) => chances[i]), strong: ranked('strong', (_a, i) => chances[i]) },
    alone: { fast: alone('fast'), strong: alone('strong') },
    ...weightsOf(answers, columns),
  };
}

const rounded = (value: number): number => Math.round(value * 1000) / 1000;

/** Without the columns that point the wrong way, the most wrong one first. */
function weightsOf(answers: readonly Answer[], columns: readonly Column[]): FittedWeights {
  for (let used = columns; ;) {
    const result = plainWeights(answers, used);
    const wrong = used.filter(
      ({ name, sign }) => (result.weights.find((one) => one.name === name)?.weight ?? 0) * sign < 0,
    );
    if (wrong.length === 0) return result;
    const size = ({ name }: Column): number => result.weights.find((one) => one.name === name)?.cap ?? 0;
    const worst = wrong.reduce((a, b) => (size(b) > size(a) ? b : a));
    used = used.filter((column) => column !== worst);
  }
}

interface FittedWeights {
  readonly base: number;
  readonly weights: readonly Weight[];
}

function plainWeights(answers: readonly Answer[], columns: readonly Column[]): FittedWeights {
  const bent = (value: number, scale: Column['scale']): number =>
    scale === 'log' ? Math.log1p(Math.max(0, value)) : scale === 'flag' ? Number(value > 0) : value;
  const measured = columns.map(({ name, scale }) => {
    const values = answers.flatMap(({ signals }) => (signals[name] === undefined ? [] : [bent(signals[name], scale)]));
    const mean = values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
    const spread = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, values.length));
    return { name, scale, mean, spread };
  });
  const used = measured.filter(({ spread }) => spread > 1e-9);
  const { intercept, coefficients } = fitLogistic(
    answers.map(({ signals, y }) => ({
      x: used.map(({ name, scale, mean, spread }) => {
        const value = signals[name];
        return value === undefined ? 0 : (bent(value, scale) - mean) / spread;
      }),
      y,
    })),
    used.map(() => ({ mean: 0, precision: ridge })),
  );
  const weights = used.map(({ name, scale, mean, spread }, i): Weight => {
    const weight = coefficients[i] ?? 0;
    // A flag's centre is 0 in the sum, so what it is worth on average goes into the base.
    return {
      name,
      weight: rounded(weight / spread),
      centre: scale === 'log' ? rounded(Math.expm1(mean)) : scale === 'flag' ? 0 : rounded(mean),
      ...(scale !== 'linear' && { scale }),
      // Two and a half standard deviations: beyond them nothing was seen.
      cap: rounded(Math.max(0.1, Math.abs(weight) * (scale === 'flag' ? 1 / spread : 2.5))),
    };
  });
  const flags = used.reduce(
    (sum, { scale, mean, spread }, i) => sum - (scale === 'flag' ? ((coefficients[i] ?? 0) * mean) / spread : 0),
    0,
  );
  return { base: rounded(1 / (1 + Math.exp(-(intercept + flags)))), weights };
}
