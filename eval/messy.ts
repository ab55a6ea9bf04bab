// The `messy` command: how much mess the shift check notices, how often it cries at clean inputs, and what the bound would be worth
// where mess makes answers bad without the judge knowing it. The last is a world made up: no model has answered the messy inputs.
import { mkdir, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { delta } from '../src/core/aims';
import { foldsByGroup } from '../src/core/calibration/folds';
import { outsideSeen, seenInput } from '../src/core/calibration/seenInput';
import { measure } from './cascade';
import { cascadeRow, type CascadeRow } from './cascadeRows';
import { isRow, type Command } from './command';
import { messes, messyRow } from './messyRows';
import { inputOf, scoreWithin, type MeasuredRow, type ScoredSet } from './scoredRows';
import { violationsOf } from './violations';

const folds = 10;
const splits = 500;
const alpha = 0.2;
/** Shares of the inputs that are messy, and of their good answers that the mess makes bad. */
const messyShares = [0.1, 0.25, 0.5];
const spoilt = [0.1, 0.3, 0.5];

interface Noticed {
  readonly mess: string;
  readonly degree: number;
  /** Share of the messy inputs that fall back to the prior. */
  readonly share: number;
}

interface World {
  readonly messy: number;
  readonly spoilt: number;
  /** Violations of the bound over all splits, unnoticed and with the check. */
  readonly unnoticed: number;
  readonly checked: number;
}

export const messy: Command = async (lines, options, write) => {
  const rows: CascadeRow[] = [];
  for await (const line of lines) {
    const row: unknown = JSON.parse(line);
    if (isRow(row)) rows.push(cascadeRow(row));
  }
  const usable = rows.filter(({ prompt }) => prompt !== null);
  if (usable.length < 20) throw new Error(`${usable.length} rows have a prompt; 20 are the fewest.`);
  const clean = await measure(usable);
  const assigned = foldsByGroup(
    clean.map(({ row }) => row),
    folds,
  );
  // Each input is held against what the other folds have shown, as a calibration has not seen the input of today.
  const seen = Array.from({ length: folds }, (_, fold) =>
    seenInput(clean.filter((_row, i) => assigned[i] !== fold).map(inputOf)),
  );
  const outside = (measured: readonly MeasuredRow[]): boolean[] =>
    measured.map((each, i) => {
      const known = seen[assigned[i] ?? 0];
      return known !== undefined && outsideSeen(known, inputOf(each)) !== null;
    });
  const noticed: Noticed[] = [];
  const note = async (mess: string, degree: number, made: (row: CascadeRow) => CascadeRow): Promise<void> => {
    noticed.push({ mess, degree, share: shareOf(outside(await measure(clean.map(({ row }) => made(row))))) });
  };
  for (const { name, degrees, above } of messes) {
    for (const degree of degrees) await note(name, degree, (row) => messyRow(row, above(degree)));
  }
  await note('a programming language not seen', 1, (row) => ({ ...row, languageId: 'cobol' }));
  const set = scoreWithin(clean);
  const caught = noticed.reduce((sum, { share }) => sum + share, 0) / noticed.length;
  const worlds = messyShares.flatMap((messyShare) => spoilt.map((share) => world(set, messyShare, share, caught)));
  const report = { n: clean.length, falseAlarms: shareOf(outside(clean)), noticed, alpha, delta, splits, worlds };
  await write(report);
  const folder = options['report'];
  if (folder === undefined) return 0;
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'report.md'), markdown(report, options['in'] ?? 'LOG', folder));
  return 0;
};

const shareOf = (flags: readonly boolean[]): number => flags.filter(Boolean).length / flags.length;

/** Calibrated on clean inputs. Of the messy ones those that are noticed leave the certified set. */
function world({ labels, rows }: ScoredSet, messyShare: number, share: number, caught: number): World {
  const rate = (noticedShare: number): number => {
    const clean = 1 - messyShare;
    const left = messyShare * (1 - noticedShare);
    const truth = rows.map(({ p, y }) => ({
      p,
      weight: clean + left,
      bad: y === 0 ? 1 : clean + left === 0 ? 0 : (left * share) / (clean + left),
    }));
    return violationsOf(labels, truth, { alpha, delta }, splits).rate;
  };
  return { messy: messyShare, spoilt: share, unnoticed: rate(0), checked: rate(caught) };
}

interface Report {
  readonly n: number;
  readonly falseAlarms: number;
  readonly noticed: readonly Noticed[];
  readonly alpha: number;
  readonly delta: number;
  readonly splits: number;
  readonly worlds: readonly World[];
}

function markdown(report: Report, log: string, folder: string): string {
  const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
  return [
    '# Inputs made messy',
    '',
    `\`npm run -s eval -- messy --in ${basename(log)} --report ${folder}\`, ${new Date().toISOString().slice(0, 10)}`,
    '',
    'An input unlike all that was calibrated on falls back to the prior, and is marked so. Each of the',
    `${report.n} inputs is held against the other nine tenths, clean and messy. Of the clean ones ${percent(report.falseAlarms)} are taken for unlike.`,
    '',
    '| mess | how much | noticed |',
    '| --- | --- | --- |',
    ...report.noticed.map(({ mess, degree, share }) => `| ${mess} | ${degree} | ${percent(share)} |`),
    '',
    '## What that would be worth',
    '',
    'Nobody has asked models about the messy inputs, so this is a world made up: a share of the inputs is messy, the mess turns a share of',
    'their good answers bad, and the judge says the same p as before. The threshold is certified on clean answers.',
    `Shares of ${report.splits} splits in which the bound of ${report.alpha} (δ ${report.delta}) is broken; "with the check" takes out as many of the messy`,
    'inputs as it notices on average over the table above.',
    '',
    '| messy inputs | good answers turned bad | broken, unnoticed | broken, with the check |',
    '| --- | --- | --- | --- |',
    ...report.worlds.map(
      (each) =>
        `| ${percent(each.messy)} | ${percent(each.spoilt)} | ${percent(each.unnoticed)} | ${percent(each.checked)} |`,
    ),
    '',
  ].join('\n');
}
