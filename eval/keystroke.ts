// `npm run -s bench -- keystroke`: from the keystroke to the request on the socket, and from the last needed byte to the item,
// over a bare `fetch` of the same body in the same run. Deliberate waits are 0; the engine, provider, redaction and parser are
// those of the extension. The editor's own time is not in it.
import { loadavg } from 'node:os';
import { join } from 'node:path';
import type { Ask } from '../src/core/completion/ask';
import { CompletionEngine } from '../src/core/completion/engine';
import { createLatch } from '../src/core/routing/latch';
import { createLatencies } from '../src/core/routing/latency';
import type { Session, Tiers } from '../src/core/session';
import { defaultSettings } from '../src/core/settings';
import type { Trace } from '../src/core/trace';
import { createSyntaxService } from '../src/syntax/syntaxService';
import { rehearse } from '../src/rehearse';
import { within } from '../src/within';
import { checkoutRoot } from './analyser';
import { startKeystrokeServer, type KeystrokeServer } from './keystrokeServer';
import { runModels } from './runModels';

const requests = 150;
const parts = [
  { name: 'requests 1 to 30', from: 0, to: 30 },
  { name: 'requests 31 to 120', from: 30, to: 120 },
  { name: 'requests 121 to 150', from: 120, to: 150 },
] as const;

interface Times {
  /** Milliseconds. */
  readonly toRequest: number;
  readonly toItem: number;
}

interface Round {
  readonly weir: Times;
  readonly bare: Times;
  readonly trace: Trace;
}

export async function measureKeystroke(print: (text: string) => void): Promise<void> {
  const root = checkoutRoot();
  const syntax = createSyntaxService({
    workerFile: join(root, 'dist', 'syntaxWorker.js'),
    grammarFolder: join(root, 'dist', 'grammars'),
    log: print,
  });
  // As a window does once it has started.
  await rehearse();
  print(`load ${loadavg()[0]?.toFixed(1)}; medians in ms over a bare fetch of the same body, beside it (weir; bare)`);
  for (const lines of [200, 10_000]) {
    const server = await startKeystrokeServer();
    const { models, dispose } = await runModels({
      fast: `${server.url}/v1#qwen2.5-coder-1.5b`,
      strong: `${server.url}/v1#none`,
    });
    const tiers: Tiers = { fast: models.fast, strong: null, unavailable: [] };
    const rounds = await measure(server, tiers, lines, session(syntax, tiers));
    for (const part of parts) print(row(`${lines} lines, ${part.name}`, rounds.slice(part.from, part.to)));
    print(parseRow(`${lines} lines`, rounds));
    await dispose();
    await server.close();
  }
  syntax.dispose();
}

function session(syntax: Session['syntax'], tiers: Tiers): Session {
  let count = 0;
  return {
    settings: () => defaultSettings,
    tiers: () => Promise.resolve(tiers),
    syntax,
    latencies: createLatencies(),
    latch: createLatch(),
    clock: () => performance.timeOrigin + performance.now(),
    newId: () => `task-${++count}`,
    within,
  };
}

async function measure(server: KeystrokeServer, tiers: Tiers, size: number, session: Session): Promise<Round[]> {
  const document = Array.from(
    { length: size },
    (_, n) => `  const value${n} = compute(${n}, other${n % 7}); // step ${n}`,
  );
  const traces: Trace[] = [];
  const finished = (trace: Trace): void => void traces.push(trace);
  const nothing = (): void => undefined;
  const engine = new CompletionEngine(session, {
    finished,
    asking: nothing,
    failed: nothing,
    answered: nothing,
    late: nothing,
  });
  const rounds: Round[] = [];
  // Three more than are counted: the first ones open sockets and load the grammar.
  for (let round = -3; round < requests; round++) {
    const cursor = size - 100 + (round % 20);
    document.splice(cursor, 1, `  const total${round + 3} = `);
    const body = traces.at(-1)?.attempts[0]?.sent ?? '{}';
    const bare = round % 2 === 0 ? await bareFetch(server, body) : null;
    const weir = await keystroke(server, engine, tiers, document, cursor);
    const times = bare ?? (await bareFetch(server, body));
    document.splice(cursor, 1, `  const total${round + 3} = compute(1);`);
    const trace = traces.at(-1);
    if (trace === undefined) throw new Error('The engine gave no answer: the benchmark has nothing to measure.');
    if (round >= 0) rounds.push({ weir, bare: times, trace });
  }
  engine.dispose();
  return rounds;
}

const since = (from: bigint, to: bigint): number => Number(to - from) / 1e6;

async function keystroke(
  server: KeystrokeServer,
  engine: CompletionEngine,
  tiers: Tiers,
  document: readonly string[],
  cursor: number,
): Promise<Times> {
  const start = process.hrtime.bigint();
  const prefix = document.slice(Math.max(0, cursor - 200), cursor + 1).join('\n');
  const suffix = `\n${document.slice(cursor + 1, cursor + 80).join('\n')}`;
  const answer = await engine.answer(tiers, asked(prefix, suffix), new AbortController().signal);
  const item = answer.kind === 'offer' ? prefix.slice(prefix.lastIndexOf('\n') + 1) + answer.offer.text : '';
  const end = process.hrtime.bigint();
  if (item === '') throw new Error(`The engine kept silent: ${JSON.stringify(answer)}`);
  const { received, lastByte } = server.times();
  return { toRequest: since(start, received), toItem: since(lastByte, end) };
}

function asked(prefix: string, suffix: string): Ask {
  return {
    place: { path: 'bench.ts', languageId: 'typescript', model: 'bench', prefix, suffix },
    ...{ manual: false, onDemand: false, severalCursors: false, justAccepted: false, justUndone: false },
    ...{ skipComments: false, skipStrings: false },
    timing: { millisSinceLastKey: 0, typingIntervalMs: null, recentRejections: 0, userDelayMs: 0 },
    history: { shown: 0, accepted: 0 },
    facts: () => ({ features: {}, context: [] }),
  };
}

/** The floor: the same body, read until the line's end is there. */
async function bareFetch(server: KeystrokeServer, body: string): Promise<Times> {
  const stop = new AbortController();
  const start = process.hrtime.bigint();
  const response = await fetch(`${server.url}/v1/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
    signal: stop.signal,
  });
  const decoder = new TextDecoder();
  let read = '';
  for await (const piece of response.body ?? []) {
    read += decoder.decode(piece as Uint8Array, { stream: true });
    if (read.includes('"text":"\\n"')) break;
  }
  const end = process.hrtime.bigint();
  stop.abort();
  const { received, lastByte } = server.times();
  return { toRequest: since(start, received), toItem: since(lastByte, end) };
}

function quantile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length * part)] ?? 0;
}

const median = (values: readonly number[]): number => quantile(values, 0.5);

/** The median, and the best tenth: what a machine does that has nothing else to do. */
function row(name: string, rounds: readonly Round[]): string {
  const over = (time: keyof Times): string => {
    const at = (part: number): readonly [number, number] => [
      quantile(
        rounds.map((round) => round.weir[time]),
        part,
      ),
      quantile(
        rounds.map((round) => round.bare[time]),
        part,
      ),
    ];
    const [weir, bare] = at(0.5);
    const [best, floor] = at(0.1);
    return `${(weir - bare).toFixed(2)} (${weir.toFixed(2)}; ${bare.toFixed(2)}), best tenth ${(best - floor).toFixed(2)}`;
  };
  return `${name.padEnd(34)} keystroke to request ${over('toRequest').padEnd(38)} last byte to item ${over('toItem')}`;
}

/** How the parser's verdict fared in the race with the last needed byte. */
function parseRow(name: string, rounds: readonly Round[]): string {
  const reasons = rounds.map(({ trace }) => trace.judgements[0]?.reasons ?? []);
  const share = (rule: string): string =>
    `${((100 * reasons.filter((list) => list.some((reason) => reason.rule === rule)).length) / rounds.length).toFixed(0)} %`;
  const waits = reasons.flatMap((list) =>
    list.filter(({ rule }) => rule === 'parse-waited').map(({ data }) => Number(data['ms'])),
  );
  const waited = waits.length === 0 ? '' : `, ${median(waits).toFixed(1)} ms in the median`;
  return `${name.padEnd(34)} waited for the parse: ${share('parse-waited')}${waited}; shown without it: ${share('parse-late')}`;
}
