// The store behind its worker thread, and several processes on one file: crashes, kills, a full disk.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTraceStore } from '../../../src/store/sqliteTraceStore';
import { TraceDatabase } from '../../../src/store/traceDatabase';
import { bundleForNode } from '../../support/bundleForNode';
import { makeTrace } from '../../support/makeTrace';
import { tried } from '../../support/tried';

const root = resolve(import.meta.dirname, '../../..');
let folder = '';
let workerFile = '';
let writer = '';
let files = 0;
const newFile = (): string => join(folder, `traces-${files++}.db`);

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'weir-store-'));
  workerFile = await bundleForNode(join(root, 'src/store/worker.ts'), join(folder, 'storeWorker.js'));
  writer = await bundleForNode(join(root, 'test/support/storeWriter.ts'), join(folder, 'storeWriter.js'));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs a writer; resolves to the ids it acknowledged and its exit. `killAfter`: kill -9 once so many were. */
async function write(command: string, args: string[], killAfter = Infinity): Promise<{ ids: string[]; error: string }> {
  const child = spawn(command, args);
  let out = '';
  let error = '';
  child.stdout.on('data', (data: Buffer) => {
    out += data.toString();
    if (out.split('\n').length > killAfter) child.kill('SIGKILL');
  });
  child.stderr.on('data', (data: Buffer) => (error += data.toString()));
  await new Promise((done) => child.on('close', done));
  return { ids: out.split('\n').slice(0, -1), error };
}

test('every call passes the thread', async () => {
  const store = openTraceStore({ file: newFile(), workerFile, log: () => undefined });
  await store.save(makeTrace());
  await store.addOutcome('t1', { kind: 'accepted', atMs: 5 });
  expect(await store.list({ limit: 5 })).toMatchObject([{ id: 't1', lastOutcome: 'accepted' }]);
  expect(await store.get('t1')).toEqual(makeTrace({ outcomes: [{ kind: 'accepted', atMs: 5 }] }));
  expect(await store.retain(1, 5_000_000_000)).toBe(1);
  expect(await store.count()).toBe(0);
  await store.deleteAll();
  await store.close();
  await store.close();
  await expect(store.count()).rejects.toThrow('The trace store is closed.');
});

test('a dead worker rejects what waits, starts once more, then stays off', async () => {
  const fragile = join(folder, 'fragile.js');
  writeFileSync(
    fragile,
    `const { parentPort } = require('node:worker_threads');
     parentPort.on('message', (m) => { if (m.call === 'count') process.exit(3); else if (m.call === 'get') throw new Error('boom'); else parentPort.postMessage({ type: 'result', id: m.id, value: null }); });`,
  );
  const notices: string[] = [];
  const store = openTraceStore({ file: newFile(), workerFile: fragile, log: (sentence) => notices.push(sentence) });
  const waiting = await Promise.allSettled([store.count(), store.deleteAll()]);
  expect(waiting.map((each) => each.status)).toEqual(['rejected', 'rejected']);
  await store.deleteAll();
  await expect(store.get('x')).rejects.toThrow('The trace store stopped before it answered: boom.');
  await expect(store.deleteAll()).rejects.toThrow('reload the window');
  expect(notices).toHaveLength(2);
  await store.close();
});

test('R18: a file that cannot be opened rejects in a sentence and is tried again by the next call', async () => {
  const blocked = join(folder, 'blocked');
  writeFileSync(blocked, '');
  const store = openTraceStore({ file: join(blocked, 'traces.db'), workerFile, log: () => undefined });
  await expect(store.save(makeTrace())).rejects.toThrow(/EEXIST|ENOTDIR|not a directory/);
  rmSync(blocked);
  await store.save(makeTrace());
  expect(await store.count()).toBe(1);
  await store.close();
});

test('R16: eight windows write at once: nothing lost, no busy error', async ({ task }) => {
  tried(task, 320);
  const file = newFile();
  const runs = await Promise.all(
    Array.from({ length: 8 }, (_, i) => write(process.execPath, [writer, file, `w${i}`, '40'])),
  );
  expect(runs.map((run) => run.error.replace(/.*ExperimentalWarning.*|.*--trace-warnings.*/g, '').trim())).toEqual(
    Array(8).fill(''),
  );
  const database = new TraceDatabase(file);
  expect(database.count()).toBe(320);
  database.close();
});

test('R15: what was acknowledged survives kill -9', async ({ task }) => {
  tried(task, 3);
  const file = newFile();
  const acknowledged: string[] = [];
  for (const killAfter of [1, 7, 60]) {
    acknowledged.push(...(await write(process.execPath, [writer, file, `k${killAfter}`, '5000'], killAfter)).ids);
  }
  expect(acknowledged.length).toBeLessThan(15_000);
  const database = new TraceDatabase(file);
  for (const id of acknowledged) expect(database.get(id)?.outcomes).toHaveLength(1);
  database.close();
});

test.skipIf(process.platform === 'win32')(
  'R18: a full disk ends a save with a sentence and harms nothing',
  async () => {
    const file = newFile();
    const limited = 'ulimit -f 4000; exec "$0" "$@"';
    const { ids, error } = await write('sh', ['-c', limited, process.execPath, writer, file, 'full', '5000']);
    expect(error).toMatch(/The trace store could not do this: /);
    expect(ids.length).toBeGreaterThan(10);
    const database = new TraceDatabase(file);
    expect(database.count()).toBeGreaterThanOrEqual(ids.length);
    database.save(makeTrace());
    database.close();
  },
);
