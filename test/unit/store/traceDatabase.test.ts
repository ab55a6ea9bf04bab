// The database on real files: what is saved comes back, lists page, retention, damage, disk full, future schema.
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Trace } from '../../../src/core/trace';
import { TraceDatabase } from '../../../src/store/traceDatabase';
import { summaryText } from '../../../src/shared/summaryText';
import { makeAttempt, makeTrace } from '../../support/makeTrace';

let folder = '';
let file = '';
let open: TraceDatabase[] = [];

function database(notice?: (sentence: string) => void): TraceDatabase {
  const made = new TraceDatabase(file, notice);
  open.push(made);
  return made;
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'weir-store-'));
  file = join(folder, 'sub', 'traces.db');
});

afterEach(() => {
  for (const each of open) each.close();
  open = [];
  rmSync(folder, { recursive: true, force: true });
});

test('a trace comes back as it was, outcomes merged whenever they came', () => {
  const store = database();
  const trace = makeTrace({ outcomes: [{ kind: 'shown', atMs: 310 }] });
  store.addOutcome('t1', { kind: 'accepted', atMs: 900, data: { characters: 9 } });
  store.save(trace);
  store.addOutcome('t1', { kind: 'kept', atMs: 30_000 });
  store.addOutcome('t1', { kind: 'kept', atMs: 30_000 });
  expect(store.get('t1')).toEqual({
    ...trace,
    outcomes: [
      { kind: 'shown', atMs: 310 },
      { kind: 'accepted', atMs: 900, data: { characters: 9 } },
      { kind: 'kept', atMs: 30_000 },
    ],
  });
  expect(store.get('other')).toBeNull();
  expect(store.list({ limit: 10 })[0]?.lastOutcome).toBe('kept');
});

test('saving an id again replaces the trace and keeps its outcomes', () => {
  const store = database();
  store.save(makeTrace({ end: 'failed', answer: '' }));
  store.addOutcome('t1', { kind: 'shown', atMs: 1 });
  store.save(makeTrace());
  expect(store.count()).toBe(1);
  expect(store.list({ limit: 1, ends: ['finished'] })).toHaveLength(1);
  expect(store.get('t1')).toMatchObject({ answer: 'return 1;', outcomes: [{ kind: 'shown' }] });
});

test('a summary says what was shown, what it cost, and what is unknown', () => {
  const store = database();
  const strong = makeAttempt({ tier: 'strong', model: 'big-model', cost: 0.02 });
  const judged = makeTrace().judgements.map((each) => ({ ...each, verdict: 'escalate' as const, pAcceptable: 0.3 }));
  store.save(makeTrace({ attempts: [makeAttempt(), strong], judgements: judged, shown: 'strong' }));
  store.save(makeTrace({ id: 'unpriced', startedAt: 2, attempts: [makeAttempt({ cost: null })] }));
  store.save(makeTrace({ id: 'nothing', startedAt: 1, attempts: [], judgements: [], route: null, shown: 'none' }));
  expect(store.list({ limit: 3 })).toMatchObject([
    {
      ...{ id: 't1', tier: 'strong', model: 'big-model', escalated: true, cost: 0.021, pAcceptable: 0.3 },
      ...{ threshold: 0.6, inputTokens: 210, cachedTokens: 20, outputTokens: 40, rule: 'p-hard', lastOutcome: null },
    },
    { id: 'unpriced', tier: 'fast', escalated: false, cost: null },
    { id: 'nothing', tier: null, model: null, rule: null, cost: 0, pAcceptable: null },
  ]);
});

test('where strong stood in for a fast tier that was down, the row says so', () => {
  const store = database();
  const down = { rule: 'fast-down', weight: 1, data: { sentence: 'No answer.' } };
  store.save(makeTrace({ attempts: [makeAttempt({ tier: 'strong' })], shown: 'strong', reasons: [down] }));
  const [row] = store.list({ limit: 1 });
  expect(row?.rule).toBe('fast-down');
  expect(row && summaryText(row)).toBe('fast model not available');
});

test('pages run newest first and lose nothing where many traces share a millisecond', () => {
  const store = database();
  for (let i = 0; i < 25; i++) store.save(makeTrace({ id: `id-${String(i).padStart(2, '0')}`, startedAt: i >> 3 }));
  const seen: string[] = [];
  for (let page = store.list({ limit: 4 }); page.length > 0;) {
    seen.push(...page.map((row) => row.id));
    const last = page.at(-1);
    page = last === undefined ? [] : store.list({ limit: 4, before: last.startedAt, beforeId: last.id });
  }
  expect(seen).toEqual(Array.from({ length: 25 }, (_, i) => `id-${String(24 - i).padStart(2, '0')}`));
  expect(store.list({ limit: 500, before: 1 })).toHaveLength(8);
});

test('filters and text search', () => {
  const store = database();
  const add = (id: string, over: Partial<Trace>): void => store.save(makeTrace({ id, ...over }));
  add('a', { kind: 'explain', path: 'src/Größe.py', languageId: 'python' });
  add('b', { kind: 'debug', end: 'failed', shown: 'none', answer: '100% of it_all' });
  add('c', { attempts: [makeAttempt({ tier: 'strong', model: 'Big-One' })], shown: 'strong' });
  const ids = (query: Partial<Parameters<TraceDatabase['list']>[0]>): string =>
    store
      .list({ limit: 9, ...query })
      .map((row) => row.id)
      .sort()
      .join('');
  expect(ids({ kinds: ['explain'] })).toBe('a');
  expect(ids({ kinds: ['explain', 'debug'] })).toBe('ab');
  expect(ids({ ends: ['failed'] })).toBe('b');
  expect(ids({ tiers: ['strong'] })).toBe('c');
  expect(ids({ shown: ['none', 'strong'], languages: ['typescript'] })).toBe('bc');
  expect(ids({ text: 'GRÖSSE' })).toBe('');
  expect(ids({ text: 'größ' })).toBe('a');
  expect(ids({ text: '0%' })).toBe('b');
  expect(ids({ text: 'i__' })).toBe('');
  expect(ids({ text: 'big-one' })).toBe('c');
  expect(ids({ kinds: [] })).toBe('abc');
});

test('R17: a list of any size needs no sort and no scan', () => {
  database().save(makeTrace());
  const plan = (where: string): string => {
    const raw = new DatabaseSync(file);
    const rows = raw.prepare(
      `EXPLAIN QUERY PLAN SELECT * FROM traces ${where} ORDER BY started_at DESC, id DESC LIMIT 9`,
    );
    const text = rows
      .all()
      .map((row) => String(row['detail']))
      .join('; ');
    raw.close();
    return text;
  };
  for (const where of ['', "WHERE kind = 'edit'", "WHERE +kind IN ('a', 'b')", 'WHERE (started_at, id) < (5, 6)']) {
    expect(plan(where)).toMatch(/INDEX traces_by_/);
    expect(plan(where)).not.toMatch(/TEMP B-TREE/);
  }
});

test('what was spent, by day, kind and tier; beside it the strong calls alone and the tokens of the fast answers', () => {
  const store = database();
  const at = new Date(2026, 10, 12, 12).getTime();
  const cheap = makeAttempt({ cost: 0.25 });
  const dear = makeAttempt({ tier: 'strong', cost: 2 });
  const judged = makeTrace().judgements.map((each) => ({ ...each, verdict: 'escalate' as const }));
  store.save(makeTrace({ id: 'old', startedAt: at - 1, attempts: [cheap] }));
  store.save(makeTrace({ id: 'a', startedAt: at, attempts: [cheap] }));
  store.save(makeTrace({ id: 'b', startedAt: at + 1, attempts: [makeAttempt({ cost: null })] }));
  store.save(makeTrace({ id: 'c', startedAt: at, attempts: [cheap, dear], judgements: judged, shown: 'strong' }));
  expect(store.spent(at)).toMatchObject([
    { day: '2026-11-12', tier: 'fast', tasks: 2, dollars: 0.25, unpriced: 1, input: 105, cached: 10, output: 20 },
    { day: '2026-11-12', tier: 'strong', tasks: 1, dollars: 2.25, unpriced: 0, strongDollars: 2 },
  ]);
});

const withoutComparison = ['strong_dollars', 'answer_input', 'answer_cached', 'answer_output']
  .map((column) => `ALTER TABLE traces DROP COLUMN ${column};`)
  .join(' ');

test('what an older Weir kept is compared with strong alone like any other task', () => {
  const usage = { input: 30, cachedRead: 10, cacheWrite: 10, output: 20, exact: true };
  const answer = makeAttempt({ cost: 0.25, usage });
  const sample = makeAttempt({ cost: 0.25, usage: { ...usage, input: 500 }, sample: true });
  const strong = makeAttempt({ tier: 'strong', cost: 2 });
  const first = database();
  const startedAt = Date.now();
  first.save(makeTrace({ id: 'a', startedAt, attempts: [answer, sample], shown: 'accepted' }));
  first.save(makeTrace({ id: 'b', startedAt, attempts: [answer, strong], shown: 'strong' }));
  const compared = [{ input: 40, cached: 10, output: 20 }, { strongDollars: 2 }];
  expect(first.spent(0)).toMatchObject(compared);
  open[0]?.close();
  open = [];
  const raw = new DatabaseSync(file);
  raw.exec(`${withoutComparison} PRAGMA user_version = 4`);
  raw.close();
  expect(database().spent(0)).toMatchObject(compared);
});

test('what an older window goes on saving is compared by all that it knows, and not by nothing', () => {
  const store = database();
  store.save(makeTrace({ id: 'a', attempts: [makeAttempt(), makeAttempt({ sample: true })], shown: 'accepted' }));
  store.save(makeTrace({ id: 'b', attempts: [makeAttempt({ tier: 'strong', cost: 2 })], shown: 'strong' }));
  store.transaction((raw) =>
    raw.exec(
      'UPDATE traces SET strong_dollars = NULL, answer_input = NULL, answer_cached = NULL, answer_output = NULL',
    ),
  );
  expect(store.spent(0)).toMatchObject([{ input: 210, cached: 20, output: 40 }, { strongDollars: 2 }]);
});

test('what was judged by a thumb leaves the queue', () => {
  const store = database();
  for (const id of ['a', 'b', 'c']) store.save(makeTrace({ id, shown: 'unverified' }));
  store.addOutcome('a', { kind: 'thumb-down', atMs: 1 });
  store.addOutcome('b', { kind: 'copied', atMs: 1 });
  expect(store.list({ shown: ['unverified'], unjudged: true, limit: 9 }).map(({ id }) => id)).toEqual(['c', 'b']);
});

test('R17, T23: retention deletes by age, then the oldest down to a size, and gives the pages back', () => {
  const store = database();
  const day = 86_400_000;
  for (let i = 0; i < 1000; i++) {
    store.save(
      makeTrace({ id: `t${i}`, startedAt: i * day, answer: 'y'.repeat(3000), outcomes: [{ kind: 'shown', atMs: 1 }] }),
    );
  }
  expect(store.retain(600, 1000 * day)).toBe(400);
  expect(store.get('t399')).toBeNull();
  expect(store.get('t400')?.outcomes).toHaveLength(1);
  const half = statSync(file).size / 2;
  const removed = store.retain(10_000, 1000 * day, half);
  expect(removed).toBeGreaterThan(200);
  expect(store.count()).toBe(600 - removed);
  expect(store.get('t999')).not.toBeNull();
  expect(statSync(file).size).toBeLessThanOrEqual(half);
});

test('T23: deleteAll leaves no byte of what was said', () => {
  const store = database();
  for (let i = 0; i < 50; i++) store.save(makeTrace({ id: `t${i}`, answer: `canary-${'z'.repeat(5000)}` }));
  store.deleteAll();
  expect(store.count()).toBe(0);
  for (const name of readdirSync(join(folder, 'sub'))) {
    expect(readFileSync(join(folder, 'sub', name)).includes('canary-')).toBe(false);
  }
  store.save(makeTrace());
  expect(store.count()).toBe(1);
});

test('T23: files are the user’s alone', () => {
  database().save(makeTrace());
  chmodSync(file, 0o644);
  database().save(makeTrace({ id: 't2' }));
  for (const suffix of ['', '-wal', '-shm']) expect(statSync(file + suffix).mode & 0o777, suffix).toBe(0o600);
});

test('R18: a damaged file is moved aside with its bytes, said once, and work goes on', () => {
  const notices: string[] = [];
  database().close();
  open = [];
  const garbage = Buffer.alloc(8192, 'not a database ');
  writeFileSync(file, garbage);
  const store = database((sentence) => notices.push(sentence));
  store.save(makeTrace());
  expect(store.count()).toBe(1);
  expect(notices).toHaveLength(1);
  const aside = readdirSync(join(folder, 'sub')).find((name) => name.includes('.corrupt-'));
  expect(readFileSync(join(folder, 'sub', aside ?? '')).equals(garbage)).toBe(true);
});

test('R18: damage that shows later gives one error and one notice, and the next call works', () => {
  const notices: string[] = [];
  const first = database();
  for (let i = 0; i < 200; i++) first.save(makeTrace({ id: `t${i}`, answer: 'q'.repeat(3000) }));
  first.close();
  open = [];
  const bytes = readFileSync(file);
  bytes.fill(0xff, 8192);
  writeFileSync(file, bytes);
  const store = database((sentence) => notices.push(sentence));
  expect(() => store.list({ limit: 100 })).toThrow(
    /^The trace store could not do this: database disk image is malformed\.$/,
  );
  store.save(makeTrace());
  expect(store.count()).toBe(1);
  expect(notices).toHaveLength(1);
  expect(readdirSync(join(folder, 'sub')).some((name) => name.includes('.corrupt-'))).toBe(true);
});

test('what an older Weir kept is still found by its text', () => {
  database().save(makeTrace({ id: 'old', answer: 'Held by the weir.' }));
  open[0]?.close();
  open = [];
  const raw = new DatabaseSync(file);
  raw.exec(`
    ALTER TABLE documents ADD COLUMN search TEXT NOT NULL DEFAULT '';
    UPDATE documents SET search = (SELECT text FROM searches WHERE searches.seq = documents.seq);
    DROP TABLE searches;
    ${withoutComparison}
    PRAGMA user_version = 3`);
  raw.close();
  const found = (text: string): string[] =>
    database()
      .list({ limit: 9, text })
      .map(({ id }) => id);
  expect(found('held by')).toEqual(['old']);
  expect(found('nowhere')).toEqual([]);
});

test('R18: a future schema is refused in one sentence and left as it is', () => {
  database().save(makeTrace());
  open[0]?.close();
  open = [];
  const raw = new DatabaseSync(file);
  raw.exec('PRAGMA user_version = 99');
  raw.close();
  expect(() => database()).toThrow(/written by a newer Weir \(schema 99, this one knows \d+\)/);
  const again = new DatabaseSync(file);
  expect(again.prepare('SELECT count(*) AS n FROM traces').get()?.['n']).toBe(1);
  again.close();
});

test('R18: a save that fails leaves nothing half done, and later calls work', () => {
  const store = database();
  store.save(makeTrace());
  expect(() => store.save(makeTrace({ id: 'nul', startedAt: Number.NaN }))).toThrow(
    /^The trace store could not do this: /,
  );
  store.save(makeTrace({ id: 't2' }));
  expect(store.count()).toBe(2);
});
