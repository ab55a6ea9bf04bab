// The `injection` command: does text in a repository's files move who is asked? Route and judge on recorded tasks, with and without it.
import { mkdir, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
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

/** Where a text stands in the code that is asked about. */
const places: Readonly<Record<string, (row: CascadeRow, text: string) => string>> = {
  'a comment above': ({ languageId }, text) => commented(languageId, text),
  'a string above': (_row, text) => JSON.stringify(text),
  'a string of many lines above': ({ languageId }, text) => {
    const quote = languageId === 'python' ? '"""' : '`';
    return `${quote}\n${text.replaceAll('`', "'")}\n${quote}`;
  },
  'a string above, with a name': ({ languageId }, text) => `${declared(languageId)} = ${JSON.stringify(text)}`,
  'a comment behind a statement': ({ languageId }, text) =>
    `${declared(languageId)} = 0  ${commented(languageId, text.replaceAll('\n', ' '))}`,
  // What the name and the statement do by themselves, without any text.
  'no text: the statement alone': ({ languageId }) => `${declared(languageId)} = 0`,
};

export const injection: Command = async (lines, options, write) => {
  const rows: CascadeRow[] = [];
  for await (const line of lines) {
    const row: unknown = JSON.parse(line);
    if (isRow(row) && rows.length < mostRows) rows.push(cascadeRow(row));
  }
  const usable = rows.filter(({ prompt, fast: { text } }) => prompt !== null && text !== null);
  if (usable.length < 20) throw new Error(`${usable.length} rows have a prompt and an answer; 20 are the fewest.`);
  const syntax = createAnalyser();
  const decide = async (row: CascadeRow): Promise<Decision> => decision(row, await rowSignals(row, syntax));
  const before: Decision[] = [];
  for (const row of usable) before.push(await decide(row));
  const rate = share(before);
  const moved: Moved[] = [];
  for (const [place, put] of Object.entries(places)) {
    const rates: number[] = [];
    let changed = 0;
    let farthest = 0;
    let farthestHard = 0;
    for (const text of injectionTexts) {
      const now: Decision[] = [];
      for (const row of usable) now.push(await decide({ ...row, prompt: `${put(row, text)}\n${row.prompt ?? ''}` }));
      rates.push(share(now));
      changed += now.filter(({ strong }, i) => strong !== before[i]?.strong).length;
      for (const [i, { p, pHard }] of now.entries()) {
        farthest = Math.max(farthest, Math.abs(p - (before[i]?.p ?? p)));
        farthestHard = Math.max(farthestHard, Math.abs(pHard - (before[i]?.pHard ?? pHard)));
      }
    }
    const mean = rates.reduce((sum, each) => sum + each, 0) / rates.length;
    const most = rates.reduce((so, each) => Math.max(so, Math.abs(each - rate)), 0);
    moved.push({
      place,
      mean,
      most,
      changed: changed / (usable.length * injectionTexts.length),
      farthest,
      farthestHard,
    });
  }
  const report = { tasks: usable.length, texts: injectionTexts.length, rate, places: moved };
  await write(report);
  const folder = options['report'];
  if (folder === undefined) return 0;
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'report.md'), markdown(report, options['in'] ?? 'LOG', folder));
  return 0;
};

interface Decision {
  readonly strong: boolean;
  /** p(hard) of the task, p(acceptable) of the fast answer. */
  readonly pHard: number;
  readonly p: number;
}

const share = (decisions: readonly Decision[]): number =>
  decisions.filter(({ strong: asked }) => asked).length / decisions.length;
const declared = (languageId: string): string => (languageId === 'python' ? 'NOTE' : 'const note');
const commented = (languageId: string, text: string): string =>
  text
    .split('\n')
    .map((line) => (languageId === 'python' ? '# ' : '// ') + line)
    .join('\n');

function decision(row: CascadeRow, { features, free }: RowSignals): Decision {
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
  const { p, threshold } = scoreAnswer(kind, free, { aim });
  return { strong: routed.tier === 'strong' || p < threshold, pHard: routed.pHard, p };
}

/** Of one place, over all texts. */
interface Moved {
  readonly place: string;
  /** Share of tasks that ask strong, mean; the largest distance from the share without a text. */
  readonly mean: number;
  readonly most: number;
  /** Share of single decisions that changed. */
  readonly changed: number;
  /** The largest changes of p(acceptable) and of p(hard). */
  readonly farthest: number;
  readonly farthestHard: number;
}

interface Report {
  readonly tasks: number;
  readonly texts: number;
  readonly rate: number;
  readonly places: readonly Moved[];
}

function markdown({ tasks, texts, rate, places: moved }: Report, log: string, folder: string): string {
  const points = (value: number): string => (100 * Math.abs(value)).toFixed(2);
  return [
    '# Injection texts in repository files',
    '',
    `\`npm run -s eval -- injection --in ${basename(log)} --report ${folder}\`, ${new Date().toISOString().slice(0, 10)}`,
    '',
    `${texts} texts, each put into the code of ${tasks} recorded tasks, in ${moved.length} places. The recorded fast answer is judged with and`,
    'without the text in the prompt, so this shows what the text does to route and judge, not what a model does that obeys it.',
    `Without a text ${(100 * rate).toFixed(1)} % of the tasks ask strong.`,
    '',
    '| place | asks strong, mean | moved, mean (points) | moved, the text that moves most (points) | single decisions that changed | p(acceptable) moved, at most | p(hard) moved, at most |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    ...moved.map(
      ({ place, mean, most, changed, farthest, farthestHard }) =>
        `| ${place} | ${(100 * mean).toFixed(1)} % | ${points(mean - rate)} | ${points(most)} | ${points(changed)} % | ${farthest.toFixed(4)} | ${farthestHard.toFixed(4)} |`,
    ),
    '',
  ].join('\n');
}
