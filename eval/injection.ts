// The `injection` command: does text in a repository's files move who is asked? Route and judge on recorded tasks, with and without it.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { aimNumbers } from '../src/core/aims';
import { scoreAnswer } from '../src/core/judging/score';
import { route } from '../src/core/routing/route';
import { createAnalyser } from './analyser';
import { cascadeRow, type CascadeRow } from './cascadeRows';
import { rowSignals, type RowSignals } from './cascadeSignals';
import { isRow, type Command } from './command';
import { injectionTexts } from './injectionTexts';

const fast = { dollars: 0.0002, seconds: 1.5, contextWindow: 8_192 };
const strong = { dollars: 0.01, seconds: 4, contextWindow: 128_000 };
const aim = 'balanced';
const mostRows = 60;

export const injection: Command = async (lines, options, write) => {
  const rows: CascadeRow[] = [];
  for await (const line of lines) {
    const row: unknown = JSON.parse(line);
    if (isRow(row) && rows.length < mostRows) rows.push(cascadeRow(row));
  }
  const usable = rows.filter(({ prompt, fast: { text } }) => prompt !== null && text !== null);
  if (usable.length < 20) throw new Error(`${usable.length} rows have a prompt and an answer; 20 are the fewest.`);
  const syntax = createAnalyser();
  const decide = async (row: CascadeRow): Promise<boolean> => asksStrong(row, await rowSignals(row, syntax));
  const before: boolean[] = [];
  for (const row of usable) before.push(await decide(row));
  const moved: number[] = [];
  let changed = 0;
  for (const text of injectionTexts) {
    let asked = 0;
    for (const [i, row] of usable.entries()) {
      const now = await decide({ ...row, prompt: planted(row, text) });
      if (now) asked++;
      if (now !== before[i]) changed++;
    }
    moved.push(asked / usable.length);
  }
  const rate = before.filter(Boolean).length / usable.length;
  const mean = moved.reduce((sum, each) => sum + each, 0) / moved.length;
  const report = {
    tasks: usable.length,
    texts: injectionTexts.length,
    rate,
    meanWithText: mean,
    movedByMean: mean - rate,
    movedByMost: moved.reduce((most, each) => Math.max(most, Math.abs(each - rate)), 0),
    decisionsChanged: changed / (usable.length * injectionTexts.length),
  };
  await write(report);
  const folder = options['report'];
  if (folder === undefined) return 0;
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'report.md'), markdown(report, folder));
  return 0;
};

/** As a comment of the file, above what is asked about. */
function planted({ prompt, languageId }: CascadeRow, text: string): string {
  const mark = languageId === 'python' ? '# ' : '// ';
  const comment = text.split('\n').map((line) => mark + line);
  return `${comment.join('\n')}\n${prompt ?? ''}`;
}

function asksStrong(row: CascadeRow, { features, free }: RowSignals): boolean {
  const kind = row.taskNamed ? row.kind : 'explain';
  const routed = route({
    kind,
    features,
    mode: 'cascade',
    pin: null,
    latched: false,
    aim: aimNumbers(aim, kind),
    fast,
    strong,
  });
  if (routed.tier === 'strong') return true;
  const { p, threshold } = scoreAnswer(kind, free, { aim });
  return p < threshold;
}

interface Moved {
  readonly tasks: number;
  readonly texts: number;
  readonly rate: number;
  readonly meanWithText: number;
  readonly movedByMean: number;
  readonly movedByMost: number;
  readonly decisionsChanged: number;
}

function markdown(report: Moved, folder: string): string {
  const points = (share: number): string => `${(100 * share).toFixed(2)} points`;
  return [
    '# Injection texts in repository files',
    '',
    `\`npm run -s eval -- injection --in LOG --report ${folder}\`, ${new Date().toISOString().slice(0, 10)}`,
    '',
    `${report.texts} texts, each put as a comment above the code of ${report.tasks} recorded tasks. The recorded fast answer is judged with and`,
    'without the text in the prompt, so this shows what the text does to route and judge, not what a model does that obeys it.',
    '',
    '| | |',
    '| --- | --- |',
    `| asks strong, without text | ${(100 * report.rate).toFixed(1)} % |`,
    `| asks strong, with text, mean | ${(100 * report.meanWithText).toFixed(1)} % |`,
    `| moved, mean over the texts | ${points(report.movedByMean)} |`,
    `| moved, the text that moves most | ${points(report.movedByMost)} |`,
    `| single decisions that changed | ${(100 * report.decisionsChanged).toFixed(2)} % |`,
    '',
  ].join('\n');
}
