// The `latency` command: how long the production cascade takes over a loopback server, beside strong alone, hedged and not.
import { mkdir, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { aimNumbers } from '../src/core/aims';
import { runCascade } from '../src/core/cascade';
import type { CascadeDeps, CascadeTask } from '../src/core/cascadeTask';
import { costOf } from '../src/core/cost/costOf';
import { pricesOf } from '../src/core/cost/prices';
import type { Model, Prompt } from '../src/core/model';
import { hedge } from '../src/core/routing/hedge';
import type { Trace } from '../src/core/trace';
import { createOpenaiModel } from '../src/providers/openaiModel';
import { capabilitiesOf } from '../src/providers/capabilities';
import { quantile } from './cascadePolicies';
import type { Command } from './command';
import { delayedServer, type Delays } from './delayedServer';
import { seededRandom } from './seededRandom';

const delays = {
  fast: { first: 0.3, tokensPerSecond: 60 },
  strong: { first: 1.2, tokensPerSecond: 40 },
} satisfies Record<string, Delays>;
/** Priced as a small and a large model of one maker. */
const pricedAs = { fast: 'gpt-4o-mini', strong: 'gpt-4o' };
const tokens = 100;
const tasks = 60;
/** At a time: each waits, none computes. */
const atOnce = 10;
const rates = [0.1, 0.3, 0.6];

export interface LatencyRow {
  readonly escalation: number;
  readonly hedging: 'never' | 'by rule' | 'always';
  /** Milliseconds to the whole answer that stands, and to the first text shown. */
  readonly p50: number;
  readonly p95: number;
  readonly firstP50: number;
  readonly dollars: number;
  /** Share of tasks in which strong was started beside fast. */
  readonly hedged: number;
}

export const latency: Command = async (_lines, options, write) => {
  const server = await delayedServer(delays, tokens);
  try {
    const models = { fast: model('fast', server.baseUrl), strong: model('strong', server.baseUrl) };
    const strongAlone = await measure(models, null, 'never');
    const rows: LatencyRow[] = [];
    for (const escalation of rates) {
      for (const hedging of ['never', 'by rule', 'always'] as const)
        rows.push(await measure(models, escalation, hedging));
    }
    const report = { tasks, tokens, delays, strongAlone, rows };
    await write(report);
    const folder = options['report'];
    if (folder === undefined) return 0;
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'report.md'), markdown(strongAlone, rows, folder));
    return 0;
  } finally {
    server.close();
  }
};

type Tiers = Readonly<Record<'fast' | 'strong', Model>>;

/** @param escalation share of the tasks whose fast answer is not accepted; null asks strong alone */
async function measure(models: Tiers, escalation: number | null, hedging: LatencyRow['hedging']): Promise<LatencyRow> {
  const random = seededRandom(7);
  const escalated = Array.from({ length: tasks }, () => random() < (escalation ?? 1));
  const times: number[] = [];
  const firsts: number[] = [];
  let dollars = 0;
  let hedgedCount = 0;
  const one = async (index: number): Promise<void> => {
    const hedged = hedging === 'always' || (hedging === 'by rule' && rule(models, escalation ?? 1));
    if (hedged) hedgedCount++;
    const started = performance.now();
    let first: number | null = null;
    let trace: Trace | null = null;
    const cascade = runCascade(
      task(escalation === null, escalated[index] ?? false),
      deps(models, hedged),
      new AbortController().signal,
    );
    for await (const event of cascade) {
      if (event.type === 'text') first ??= performance.now() - started;
      if (event.type === 'finished') trace = event.trace;
    }
    times.push(performance.now() - started);
    firsts.push(first ?? 0);
    dollars += trace?.attempts.reduce((sum, { cost }) => sum + (cost ?? 0), 0) ?? 0;
  };
  for (let from = 0; from < tasks; from += atOnce) {
    await Promise.all(Array.from({ length: Math.min(atOnce, tasks - from) }, (_, i) => one(from + i)));
  }
  times.sort((a, b) => a - b);
  firsts.sort((a, b) => a - b);
  return {
    escalation: escalation ?? 1,
    hedging,
    p50: quantile(times, 0.5),
    p95: quantile(times, 0.95),
    firstP50: quantile(firsts, 0.5),
    dollars: dollars / tasks,
    hedged: hedgedCount / tasks,
  };
}

const seconds = (tier: 'fast' | 'strong'): number => delays[tier].first + tokens / delays[tier].tokensPerSecond;

function rule(models: Tiers, escalation: number): boolean {
  const usage = { input: 200, cachedRead: 0, cacheWrite: 0, output: tokens, exact: false };
  return hedge({
    escalation,
    secondPrice: aimNumbers('balanced', 'explain').secondPrice,
    fastSeconds: seconds('fast'),
    strongSeconds: seconds('strong'),
    strongDollars: costOf(usage, models.strong.info.prices) ?? 0,
  }).pays;
}

function task(strongFirst: boolean, escalate: boolean): CascadeTask {
  return {
    id: crypto.randomUUID(),
    kind: 'explain',
    languageId: 'typescript',
    path: 'a.ts',
    startedAt: performance.now(),
    features: {},
    route: { tier: strongFirst ? 'strong' : 'fast', pHard: 0.2, rule: 'p-easy', reasons: [] },
    aim: aimNumbers('balanced', 'explain'),
    spans: [],
    waits: true,
    prompt: () => prompt,
    judge: () =>
      Promise.resolve({
        pAcceptable: escalate ? 0.1 : 0.9,
        threshold: 0.7,
        thresholdSource: 'prior',
        verdict: escalate ? 'escalate' : 'accept',
        signals: {},
        stages: [],
        reasons: [],
      }),
  };
}

const prompt: Prompt = {
  kind: 'chat',
  system: 'Explain.',
  messages: [{ role: 'user', content: 'const a = 1;' }],
  maxTokens: 200,
  temperature: 0,
  stop: [],
  logProbabilities: false,
};

const deps = (models: Tiers, hedged: boolean): CascadeDeps => ({
  ...models,
  strongEstimate: { dollars: 0.001, seconds: seconds('strong') },
  hedge: hedged ? { rule: 'hedged', weight: 1, data: {} } : null,
  clock: () => performance.now(),
});

function model(tier: 'fast' | 'strong', baseUrl: string): Model {
  const { origin } = new URL(baseUrl);
  const capabilities = capabilitiesOf({
    provider: 'compatible',
    model: tier,
    baseUrl,
    server: 'unknown',
    fimFamily: null,
  });
  const prices = pricesOf('openai', pricedAs[tier]);
  return createOpenaiModel({
    info: { provider: 'compatible', model: tier, origin, local: true, capabilities, prices },
    baseUrl,
    wire: { guard: { redactBody: (body) => body, allowedOrigins: (asked) => asked === origin }, key: async () => null },
  });
}

function markdown(alone: LatencyRow, rows: readonly LatencyRow[], folder: string): string {
  const line = (name: string, row: LatencyRow): string =>
    `| ${name} | ${row.p50.toFixed(0)} | ${row.p95.toFixed(0)} | ${row.firstP50.toFixed(0)} | ${(row.dollars * 1000).toFixed(2)} | ${(100 * row.hedged).toFixed(0)} % |`;
  return [
    '# Time of the cascade over a loopback server',
    '',
    `\`npm run -s eval -- latency --report ${folder}\``,
    '',
    `${cpus()[0]?.model ?? 'unknown processor'}, ${cpus().length} cores, Node ${process.versions.node}, ${new Date().toISOString().slice(0, 10)}.`,
    '',
    `The production cascade and OpenAI client against a server with delays: fast ${delays.fast.first} s to the first token and ${delays.fast.tokensPerSecond} tokens a`,
    `second, strong ${delays.strong.first} s and ${delays.strong.tokensPerSecond}; ${tokens} tokens an answer, ${tasks} tasks a row, ${atOnce} at a time. Priced as ${pricedAs.fast} and`,
    `${pricedAs.strong}. \`by rule\` starts strong beside fast where the hedging rule pays at the aim \`balanced\`; the loser is cancelled and paid for`,
    'as far as it came.',
    '',
    '| escalated | p50 ms | p95 ms | first text p50 ms | dollars a thousand tasks | hedged |',
    '| --- | --- | --- | --- | --- | --- |',
    line('strong alone', alone),
    ...rows.map((row) => line(`${(100 * row.escalation).toFixed(0)} %, hedged ${row.hedging}`, row)),
    '',
  ].join('\n');
}
