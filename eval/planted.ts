// The `planted` command: bugs planted in real packages, the trace that the packages' own tests print, and whether the collected
// context holds the file at fault. Everything fetched stays in --out; --report DIR writes the Markdown that is committed.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readTrace } from '../src/core/tasks/debugTask';
import { errorSentence, type Command } from './command';
import { fetchPackage } from './planted/fetchPackage';
import { plant } from './planted/plant';
import { plantedReport, type PlantedResult } from './planted/report';
import { plantedBugs, plantedPackages, type PlantedBug } from './planted/table';
import { createRouteRow } from './route';
import { optionalText, type Row } from './rows';
import { filesBelow } from './sourceFolder';

export const planted: Command = async (_lines, options, write) => {
  if (options['out'] === undefined) throw new Error('--out DIR is needed: what is fetched and planted is kept there.');
  const out = resolve(options['out']);
  const only = options['only']?.split(',');
  const answer = createRouteRow();
  const results: PlantedResult[] = [];
  const rows: Row[] = [];
  const unplanted: string[] = [];
  for (const bug of plantedBugs) {
    if (only !== undefined && !only.includes(bug.package)) continue;
    process.stderr.write(`${bug.id}\n`);
    try {
      const row = rowOf(bug, out);
      rows.push(row);
      const result = judged(bug, row, await answer(row));
      results.push(result);
      await write(result);
    } catch (error) {
      // One package that is gone, or one tool that this machine has not, must not hide the others.
      unplanted.push(`${bug.id}: ${errorSentence(error)}`);
      await write({ id: bug.id, error: errorSentence(error) });
    }
  }
  writeFileSync(join(out, 'route.jsonl'), rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
  const report = options['report'];
  if (report !== undefined) {
    mkdirSync(report, { recursive: true });
    writeFileSync(join(report, 'report.md'), plantedReport(results, unplanted, report));
  }
  return unplanted.length === 0 ? 0 : 1;
};

/** The bug as a line of the `route` command. */
function rowOf(bug: PlantedBug, out: string): Row {
  const found = plantedPackages.find((one) => one.name === bug.package);
  if (found === undefined) throw new Error(`${bug.id}: the table has no package ${bug.package}.`);
  const folder = join(out, found.name);
  fetchPackage(found, folder);
  const { root, printed } = plant(bug, found, folder);
  return { id: bug.id, task: 'debug', language: found.language, text: '', trace: printed, root };
}

interface Piece {
  readonly file: string;
  readonly startLine: number;
  readonly endLine: number;
}

function judged(bug: PlantedBug, row: Row, answered: unknown): PlantedResult {
  const { context, contextTokens } = answered as { context: readonly Piece[]; contextTokens: number };
  const root = optionalText(row, 'root') ?? '';
  const sources = filesBelow(root);
  const read = readTrace(optionalText(row, 'trace') ?? '', sources.paths, sources.folders, () => performance.now());
  const line = lineOf(bug, sources.read(bug.file) ?? '');
  const files = [...new Set(context.map((piece) => piece.file))];
  return {
    id: bug.id,
    package: bug.package,
    culprit: bug.file,
    frames: read.frames.length,
    onFrame: read.frames.some((frame) => frame.path === bug.file),
    inContext: files.includes(bug.file),
    linesInContext: context.some(
      ({ file, startLine, endLine }) => file === bug.file && startLine <= line && line <= endLine,
    ),
    place: files.indexOf(bug.file) + 1,
    files: files.length,
    tokens: contextTokens,
  };
}

/** The first line that the bug changed. */
function lineOf(bug: PlantedBug, text: string): number {
  const before = bug.search.split('\n');
  const same = bug.replace.split('\n').findIndex((line, at) => line !== before[at]);
  const start = text.slice(0, text.indexOf(bug.replace)).split('\n').length;
  return start + Math.max(0, same);
}
