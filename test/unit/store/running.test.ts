// What is left of a task whose window ended in its midst: listed once that window is gone, and not while it lives.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { summaryText } from '../../../src/shared/summaryText';
import { TraceDatabase } from '../../../src/store/traceDatabase';
import { bundleForNode } from '../../support/bundleForNode';
import { makeTrace } from '../../support/makeTrace';
import { tried } from '../../support/tried';

const interrupted = { rule: 'interrupted', weight: 1, data: {} };
const unfinished = (over = {}) =>
  makeTrace({ end: 'cancelled', shown: 'none', answer: '', reasons: [interrupted], startedAt: Date.now(), ...over });
let folder = '';
let script = '';
let file = '';
let count = 0;
const open: TraceDatabase[] = [];

function windowOf(window: string, pid = process.pid): TraceDatabase {
  const made = new TraceDatabase(file, () => undefined, { pid, window });
  open.push(made);
  return made;
}

const listed = (database: TraceDatabase): string[] =>
  database.list({ limit: 100 }).map(({ id, end }) => `${id} ${end}`);

/** A process with a task of that name under way. */
async function windowWith(id: string): Promise<ChildProcess> {
  const child = spawn(process.execPath, [script, file, id], { stdio: ['pipe', 'pipe', 'inherit'] });
  await once(child.stdout, 'data');
  return child;
}

async function killed(child: ChildProcess): Promise<void> {
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'weir-running-'));
  script = await bundleForNode(join(import.meta.dirname, '../../support/storeWindow.ts'), join(folder, 'window.js'));
});
beforeEach(() => {
  file = join(folder, `traces-${count++}.db`);
});
afterEach(() => {
  for (const database of open.splice(0)) database.close();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('R14: of two windows that ran a task, only the killed one’s is interrupted, and the other’s ends as it should', async ({
  task,
}) => {
  tried(task, 2);
  const own = windowOf('own');
  const [killedOne, living] = [await windowWith('killed'), await windowWith('living')];
  expect(listed(own)).toEqual([]);
  await killed(killedOne);
  expect(listed(own)).toEqual(['killed cancelled']);
  const ended = once(living, 'exit');
  living.stdin?.write('end\n');
  await ended;
  expect(listed(own).sort()).toEqual(['killed cancelled', 'living finished']);
  expect(own.get('killed')?.kind).toBe('explain');
});

test('R14: a reloaded window finds what it left, though its process has the same number again', () => {
  windowOf('before').begin(unfinished());
  const after = windowOf('after');
  expect(listed(after)).toEqual(['t1 cancelled']);
  expect(after.get('t1')?.reasons).toEqual([interrupted]);
  expect(after.list({ limit: 1 }).map((row) => summaryText(row))).toEqual(['interrupted']);
});

test('a task under way is in no list, no count and no sum of its own window', () => {
  const own = windowOf('own');
  own.begin(unfinished());
  own.begin(unfinished({ spans: [{ name: 'x', startMs: 0, endMs: 1 }] }));
  expect(listed(own)).toEqual([]);
  expect([own.count(), own.get('t1'), own.spent(0)]).toEqual([0, null, []]);
});

test('word of the beginning that comes after the end changes nothing', () => {
  const own = windowOf('own');
  own.save(makeTrace());
  own.begin(unfinished());
  expect(listed(windowOf('other'))).toEqual(['t1 finished']);
});

test('a task that was taken for interrupted is put right by its end', () => {
  const living = windowOf('living');
  living.begin(unfinished());
  expect(listed(windowOf('elsewhere'))).toEqual(['t1 cancelled']);
  living.save(makeTrace());
  expect(listed(living)).toEqual(['t1 finished']);
});

test('what began an hour ago is over, whoever has that number of a process now; deleting all deletes it', () => {
  const parent = windowOf('other', process.ppid);
  parent.begin(unfinished({ id: 'old', startedAt: Date.now() - 3_700_000 }));
  parent.begin(unfinished({ id: 'new' }));
  const own = windowOf('own');
  expect(listed(own)).toEqual(['old cancelled']);
  parent.deleteAll();
  expect(listed(windowOf('third', 1))).toEqual([]);
});
