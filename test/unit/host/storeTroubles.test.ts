// A trace store that is read-only, full, locked, damaged or of a later Weir: every task is answered, one notice says so, nothing
// that was there is lost. With the real store behind its worker, and an editor that only counts notices.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { aimNumbers } from '../../../src/core/aims';
import { runCascade } from '../../../src/core/cascade';
import type { CascadeTask } from '../../../src/core/cascadeTask';
import { budgetedModel } from '../../../src/core/cost/budgetedModel';
import { createLatch } from '../../../src/core/routing/latch';
import { createLatencies } from '../../../src/core/routing/latency';
import type { Session } from '../../../src/core/session';
import { defaultSettings } from '../../../src/core/settings';
import { openTraceStore, type WeirStore } from '../../../src/store/sqliteTraceStore';
import { TraceDatabase } from '../../../src/store/traceDatabase';
import { within } from '../../../src/within';
import { bundleForNode } from '../../support/bundleForNode';
import { fakeModel } from '../../support/fakeModel';
import { makeTrace } from '../../support/makeTrace';
import { tried } from '../../support/tried';

const editor = vi.hoisted(() => ({ notices: [] as string[] }));
vi.mock('vscode', () => ({
  l10n: { t: (text: string, ...args: string[]) => text.replace('{0}', args[0] ?? '') },
  window: {
    // Of old prices, which is another matter.
    showInformationMessage: () => Promise.resolve(undefined),
    showWarningMessage: (sentence: string) => {
      editor.notices.push(sentence);
      return Promise.resolve(undefined);
    },
  },
  commands: { executeCommand: () => Promise.resolve() },
}));
const { Budget } = await import('../../../src/host/budget');
const { Recorder } = await import('../../../src/host/recorder');
const { StoreNotice } = await import('../../../src/host/storeNotice');

let folder = '';
let workerFile = '';
const logged: string[] = [];
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'weir-troubles-'));
  workerFile = await bundleForNode(
    resolve(import.meta.dirname, '../../../src/store/worker.ts'),
    join(folder, 'worker.js'),
  );
});
beforeEach(() => {
  editor.notices.length = 0;
  logged.length = 0;
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const settings = { ...defaultSettings, budget: { day: 5, month: 50 } };

/** Three weak fast answers in a row, each escalated to a strong model that has a budget, each with an outcome: what the user got. */
async function threeTasks(store: WeirStore, troubles: InstanceType<typeof StoreNotice>): Promise<readonly string[]> {
  const session: Session = {
    settings: () => settings,
    tiers: async () => ({ fast: null, strong: null, unavailable: [] }),
    syntax: { facts: async () => null, fit: async () => null, scopes: async () => null },
    ...{ latencies: createLatencies(), latch: createLatch(), clock: () => Date.now(), within },
    newId: () => crypto.randomUUID(),
  };
  const same = <T>(value: T): T => value;
  const open = async (): Promise<WeirStore> => store;
  const log = { decision: () => undefined };
  const recorder = new Recorder(log, open, session, { trace: same, outcome: same }, () => undefined, troubles.failed);
  const budget = new Budget(
    () => settings,
    open,
    troubles.failed,
    () => undefined,
  );
  const answers: string[] = [];
  for (let round = 0; round < 3; round++) {
    const task: CascadeTask = {
      ...{ id: session.newId(), kind: 'explain', languageId: 'python', path: 'a.py', startedAt: Date.now() },
      ...{ features: {}, spans: [], waits: true, aim: aimNumbers('quality', 'explain') },
      route: { tier: 'fast', pHard: 0.1, rule: 'p-hard', reasons: [] },
      prompt: () => ({
        ...{ kind: 'chat', system: '', messages: [], maxTokens: 10, temperature: 0, stop: [], logProbabilities: false },
      }),
      judge: async () => ({
        ...{ pAcceptable: 0.01, threshold: 0.7, thresholdSource: 'prior', verdict: 'escalate' },
        ...{ signals: {}, stages: [], reasons: [] },
      }),
    };
    const deps = {
      fast: budgetedModel(fakeModel('f', { text: 'weak' }), 'fast', budget),
      strong: budgetedModel(fakeModel('s', { text: 'S' }), 'strong', budget),
      ...{ strongEstimate: { dollars: 0, seconds: 1 }, clock: () => Date.now() },
    };
    for await (const event of runCascade(task, deps, new AbortController().signal)) {
      if (event.type === 'underway') recorder.underway(event.trace);
      if (event.type !== 'finished') continue;
      recorder.record(event.trace, 'a.py');
      recorder.outcome(event.trace, 'thumb-up');
      answers.push(`${event.trace.shown}: ${event.trace.answer}`);
    }
  }
  return answers;
}

const answered = ['strong: S', 'strong: S', 'strong: S'];

async function tasksOver(file: string, after?: (store: WeirStore) => Promise<void>): Promise<readonly string[]> {
  const troubles = new StoreNotice({ warn: (line) => logged.push(line) });
  const store = openTraceStore({ file, workerFile, log: troubles.tell });
  const answers = await threeTasks(store, troubles);
  await after?.(store);
  // A call that comes after all the others has seen what they met.
  await store.count().catch(() => undefined);
  await store.close().catch(() => undefined);
  return answers;
}

const filled = (name: string): string => {
  const file = join(folder, name, 'traces.db');
  const database = new TraceDatabase(file);
  database.save(makeTrace({ id: 'before' }));
  database.close();
  return file;
};

test('R18: a place that cannot be written', async ({ task }) => {
  tried(task, 3);
  const blocked = join(folder, 'blocked');
  writeFileSync(blocked, 'mine');
  expect(await tasksOver(join(blocked, 'traces.db'))).toEqual(answered);
  expect(editor.notices).toHaveLength(1);
  expect(readFileSync(blocked, 'utf8')).toBe('mine');
});

test('R18: a file of a later Weir is left as it is', async ({ task }) => {
  tried(task, 3);
  const file = filled('later');
  const raw = new DatabaseSync(file);
  raw.exec('PRAGMA user_version = 99; PRAGMA wal_checkpoint(TRUNCATE)');
  raw.close();
  const before = readFileSync(file);
  expect(await tasksOver(file)).toEqual(answered);
  expect(editor.notices).toHaveLength(1);
  expect(editor.notices[0]).toContain('newer Weir');
  expect(readFileSync(file).equals(before)).toBe(true);
});

test('R18: a damaged file is kept beside a new one, which has all that came after', async ({ task }) => {
  tried(task, 3);
  const file = join(folder, 'damaged', 'traces.db');
  mkdirSync(dirname(file));
  writeFileSync(file, 'no database at all, but somebody’s bytes '.repeat(500));
  expect(await tasksOver(file, async (store) => expect(await store.count()).toBe(3))).toEqual(answered);
  expect(editor.notices).toHaveLength(1);
  const kept = readdirSync(dirname(file)).find((name) => name.includes('.corrupt-')) ?? '';
  expect(readFileSync(join(dirname(file), kept), 'utf8')).toContain('somebody’s bytes');
});

test('R18: a full disk', async ({ task }) => {
  tried(task, 3);
  const full = join(folder, 'full.js');
  // What the store's thread says there is held by its own test, which fills a real one.
  writeFileSync(
    full,
    `const { parentPort } = require('node:worker_threads');
     parentPort.on('message', ({ id, call }) => parentPort.postMessage(call === 'close' ? { type: 'result', id } : { type: 'failure', id, sentence: 'The trace store could not do this: database or disk is full.' }));`,
  );
  const usual = workerFile;
  workerFile = full;
  try {
    expect(await tasksOver(join(folder, 'full.db'))).toEqual(answered);
  } finally {
    workerFile = usual;
  }
  expect(editor.notices).toHaveLength(1);
  expect(logged).toHaveLength(1);
});

test('R18: a file that somebody holds delays no answer for long, and has everything once it is free', async ({
  task,
}) => {
  tried(task, 3);
  const file = filled('held');
  const holder = new DatabaseSync(file);
  holder.exec('BEGIN IMMEDIATE');
  const started = performance.now();
  const letGo = async (store: WeirStore): Promise<void> => {
    // Three calls of the strong tier, each of which waited for the budget's book as long as it may.
    expect(performance.now() - started).toBeLessThan(20_000);
    holder.exec('COMMIT');
    holder.close();
    await expect.poll(() => store.count(), { timeout: 30_000 }).toBe(4);
  };
  expect(await tasksOver(file, letGo)).toEqual(answered);
  expect(editor.notices).toHaveLength(1);
});
