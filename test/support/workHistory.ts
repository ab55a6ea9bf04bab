// Days of a user's work as a store would have them: mostly completions, some explanations and edits, a few failures to debug, each priced,
// and some with what became of them. The same each time. Writes them into a store and its book; says nothing about how they are shown.
import type { Prices } from '../../src/core/model';
import { costOf } from '../../src/core/cost/costOf';
import type { TaskKind, Tier } from '../../src/core/task';
import type { Attempt, Trace } from '../../src/core/trace';
import { Charges } from '../../src/store/charges';
import { TraceDatabase } from '../../src/store/traceDatabase';
import { makeAttempt, makeTrace } from './makeTrace';
import { seeded } from './seeded';

export interface Work {
  /** From today backwards; weekends count. */
  readonly days: number;
  readonly now: number;
  readonly models: Readonly<Record<Tier, { readonly model: string; readonly prices: Prices }>>;
  /** Share of the tasks whose outcome is known. */
  readonly known?: number;
}

interface Kind {
  readonly kind: TaskKind;
  readonly aDay: number;
  readonly tokens: readonly [input: number, output: number];
  readonly usualMs: number;
}

const kinds: readonly Kind[] = [
  { kind: 'complete', aDay: 22, tokens: [900, 22], usualMs: 290 },
  { kind: 'explain', aDay: 12, tokens: [1_160, 210], usualMs: 900 },
  { kind: 'edit', aDay: 7, tokens: [1_850, 340], usualMs: 1_300 },
  { kind: 'debug', aDay: 4, tokens: [4_900, 620], usualMs: 2_100 },
];
const files = ['app/discounts.py', 'app/invoice.py', 'app/main.py', 'app/money.py', 'app/orders.py'];
const threshold = 0.7;
const dayMs = 86_400_000;

export function workHistory(work: Work): Trace[] {
  const random = seeded(7);
  return Array.from({ length: work.days }, (_, day) => {
    const busy = 0.6 + 0.8 * random();
    // A day that is over ended in the evening, whenever this one is looked at.
    const end = day === 0 ? work.now : new Date(work.now - day * dayMs).setHours(18, 0, 0, 0);
    return kinds.flatMap((kind) =>
      Array.from({ length: Math.round(kind.aDay * busy) }, (_each, index) => {
        const at = end - (index * kinds.length + kinds.indexOf(kind) + 1) * 210_000;
        return task({ ...work, kind, id: `work-${day}-${kind.kind}-${index}`, at, random });
      }),
    );
  }).flat();
}

interface Task extends Work {
  readonly kind: Kind;
  readonly id: string;
  readonly at: number;
  readonly random: () => number;
}

function task({ kind: { kind, tokens, usualMs }, models, known = 1, id, at, random }: Task): Trace {
  const p = 1 - 0.5 * random() ** 1.2;
  const hard = kind === 'debug' && random() < 0.7;
  const accepted = !hard && p >= threshold;
  const call = (tier: Tier, startMs: number): Attempt => {
    const ms = usualMs * (0.7 + 0.6 * random());
    const usage = {
      ...makeAttempt().usage,
      input: tokens[0],
      cachedRead: 0,
      cacheWrite: 0,
      output: tokens[1],
      exact: true,
    };
    const { model, prices } = models[tier];
    return makeAttempt({
      tier,
      model,
      usage,
      cost: costOf(usage, prices),
      startMs,
      firstTokenMs: startMs + ms / 4,
      endMs: startMs + ms,
    });
  };
  const attempts = hard ? [call('strong', 4)] : [call('fast', 4)];
  const last = attempts[0]?.endMs ?? 0;
  if (!hard && !accepted && kind !== 'complete') attempts.push(call('strong', last + 6));
  const strong = attempts.some(({ tier }) => tier === 'strong');
  const [first] = makeTrace().judgements;
  const verdict = accepted ? 'accept' : kind === 'complete' ? 'suppress' : 'escalate';
  const good = random() < (strong ? 0.995 : p < 0.8 ? 0.78 : 0.99);
  const shown = strong ? 'strong' : accepted ? 'accepted' : 'suppressed';
  return makeTrace({
    id,
    startedAt: at,
    kind,
    languageId: 'python',
    path: files[Math.floor(random() * files.length)] ?? '',
    totalMs: (attempts.at(-1)?.endMs ?? 0) + 6,
    route: hard
      ? {
          tier: 'strong',
          pHard: 0.8,
          rule: 'trace-files',
          reasons: [{ rule: 'trace-files', weight: 1, data: { files: 3 } }],
        }
      : {
          tier: 'fast',
          pHard: 0.1,
          rule: 'p-easy',
          reasons: [{ rule: 'p-easy', weight: -1, data: { p: 0.1, limit: 0.5 } }],
        },
    attempts,
    judgements:
      hard || first === undefined
        ? []
        : [{ ...first, pAcceptable: p, threshold, verdict, signals: { 'logprob.mean': -0.4 * (1 - p) } }],
    shown,
    outcomes:
      shown === 'suppressed' || random() >= known
        ? []
        : good
          ? [{ kind: 'kept', atMs: 300_000, data: { seconds: 300, share: 1 } }]
          : [{ kind: 'thumb-down', atMs: 5_000 }],
  });
}

/** Saves the traces, and with `charged` enters what they cost into the book that budgets are held against. */
export function enterWork(file: string, traces: readonly Trace[], charged: boolean): void {
  const database = new TraceDatabase(file);
  const book = new Charges(database);
  const unlimited = { limits: { day: null, month: null }, over: 'ask', warnAt: 0.8 } as const;
  for (const trace of traces) {
    database.save(trace);
    for (const { tier, model, cost } of charged ? trace.attempts : []) {
      const charge = { tier, model, atMost: cost, date: dateOf(trace.startedAt), at: trace.startedAt, agreed: true };
      const { reservation } = book.reserve(charge, unlimited);
      if (reservation !== null) book.settle(reservation, cost);
    }
  }
  database.close();
}

/** The day as the book has it: the user's own. */
function dateOf(at: number): string {
  const date = new Date(at);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
