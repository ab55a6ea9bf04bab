// The `run-report` command: what two real models did on the same holes. The gap between the tiers first, then what a judge that
// has not seen a hole makes of its answers, beside each signal alone. Asks no model; everything is in the rows of `run`.
import { mkdir, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { auroc } from '../src/core/calibration/metrics';
import { bootstrap, type Interval } from './bootstrap';
import { measure } from './cascade';
import { cascadeReport, type CascadeReport } from './cascadeReport';
import { cascadeRow } from './cascadeRows';
import { isRow, type Command } from './command';
import type { CurvePoint } from './deferralCurve';
import { deferralSvg } from './reportFiles';
import { table } from './reportMarkdown';
import type { Row } from './rows';

/** A smaller gap between the tiers is noise, and so is every comparison of ways to mix them. */
const leastGap = 0.05;
/** With fewer right or wrong answers nothing can be ranked. */
const fewestOfAKind = 30;
const draws = 500;
const shares = [0.1, 0.25, 0.6];
const tiers = ['fast', 'strong'] as const;
const singles = ['mean', 'minimum', 'first token', 'length', 'sum'] as const;

interface Scored {
  readonly group: string;
  readonly weight: number;
  readonly fast: Tier;
  readonly strong: Tier;
}
interface Tier {
  readonly ok: number;
  readonly exact: number;
  readonly similarity: number;
  readonly p: number;
  readonly ms: number;
  /** What the judge is held against: each alone, more is better. */
  readonly alone: Readonly<Record<Single, number>>;
}
type Single = (typeof singles)[number];

export const runReport: Command = async (lines, options, write) => {
  const folder = options['report'];
  if (folder === undefined) throw new Error('--report DIR is needed: the report is written there.');
  const rows: Row[] = [];
  for await (const line of lines) {
    const row: unknown = JSON.parse(line);
    if (!isRow(row)) throw new Error('A line must be a JSON object.');
    rows.push(row);
  }
  if (rows.length === 0) throw new Error('There are no rows: give those that "run" has written, once it has ended.');
  const judged = {
    fast: cascadeReport(await measure(rows.map((row) => cascadeRow(row))), null, 'balanced'),
    strong: cascadeReport(await measure(rows.map((row) => cascadeRow(swapped(row)))), null, 'balanced'),
  };
  const scored = rows.map(scoredOf);
  const text = markdown(scored, judged, options);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'report.md'), text);
  await writeFile(join(folder, 'curve.svg'), deferralSvg(judged.fast));
  await write({ n: rows.length, fast: judged.fast.fast, strong: judged.fast.strong, auroc: judged.fast.auroc });
  return 0;
};

/** The judge looks at the tier that is called fast. */
const swapped = (row: Row): Row => ({ ...row, fast: row['strong'], strong: row['fast'] });

function scoredOf(row: Row): Scored {
  const tier = (name: (typeof tiers)[number]): Tier => {
    const value = row[name];
    if (!isRow(value)) throw new Error(`"${name}" must be an object.`);
    const number = (key: string): number => Number(value[key] ?? 0);
    return {
      ...{ ok: number('ok'), exact: number('exact'), similarity: number('similarity') },
      ...{ p: number('pAcceptable'), ms: number('ms'), alone: aloneOf(value) },
    };
  };
  return { group: String(row['group'] ?? row['id']), weight: 1, fast: tier('fast'), strong: tier('strong') };
}

/** An answer without log-probabilities is the least likely of all. */
function aloneOf(answer: Row): Record<Single, number> {
  const signals = isRow(answer['signals']) ? answer['signals'] : {};
  const signal = (name: string): number => (typeof signals[name] === 'number' ? signals[name] : -1e3);
  return {
    mean: signal('logprob.mean'),
    minimum: signal('logprob.min'),
    'first token': signal('logprob.first'),
    length: -String(answer['text'] ?? '').length,
    sum: signal('logprob.sum'),
  };
}

function markdown(
  rows: readonly Scored[],
  judged: Readonly<Record<'fast' | 'strong', CascadeReport>>,
  options: Readonly<Record<string, string>>,
): string {
  const mean = (of: readonly Scored[], value: (row: Scored) => number): number =>
    of.reduce((sum, row) => sum + value(row), 0) / of.length;
  const prior = (of: readonly Scored[], tier: 'fast' | 'strong'): number | null =>
    auroc(of.map((row) => ({ p: row[tier].p, y: row[tier].ok })));
  const intervals = bootstrap(
    rows,
    (drawn) => ({
      gap: mean(drawn, ({ fast, strong }) => strong.ok - fast.ok),
      ...Object.fromEntries(tiers.map((tier) => [tier, mean(drawn, (row) => row[tier].ok)])),
      ...Object.fromEntries(tiers.map((tier) => [`prior ${tier}`, prior(drawn, tier)])),
      ...leads(drawn),
    }),
    draws,
  );
  const gap = mean(rows, ({ fast, strong }) => strong.ok - fast.ok);
  const report = judged.fast;
  return [
    `# Two small models on ${options['name'] ?? 'holes in code'}`,
    '',
    `\`npm run -s eval -- run-report --in ROWS --report DIR${options['name'] === undefined ? '' : ` --name "${options['name']}"`}\``,
    `over the rows of \`npm run -s eval -- run --in SET --fast embedded:fast --strong embedded:strong --sample 400 --seed 1 --out ANSWERS --scorer "python3 score.py"\``,
    '',
    `${cpus()[0]?.model ?? 'unknown processor'}, ${cpus().length} cores, Node ${process.versions.node}, ${new Date().toISOString().slice(0, 10)}. ${rows.length} holes in ${report.groups} problems; intervals: 95 %, bootstrap over problems.`,
    '',
    `Gap between the tiers: ${percent(gap)} (${range(intervals['gap'], percent)}). ${
      Math.abs(gap) < leastGap
        ? `Under ${percent(leastGap)}, so every comparison of ways to mix the tiers is noise here, and none is claimed.`
        : 'Large enough to compare ways to mix the tiers.'
    }`,
    '',
    ...table(
      ['who answers', 'tests passed', 'interval', 'exact', 'edit similarity', 'strong calls'],
      [
        ...tiers.map((tier) => [
          `${tier} alone`,
          percent(mean(rows, (row) => row[tier].ok)),
          range(intervals[tier], percent),
          percent(mean(rows, (row) => row[tier].exact)),
          mean(rows, (row) => row[tier].similarity).toFixed(3),
          tier === 'fast' ? '0 %' : '100 %',
        ]),
        ...shares.map((share) => {
          const random = mean(rows, ({ fast, strong }) => (1 - share) * fast.ok + share * strong.ok);
          return [`random mix`, percent(random), '–', '–', '–', percent(share)];
        }),
        ...shares.map((share) => [`cascade`, percent(qualityAt(report.curve, share)), '–', '–', '–', percent(share)]),
        ['oracle', percent(mean(rows, ({ fast, strong }) => Math.max(fast.ok, strong.ok))), '–', '–', '–', '–'],
      ],
    ),
    '',
    ...reached(
      report,
      mean(rows, ({ strong }) => strong.ok),
    ),
    '',
    ...atNearlyStrong(rows, report),
    '',
    '![Tests passed against the share of strong calls](curve.svg)',
    '',
    '## How well right answers are told from wrong ones (AUROC)',
    '',
    'The fitted judge is cross-validated by problem. Each signal alone is turned to its better side.',
    '',
    ...ranking(rows, judged, intervals),
    '',
    '## What the judge adds to one signal',
    '',
    'The shipped judge was fitted on the JavaScript answers alone. Differences of AUROC on the same answers, ties by half.',
    '',
    ...added(rows, judged, intervals),
    '',
  ].join('\n');
}

function reached({ curve }: CascadeReport, strong: number): string[] {
  const least = curve.filter(({ quality }) => quality >= strong).map(({ share }) => share);
  const best = curve.reduce((a, b) => (b.quality > a.quality ? b : a), { share: 0, quality: 0 });
  return [
    least.length === 0
      ? 'The cascade reaches the quality of strong alone nowhere.'
      : `The cascade reaches the quality of strong alone at ${percent(Math.min(...least))} strong calls; its best point is ${percent(best.quality)} at ${percent(best.share)}.`,
  ];
}

/** Cost and time where the cascade is nearly as good as strong alone. Times as ratios: both tiers were asked in turn in one run. */
function atNearlyStrong(rows: readonly Scored[], { strongShareAt95: share, costAt95: cost }: CascadeReport): string[] {
  if (share === null) return ['The cascade reaches 95 % of the quality of strong alone nowhere.'];
  const ms = (of: readonly Scored[], tier: 'fast' | 'strong'): number => of.reduce((sum, row) => sum + row[tier].ms, 0);
  const times = (of: readonly Scored[]) => ({
    cascade: ms(of, 'fast') / ms(of, 'strong') + share,
    fast: ms(of, 'fast') / ms(of, 'strong'),
  });
  const [figures, intervals] = [times(rows), bootstrap(rows, times, draws)];
  const said = (name: keyof typeof figures): string =>
    `${figures[name].toFixed(2)} (${range(intervals[name], (value) => value.toFixed(2))})`;
  return [
    `At 95 % of the quality of strong alone: ${percent(share)} strong calls, ${cost === null || cost === 0 ? 'nothing charged, since both models are free' : `$${cost} a task`}; a task takes ${said('cascade')} times as long as strong alone, fast alone ${said('fast')} times.`,
  ];
}

function ranking(
  rows: readonly Scored[],
  judged: Readonly<Record<'fast' | 'strong', CascadeReport>>,
  intervals: Readonly<Record<string, Interval>>,
): string[] {
  const rankable = (tier: 'fast' | 'strong'): boolean => {
    const right = rows.filter((row) => row[tier].ok === 1).length;
    return Math.min(right, rows.length - right) >= fewestOfAKind;
  };
  const cell = (tier: 'fast' | 'strong', value: number | null | undefined): string =>
    !rankable(tier) ? 'cannot be ranked' : value == null ? '–' : Math.max(value, 1 - value).toFixed(3);
  const prior = (tier: 'fast' | 'strong'): number | null =>
    auroc(rows.map((row) => ({ p: row[tier].p, y: row[tier].ok })));
  const names = Object.keys(judged.fast.aurocBySignal).filter((name) => /^(logprob|fit|text\.logLength)/.test(name));
  const by = (name: string): number => judged.fast.aurocBySignal[name] ?? 0.5;
  names.sort((a, b) => Math.abs(by(b) - 0.5) - Math.abs(by(a) - 0.5));
  const within = (name: string): string => range(intervals[name], (value) => value.toFixed(3));
  const ofReport = (report: CascadeReport): string => range(report.intervals['auroc'], (value) => value.toFixed(3));
  return table(
    ['signal', 'fast answers', 'strong answers'],
    [
      [
        '**judge, fitted**',
        `${cell('fast', judged.fast.auroc)} (${ofReport(judged.fast)})`,
        `${cell('strong', judged.strong.auroc)} (${ofReport(judged.strong)})`,
      ],
      [
        '**judge, as shipped**',
        `${cell('fast', prior('fast'))} (${within('prior fast')})`,
        `${cell('strong', prior('strong'))} (${within('prior strong')})`,
      ],
      ...names.map((name) => [
        name,
        cell('fast', judged.fast.aurocBySignal[name]),
        cell('strong', judged.strong.aurocBySignal[name]),
      ]),
    ],
  );
}

const rankedBy = (rows: readonly Scored[], tier: 'fast' | 'strong', by: (answer: Tier) => number): number =>
  auroc(rows.map((row) => ({ p: by(row[tier]), y: row[tier].ok }))) ?? 0.5;

/** Of the shipped judge over each signal alone. */
function leads(rows: readonly Scored[]): Record<string, number> {
  return Object.fromEntries(
    tiers.flatMap((tier) => {
      const judge = rankedBy(rows, tier, ({ p }) => p);
      return singles.map((name) => [`${name} ${tier}`, judge - rankedBy(rows, tier, ({ alone }) => alone[name])]);
    }),
  );
}

function added(
  rows: readonly Scored[],
  judged: Readonly<Record<'fast' | 'strong', CascadeReport>>,
  intervals: Readonly<Record<string, Interval>>,
): string[] {
  const lead = leads(rows);
  const signed = (value: number): string => `${value < 0 ? '' : '+'}${value.toFixed(3)}`;
  return table(
    ['beside', ...tiers.flatMap((tier) => [`${tier} answers: alone`, 'judge as shipped', 'judge fitted'])],
    singles.map((name) => [
      name,
      ...tiers.flatMap((tier) => {
        const alone = rankedBy(rows, tier, (answer) => answer.alone[name]);
        const key = `${name} ${tier}`;
        const fitted = judged[tier].auroc;
        return [
          alone.toFixed(3),
          `${signed(lead[key] ?? 0)} (${range(intervals[key], signed)})`,
          fitted === null ? '–' : signed(fitted - alone),
        ];
      }),
    ]),
  );
}

/** Of the last point that asks strong no more often than that. */
function qualityAt(curve: readonly CurvePoint[], share: number): number {
  return curve.filter((point) => point.share <= share).at(-1)?.quality ?? 0;
}

const percent = (value: number): string => `${(100 * value).toFixed(1)} %`;
const range = (interval: Interval | undefined, show: (value: number) => string): string =>
  interval === undefined ? '–' : `${show(interval[0])} to ${show(interval[1])}`;
