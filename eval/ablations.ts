// The judge without some of its signals, and each family alone: what every family is worth. Fitted anew each time.
import { heldOut } from '../src/core/calibration/artefact';
import { auroc } from '../src/core/calibration/metrics';
import type { WholeRow } from './cascadePolicies';
import { curveFigures, deferralCurve } from './deferralCurve';
import { judgeBeliefsFor, folds, labelled, type MeasuredRow } from './scoredRows';

export interface Ablation {
  readonly auroc: number | null;
  readonly strongShareAt95: number | null;
}

const families: Readonly<Record<string, readonly string[]>> = {
  tests: ['tests.'],
  behaviour: ['behaviour.'],
  resamples: ['samples.'],
  'log-probabilities': ['logprob.'],
};
const measured = Object.values(families).flat();
/** Larger sets would take minutes, and need no ablation to be believed. */
const mostRows = 1500;

/** @param whole the rows with both outcomes, in the order of `rows` where those are all */
export function ablations(rows: readonly MeasuredRow[], whole: readonly WholeRow[]): Record<string, Ablation> {
  if (rows.length > mostRows) return {};
  const has = (prefixes: readonly string[]) => (name: string) => prefixes.some((prefix) => name.startsWith(prefix));
  const names = new Set(labelled(rows).flatMap(({ signals }) => Object.keys(signals)));
  const present = Object.entries(families).filter(([, prefixes]) => [...names].some(has(prefixes)));
  const result: Record<string, Ablation> = {};
  const add = (label: string, kept: (name: string) => boolean): void => {
    if ([...names].some(kept)) result[label] = judgedWith(rows, whole, kept);
  };
  for (const [family, prefixes] of present) {
    add(`${family} alone`, has(prefixes));
    add(`without ${family}`, (name) => !has(prefixes)(name));
  }
  if (present.length > 0) add('static alone', (name) => !has(measured)(name));
  return result;
}

function judgedWith(
  rows: readonly MeasuredRow[],
  whole: readonly WholeRow[],
  kept: (name: string) => boolean,
): Ablation {
  const answers = labelled(rows, kept);
  const chances = heldOut(answers, judgeBeliefsFor(rows), folds, () => null).map(({ aligned }) => aligned);
  const byRow = new Map(rows.map((row, i) => [row, chances[i] ?? 0.5]));
  const curve = deferralCurve(
    whole.map((row) => ({ ...row, trust: byRow.get(row.measured) ?? 0.5, fastCost: row.fastCost + row.judgeCost })),
  );
  return {
    auroc: auroc(answers.map(({ y, weight }, i) => ({ p: chances[i] ?? 0.5, y, weight }))),
    strongShareAt95: whole.length === 0 ? null : curveFigures(curve, 1).strongShareAt95,
  };
}
