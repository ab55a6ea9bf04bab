// The budget's book: never over by more than the call that was let through, across connections, and after a crash.
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { BudgetSettings, Charge } from '../../../src/core/cost/spending';
import { Charges } from '../../../src/store/charges';
import { TraceDatabase } from '../../../src/store/traceDatabase';
import { bundleForNode } from '../../support/bundleForNode';
import { tried } from '../../support/tried';

let folder = '';
let open: TraceDatabase[] = [];

const settings: BudgetSettings = { limits: { day: 1, month: 20 }, over: 'ask', warnAt: 0.8 };
const charge: Charge = { tier: 'strong', model: 'm', atMost: 0.3, date: '2026-01-31', at: 1000, agreed: false };

function charges(): Charges {
  const database = new TraceDatabase(join(folder, 'traces.db'));
  open.push(database);
  return new Charges(database);
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'weir-charges-'));
});

afterEach(() => {
  for (const each of open) each.close();
  open = [];
  rmSync(folder, { recursive: true, force: true });
});

test('windows share one book: reservations of one count for the others, and the fourth is asked about', () => {
  const windows = [charges(), charges(), charges(), charges()];
  const kinds = windows.map((window) => window.reserve(charge, settings).kind);
  expect(kinds).toEqual(['allow', 'allow', 'warn', 'ask']);
});

test('settling gives back what was not used; a window that died leaves its reservation standing', () => {
  const [one, two] = [charges(), charges()];
  const first = one.reserve(charge, settings);
  two.reserve(charge, settings);
  one.settle(first.reservation ?? -1, 0.05);
  one.settle(first.reservation ?? -1, 9);
  const sums = two.sums('2026-01-31', settings, 2000);
  expect(sums.day).toMatchObject({ limit: 1, spent: 0.05, reserved: 0.3 });
  expect(two.sums('2026-01-31', settings, 1e9).day).toMatchObject({ spent: 0.35, reserved: 0 });
});

test('R21: four windows at once spend no more than the limit, and come close to it', async ({ task }) => {
  const tasks = process.env['WEIR_LONG'] === '1' ? 1_000 : 100;
  const limit = tasks / 400;
  tried(task, 4 * tasks);
  const entry = join(import.meta.dirname, '../../support/budgetWindow.ts');
  const script = await bundleForNode(entry, join(folder, 'budgetWindow.js'));
  const run = promisify(execFile);
  const windows = await Promise.all(
    [1, 2, 3, 4].map((seed) =>
      run(process.execPath, [script, join(folder, 'traces.db'), String(tasks), String(seed), String(limit)]),
    ),
  );
  const spent = windows.reduce((sum, { stdout }) => sum + Number(stdout), 0);
  const { day } = charges().sums('2026-01-31', { ...settings, limits: { day: limit, month: null } }, Date.now());
  expect(day.spent).toBeCloseTo(spent, 9);
  expect(day.reserved).toBe(0);
  expect(spent).toBeLessThanOrEqual(limit);
  // A limit that nobody comes near would hold nothing.
  expect(spent).toBeGreaterThan(limit * 0.9);
}, 600_000);

test('a yes gives the period its limit once more; another day begins anew', () => {
  const book = charges();
  book.reserve({ ...charge, atMost: 0.9 }, settings);
  expect(book.reserve(charge, settings)).toMatchObject({ kind: 'ask', period: 'day', used: 0.9, limit: 1 });
  book.agree('2026-01-31', 1);
  expect(book.reserve(charge, settings).kind).not.toBe('ask');
  expect(book.reserve({ ...charge, date: '2026-02-01' }, settings).kind).toBe('allow');
});

test('a model without a price is in no sum, and named', () => {
  const book = charges();
  const state = book.reserve({ ...charge, model: 'mystery', atMost: null, agreed: true }, settings);
  book.settle(state.reservation ?? -1, null);
  const sums = book.sums('2026-01-31', settings, 2000);
  expect(sums.unpriced).toEqual(['mystery']);
  expect(sums.tiers).toEqual([{ tier: 'strong', calls: 1, dollars: 0 }]);
});
