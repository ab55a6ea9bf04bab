// Is what is scored still what was calibrated on? Languages, kinds and the distribution of p; in words.
import { shiftAlarms } from '../src/core/calibration/shift';
import { outsideSeen, seenInput } from '../src/core/calibration/seenInput';
import { inputOf, type MeasuredRow, type ScoredSet } from './scoredRows';

/** So small a share of inputs unlike the calibrated ones is ordinary. */
const fewOutside = 0.02;

export function shiftReasons(from: readonly MeasuredRow[], rows: readonly MeasuredRow[], set: ScoredSet): string[] {
  const inputs = (measured: readonly MeasuredRow[]) => measured.map(inputOf);
  const seen = seenInput(inputs(from));
  const outside = inputs(rows).filter((row) => outsideSeen(seen, row)?.rule === 'shift.input').length / rows.length;
  const messy = outside > fewOutside ? [`shift.input: share ${outside.toFixed(2)}`] : [];
  const alarms = shiftAlarms(
    { answers: inputs(from), chances: set.labels.map(({ p }) => p) },
    { answers: inputs(rows), chances: set.rows.map(({ p }) => p) },
  ).map(({ rule, data }) => {
    const shown = Object.entries(data).map(
      ([name, value]) => `${name} ${typeof value === 'number' ? value.toFixed(2) : String(value)}`,
    );
    return `${rule}: ${shown.join(', ')}`;
  });
  return [...alarms, ...messy];
}
