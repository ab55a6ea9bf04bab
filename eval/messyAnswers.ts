// The `messy-answers` command: what real models make of messy inputs, and whether a bound certified on clean ones still holds on them,
// with and without the check that notices mess. Rows of `run --mess all` in, rows of `run` on the same set to calibrate on.
import { mkdir, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { basename, join } from 'node:path';
import { delta } from '../src/core/aims';
import { foldsByGroup } from '../src/core/calibration/folds';
import { outsideSeen, seenInput } from '../src/core/calibration/seenInput';
import { linesIn, measure, readRows } from './cascade';
import type { Command } from './command';
import { messLabels, messOf } from './messyRows';
import { inputOf, scoreAcross, type MeasuredRow } from './scoredRows';
import { violationsOf, type Truth } from './violations';

/** A row is calibrated on the other half of the groups, so that no problem stands on both sides. */
const halves = 2;
const splits = 500;
/** With fewer rows one answer moves the risk by more than a point. */
const fewest = 100;
const alphas = [0.1, 0.2, 0.3];

interface Scored {
  readonly p: number;
  readonly bad: number;
  readonly noticed: boolean;
}

interface Bound {
  readonly alpha: number;
  /** Shares of all splits: anything certified, and the bound broken on clean inputs, on messy ones, and on those not noticed. */
  readonly certified: number;
  readonly clean: number;
  readonly messy: number;
  readonly checked: number;
}

export const messyAnswers: Command = async (lines, options, write) => {
  const other = options['calibrate'];
  if (other === undefined) throw new Error('--calibrate FILE is needed: rows of run on the same set without the mess.');
  const [dirty, tidy] = [await readRows(lines, write), await readRows(linesIn(other), write)];
  const [messy, clean] = [await measure(dirty.rows), await measure(tidy.rows)];
  const groups = foldsByGroup(
    [...messy, ...clean].map(({ row }) => row),
    halves,
  );
  const half = (rows: readonly MeasuredRow[], from: number, kept: (fold: number) => boolean): MeasuredRow[] =>
    rows.filter((_row, i) => kept(groups[from + i] ?? 0));
  const parts = Array.from({ length: halves }, (_, fold) => {
    const calibrated = half(clean, messy.length, (one) => one !== fold);
    const seen = seenInput(calibrated.map(inputOf));
    const scored = (rows: readonly MeasuredRow[]): Scored[] =>
      scoreAcross(calibrated, rows).rows.map(({ p, y, measured }) => ({
        ...{ p, bad: 1 - y },
        noticed: outsideSeen(seen, inputOf(measured)) !== null,
      }));
    return {
      labels: scoreAcross(calibrated, calibrated).labels,
      clean: scored(half(clean, messy.length, (one) => one === fold)),
      rows: half(messy, 0, (one) => one === fold),
      messy: scored(half(messy, 0, (one) => one === fold)),
    };
  });
  const bounds = alphas.map((alpha): Bound => {
    const mean = (truth: (part: (typeof parts)[number]) => readonly Truth[], of: 'rate' | 'certifiedShare'): number =>
      parts.reduce((sum, part) => sum + violationsOf(part.labels, truth(part), { alpha, delta }, splits)[of], 0) /
      halves;
    return {
      alpha,
      certified: mean((part) => part.clean, 'certifiedShare'),
      clean: mean((part) => part.clean, 'rate'),
      messy: mean((part) => part.messy, 'rate'),
      checked: mean((part) => part.messy.filter(({ noticed }) => !noticed), 'rate'),
    };
  });
  const all = parts.flatMap(({ rows, messy: scored }) =>
    rows.map(({ row }, i) => ({ row, noticed: scored[i]?.noticed })),
  );
  const right = (rows: readonly { readonly row: MeasuredRow['row'] }[], tier: 'fast' | 'strong'): number =>
    rows.filter(({ row }) => row[tier].ok === 1).length / Math.max(1, rows.length);
  const byMess = Map.groupBy(all, ({ row }) => messOf(row.hole?.prefix ?? ''));
  const kinds = messLabels.flatMap((mess, at) => {
    const rows = byMess.get(at) ?? [];
    if (rows.length === 0) return [];
    const noticed = rows.filter((one) => one.noticed).length / rows.length;
    return [{ mess, n: rows.length, fast: right(rows, 'fast'), strong: right(rows, 'strong'), noticed }];
  });
  const asked = new Set(messy.map(({ row }) => row.id));
  const same = clean.filter(({ row }) => asked.has(row.id));
  const falseAlarms = parts.flatMap((part) => part.clean).filter(({ noticed }) => noticed).length / clean.length;
  const report = {
    ...{ n: messy.length, kinds, bounds, delta, splits, falseAlarms },
    unnoticed: all.filter(({ noticed }) => noticed !== true).length,
    clean: { n: same.length, fast: right(same, 'fast'), strong: right(same, 'strong') },
    all: { fast: right(messy, 'fast'), strong: right(messy, 'strong') },
  };
  await write(report);
  const folder = options['report'];
  if (folder !== undefined) {
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'report.md'), markdown(report, { ...options, folder }));
  }
  return dirty.failed || tidy.failed ? 1 : 0;
};

interface Rates {
  readonly fast: number;
  readonly strong: number;
}

interface Report {
  readonly n: number;
  readonly clean: Rates & { readonly n: number };
  readonly all: Rates;
  readonly kinds: readonly (Rates & { readonly mess: string; readonly n: number; readonly noticed: number })[];
  readonly bounds: readonly Bound[];
  readonly delta: number;
  readonly splits: number;
  readonly falseAlarms: number;
  readonly unnoticed: number;
}

function markdown(report: Report, options: Readonly<Record<string, string>>): string {
  const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
  const file = (name: string): string => basename(options[name] ?? 'ROWS');
  const { clean, all } = report;
  return [
    '# Messy inputs, answered by real models',
    '',
    `\`npm run -s eval -- messy-answers --in ${file('in')} --calibrate ${file('calibrate')} --report ${options['folder'] ?? ''}\``,
    '',
    `${cpus()[0]?.model ?? 'unknown processor'}, ${cpus().length} cores, Node ${process.versions.node}, ${new Date().toISOString().slice(0, 10)}.`,
    '',
    `${report.n} holes with mess above the code (\`run --mess all\`), each kind and degree in turn; the tests run on the file without it.`,
    `Of the same ${clean.n} holes without mess fast answers ${percent(clean.fast)} right and strong ${percent(clean.strong)}, with it ${percent(all.fast)} and ${percent(all.strong)}.`,
    '',
    '| mess | holes | fast right | strong right | noticed |',
    '| --- | --- | --- | --- | --- |',
    ...report.kinds.map(
      (each) =>
        `| ${each.mess} | ${each.n} | ${percent(each.fast)} | ${percent(each.strong)} | ${percent(each.noticed)} |`,
    ),
    '',
    '## Does a bound that was certified on clean inputs hold?',
    '',
    `Calibrated on the clean rows of one half of the problems, scored on the other half, both ways; shares of ${report.splits} splits in which`,
    `the bound is broken (δ ${report.delta}). "With the check" leaves out what is noticed: it falls back to the prior and is marked so.`,
    `Of clean inputs ${percent(report.falseAlarms)} are taken for messy.`,
    `The risk on what is left is that of ${report.unnoticed} rows${report.unnoticed < fewest ? ', too few to tell whether the check helps here or harms' : ''}.`,
    '',
    '| α | certified | broken on clean inputs | broken on messy ones | with the check |',
    '| --- | --- | --- | --- | --- |',
    ...report.bounds.map(
      (each) =>
        `| ${each.alpha} | ${percent(each.certified)} | ${percent(each.clean)} | ${percent(each.messy)} | ${percent(each.checked)} |`,
    ),
    '',
  ].join('\n');
}
