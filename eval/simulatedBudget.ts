// Eight windows against one budget: each its own thread and connection on one database, all spending as fast as they can.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BudgetSettings } from '../src/core/cost/spending';
import { openTraceStore, type WeirStore } from '../src/store/sqliteTraceStore';
import { checkoutRoot } from './analyser';
import { seededRandom } from './seededRandom';

export interface BudgetRuns {
  readonly runs: number;
  readonly windows: number;
  readonly limit: number;
  readonly dearestTask: number;
  /** The most that any run was over its limit; 0 where none was. */
  readonly overBy: number;
  /** Tasks let through, and refused, over all runs. */
  readonly allowed: number;
  readonly refused: number;
  /** Least share of the budget that a run could use before it was refused. */
  readonly leastUsed: number;
}

const windows = 8;
const limit = 1;
const dearestTask = 0.03;
const date = '2026-01-31';

export async function budgetRuns(runs: number): Promise<BudgetRuns> {
  const random = seededRandom(77);
  let [overBy, allowed, refused, leastUsed] = [0, 0, 0, 1];
  for (let run = 0; run < runs; run++) {
    const folder = await mkdtemp(join(tmpdir(), 'weir-budget-'));
    const stores = Array.from({ length: windows }, () => open(join(folder, 'traces.db')));
    try {
      const spent = await Promise.all(stores.map((store) => spend(store, random)));
      for (const each of spent) {
        allowed += each.allowed;
        refused += each.refused;
      }
      const total = spent.reduce((sum, each) => sum + each.dollars, 0);
      overBy = Math.max(overBy, total - limit);
      leastUsed = Math.min(leastUsed, total / limit);
    } finally {
      await Promise.all(stores.map((store) => store.close()));
      await rm(folder, { recursive: true, force: true });
    }
  }
  return { runs, windows, limit, dearestTask, overBy, allowed, refused, leastUsed };
}

function open(file: string): WeirStore {
  const workerFile = join(checkoutRoot(), 'dist', 'storeWorker.js');
  return openTraceStore({ file, workerFile, log: (line) => process.stderr.write(`${line}\n`) });
}

const settings: BudgetSettings = { limits: { day: limit, month: null }, over: 'ask', warnAt: 0.8 };

/** One window: calls until it is refused ten times. What a call costs is known only after it, and is at most what was reserved. */
async function spend(
  { budget }: WeirStore,
  random: () => number,
): Promise<{ readonly dollars: number; readonly allowed: number; readonly refused: number }> {
  let [dollars, allowed, refused] = [0, 0, 0];
  while (refused < 10) {
    const atMost = dearestTask * (0.2 + 0.8 * random());
    const charge = { tier: 'strong' as const, model: 'm', atMost, date, at: allowed, agreed: false };
    const { reservation } = await budget.reserve(charge, settings);
    if (reservation === null) {
      refused++;
      continue;
    }
    const cost = atMost * (0.3 + 0.7 * random());
    await budget.settle(reservation, cost);
    dollars += cost;
    allowed++;
  }
  return { dollars, allowed, refused };
}
