// How well each signal alone ranks right answers above wrong ones; mean over all pairs of resamples.
import { judgeBeliefs } from '../src/core/calibration/beliefs';
import { auroc, type Forecast } from '../src/core/calibration/metrics';
import type { ScoredRow } from './scoredRows';

/** By name; over the rows that have the signal. Turned round where less is believed to be better, never by looking at the labels. */
export function aurocBySignal(rows: readonly ScoredRow[]): Record<string, number> {
  const freely = new Set(rows.flatMap(({ measured }) => Object.keys(measured.signals.free)));
  const paired = new Set(rows.flatMap(({ measured }) => measured.signals.pairs.flatMap((pair) => Object.keys(pair))));
  const ranked: Record<string, number> = {};
  for (const name of [...freely, ...paired].sort()) {
    const pairs = paired.has(name) ? Math.max(...rows.map(({ measured }) => measured.signals.pairs.length)) : 1;
    const values: number[] = [];
    for (let pair = 0; pair < pairs; pair++) {
      const value = auroc(rows.flatMap((row) => forecast(row, name, pair)));
      if (value !== null) values.push(value);
    }
    if (values.length > 0) ranked[name] = values.reduce((sum, value) => sum + value, 0) / values.length;
  }
  return ranked;
}

function forecast({ measured, y, weight }: ScoredRow, name: string, pair: number): Forecast[] {
  const { pairs, free } = measured.signals;
  const value = pairs[pair % Math.max(1, pairs.length)]?.[name] ?? free[name];
  if (value === undefined) return [];
  return [{ p: (judgeBeliefs[name]?.mean ?? 0) < 0 ? -value : value, y, weight }];
}
