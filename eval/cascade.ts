// The `cascade` command: recorded outcomes of two tiers in, one report object out.
import { readFile, writeFile } from 'node:fs/promises';
import { calibrationArtefact } from '../src/core/calibration/artefact';
import { seenInput } from '../src/core/calibration/seenInput';
import type { VersionedArtefact } from '../src/core/calibration/versionedArtefact';
import { errorSentence, isRow, type Command } from './command';
import { createAnalyser } from './analyser';
import { cascadeReport } from './cascadeReport';
import { cascadeRow, type CascadeRow } from './cascadeRows';
import { rowSignals } from './cascadeSignals';
import { writeReport } from './reportFiles';
import { judgeBeliefsFor, labelled, type MeasuredRow } from './scoredRows';
import type { Aim } from '../src/core/settings';

const aims: readonly Aim[] = ['cost', 'speed', 'balanced', 'quality'];
const fewestRows = 20;

export const cascade: Command = async (lines, options, write) => {
  const aim = aims.find((known) => known === (options['aim'] ?? 'balanced'));
  if (aim === undefined) throw new Error(`--aim must be one of ${aims.join(', ')}.`);
  const read = await readRows(lines, write);
  const other = options['calibrate'] === undefined ? null : await readRows(linesIn(options['calibrate']), write);
  const rows = await measure(read.rows);
  const from = other === null ? null : await measure(other.rows);
  for (const set of [rows, from ?? rows]) {
    if (set.length < fewestRows)
      throw new Error(`${set.length} rows have an outcome of the fast tier; ${fewestRows} are the fewest.`);
  }
  const report = cascadeReport(rows, from, aim);
  await write(report);
  if (options['artefact'] !== undefined) await writeArtefact(options['artefact'], rows);
  if (options['report'] !== undefined) await writeReport(options['report'], report, options);
  return read.failed || other?.failed === true ? 1 : 0;
};

export async function readRows(
  lines: AsyncIterable<string>,
  write: (value: unknown) => Promise<void>,
): Promise<{ readonly rows: CascadeRow[]; readonly failed: boolean }> {
  const rows: CascadeRow[] = [];
  let failed = false;
  for await (const line of lines) {
    let id: unknown = null;
    try {
      const row: unknown = JSON.parse(line);
      if (!isRow(row)) throw new Error('A line must be a JSON object.');
      id = row['id'] ?? null;
      rows.push(cascadeRow(row));
    } catch (error) {
      failed = true;
      await write({ id, error: errorSentence(error) });
    }
  }
  return { rows, failed };
}

export async function* linesIn(file: string): AsyncGenerator<string> {
  for (const line of (await readFile(file, 'utf8')).split('\n')) if (line.trim() !== '') yield line;
}

/** Rows without a fast outcome teach the judge nothing, and are left out. */
export async function measure(rows: readonly CascadeRow[]): Promise<MeasuredRow[]> {
  const syntax = createAnalyser();
  const measured: MeasuredRow[] = [];
  for (const row of rows) {
    if (row.fast.ok !== null && row.weight > 0) measured.push({ row, signals: await rowSignals(row, syntax) });
  }
  return measured;
}

/** One judge for all rows, such as many users' exported traces, as a team's policy takes it. Which models answered is not in the rows. */
async function writeArtefact(file: string, rows: readonly MeasuredRow[]): Promise<void> {
  const now = new Date();
  const date = now.toISOString().slice(0, 10);
  const provenance = { source: 'prior', fastModel: '', strongModel: '', promptHash: '', date };
  const answers = labelled(rows);
  const versioned: VersionedArtefact = {
    version: `team-${date}`,
    madeAt: now.getTime(),
    artefact: calibrationArtefact(answers, judgeBeliefsFor(rows), provenance),
    hardness: null,
    strongRight: {},
    seen: seenInput(answers),
  };
  await writeFile(file, `${JSON.stringify(versioned, null, 2)}\n`);
}
