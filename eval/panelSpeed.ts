// How fast the trace panel's questions are answered over a hundred thousand traces: what the store's worker does, without the drawing.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Trace } from '../src/core/trace';
import type { TraceQuery } from '../src/core/traceStore';
import { TraceDatabase } from '../src/store/traceDatabase';

export const panelTraces = 100_000;

interface Measured {
  readonly what: string;
  readonly ms: number;
}

const kinds = ['complete', 'complete', 'complete', 'explain', 'edit', 'debug'] as const;
const languages = ['typescript', 'python', 'go', 'rust'];
const hour = 3_600_000;

/** Median of five, in milliseconds on the wall; the first page also with the file opened anew. */
export function measurePanel(now: number): Measured[] {
  const folder = mkdtempSync(join(tmpdir(), 'weir-bench-'));
  const file = join(folder, 'traces.db');
  try {
    const filled = new TraceDatabase(file);
    for (let n = 0; n < panelTraces; n++) filled.save(traceOf(n, now));
    filled.close();
    const begin = performance.now();
    const store = new TraceDatabase(file);
    store.count();
    store.list({ limit: 200 });
    const opened = { what: 'open, count and first page', ms: performance.now() - begin };
    const list = (what: string, query: Omit<TraceQuery, 'limit'>): Measured => ({
      what,
      ms: median(() => store.list({ ...query, limit: 200 })),
    });
    const measured = [
      opened,
      list('filter: task', { kinds: ['debug'] }),
      list('filter: tier', { tiers: ['strong'] }),
      list('filter: result', { ends: ['finished'], shown: ['strong'] }),
      list('filter: language', { languages: ['rust'] }),
      list('filter: task, tier, language', { kinds: ['debug'], tiers: ['strong'], languages: ['rust'] }),
      list('to review', { ends: ['finished'], shown: ['unverified'], unjudged: true }),
      list('text that is there', { text: 'file9' }),
      list('text that is nowhere', { text: 'nowhere at all' }),
      list('page in the middle', { before: now - 20 * 24 * hour }),
      { what: 'spending of 30 days', ms: median(() => store.spent(now - 30 * 24 * hour)) },
    ];
    store.close();
    return measured;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function median(run: () => unknown): number {
  const times = Array.from({ length: 5 }, () => {
    const begin = performance.now();
    run();
    return performance.now() - begin;
  });
  return times.sort((a, b) => a - b)[2] ?? 0;
}

function traceOf(n: number, now: number): Trace {
  const strong = n % 9 === 0;
  const tier = strong ? 'strong' : 'fast';
  const usage = { input: 400, cachedRead: 0, cacheWrite: 0, output: 60, exact: true };
  return {
    id: `t${n}`,
    parent: null,
    startedAt: now - (n * 60 * 24 * hour) / panelTraces,
    totalMs: 300,
    kind: kinds[n % kinds.length] ?? 'complete',
    languageId: languages[n % languages.length] ?? 'typescript',
    path: `src/part${n % 40}/file${n % 900}.ts`,
    features: { 'request.tokens': 400 },
    route: { tier, pHard: 0.3, rule: 'p-easy', reasons: [] },
    attempts: [
      {
        tier,
        provider: 'compatible',
        model: strong ? 'large' : 'small',
        origin: 'http://127.0.0.1:1',
        startMs: 1,
        firstTokenMs: 90,
        endMs: 290,
        usage,
        cost: strong ? 0.004 : 0.0001,
        finish: 'stop',
        text: `return value${n};`,
        sent: 'x'.repeat(2_000),
        logprobs: null,
        error: null,
      },
    ],
    judgements: [],
    spans: [],
    end: 'finished',
    shown: strong ? 'strong' : n % 7 === 0 ? 'unverified' : 'accepted',
    answer: `return value${n};`,
    reasons: [],
    error: null,
    outcomes: n % 21 === 0 ? [{ kind: 'thumb-up', atMs: 900 }] : [],
  };
}
