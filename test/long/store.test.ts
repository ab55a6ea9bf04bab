// The trace store over many kills, many writers and many traces. Figures with WEIR_KILLS, WEIR_WRITES, WEIR_TRACES.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { TraceDatabase } from '../../src/store/traceDatabase';
import { bundleForNode } from '../support/bundleForNode';
import { longCount } from '../support/longCount';
import { makeTrace } from '../support/makeTrace';
import { tried } from '../support/tried';

let folder = '';
let writer = '';
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'weir-long-'));
  writer = await bundleForNode(join(import.meta.dirname, '../support/storeWriter.ts'), join(folder, 'storeWriter.js'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs a writer; counts what it acknowledged. `killAfter`: kill -9 once so many were. */
async function write(
  file: string,
  name: string,
  count: number,
  killAfter = Infinity,
): Promise<{ ids: string[]; error: string }> {
  const child = spawn(process.execPath, [writer, file, name, String(count)]);
  const chunks: string[] = [];
  let lines = 0;
  let error = '';
  child.stdout.on('data', (data: Buffer) => {
    const text = data.toString();
    chunks.push(text);
    lines += text.split('\n').length - 1;
    if (lines >= killAfter) child.kill('SIGKILL');
  });
  child.stderr.on('data', (data: Buffer) => (error += data.toString()));
  await new Promise((done) => child.on('close', done));
  return { ids: chunks.join('').split('\n').slice(0, -1), error };
}

test('R15: what was acknowledged survives kill -9, again and again', async ({ task }) => {
  const kills = longCount('KILLS', 200);
  const file = join(folder, 'kills.db');
  const acknowledged: string[] = [];
  for (let kill = 0; kill < kills; kill++) {
    acknowledged.push(...(await write(file, `k${kill}`, 100_000, 1 + ((kill * 7) % 60))).ids);
  }
  const database = new TraceDatabase(file);
  const lost = acknowledged.filter((id) => database.get(id)?.outcomes.length !== 1);
  database.close();
  tried(task, kills, `${acknowledged.length} acknowledged, ${lost.length} lost`);
  expect(lost).toEqual([]);
});

test('R16: eight windows write at once, ten thousand each', async ({ task }) => {
  const each = longCount('WRITES', 80_000) / 8;
  const file = join(folder, 'windows.db');
  const started = performance.now();
  const runs = await Promise.all(Array.from({ length: 8 }, (_, window) => write(file, `w${window}`, each)));
  const seconds = (performance.now() - started) / 1000;
  const errors = runs.map(({ error }) => error.replace(/.*ExperimentalWarning.*|.*--trace-warnings.*/g, '').trim());
  const database = new TraceDatabase(file);
  const count = database.count();
  database.close();
  tried(task, count, `${count} of ${each * 8} in ${seconds.toFixed(0)} s`);
  expect(errors).toEqual(Array(8).fill(''));
  expect(count).toBe(each * 8);
});

test('R17: a million traces open as quickly as a thousand, and go by age and by size', async ({ task }) => {
  const count = longCount('TRACES', 1_000_000);
  const file = join(folder, 'many.db');
  const first = new TraceDatabase(file);
  const minute = 60_000;
  first.save(makeTrace({ id: 'first', startedAt: minute }));
  first.close();
  // One trace, multiplied by the database itself: what is measured is the reading.
  const raw = new DatabaseSync(file);
  const columns = (table: string): string[] =>
    raw
      .prepare(`SELECT name FROM pragma_table_info('${table}')`)
      .all()
      .map((row) => `"${String(row['name'])}"`);
  const traces = columns('traces').filter((name) => name !== '"seq"');
  const made: Record<string, string> = { '"id"': "'t' || n", '"started_at"': `n * ${minute}` };
  const numbers = `WITH RECURSIVE s(n) AS (SELECT 2 UNION ALL SELECT n + 1 FROM s WHERE n < ${count})`;
  raw.exec(
    `INSERT INTO traces (seq, ${traces.join(', ')}) ${numbers} SELECT n, ${traces.map((name) => made[name] ?? name).join(', ')} FROM s, traces WHERE seq = 1`,
  );
  raw.exec(
    `INSERT INTO documents (seq, search, document) ${numbers} SELECT n, search, document FROM s, documents WHERE seq = 1`,
  );
  raw.close();

  const timed = <T>(work: () => T): { ms: number; value: T } => {
    const start = performance.now();
    const value = work();
    return { ms: performance.now() - start, value };
  };
  const opened = timed(() => {
    const database = new TraceDatabase(file);
    return { database, page: database.list({ limit: 100 }) };
  });
  const { database, page } = opened.value;
  const filtered = timed(() => database.list({ limit: 100, kinds: ['complete'], tiers: ['fast'] }));
  const far = timed(() => database.list({ limit: 100, before: (count / 2) * minute, beforeId: `t${count / 2}` }));
  expect(page).toHaveLength(100);
  expect(filtered.value).toHaveLength(100);
  expect(far.value).toHaveLength(100);

  // By age: the older half goes. By size: half of what is left.
  const now = count * minute;
  const byAge = timed(() => database.retain(((count / 2) * minute) / 86_400_000, now));
  const half = statSync(file).size / 2;
  const bySize = timed(() => database.retain(10_000_000, now, half));
  const left = database.count();
  database.close();
  const size = statSync(file).size;
  tried(
    task,
    count,
    `opened in ${opened.ms.toFixed(0)} ms, filtered ${filtered.ms.toFixed(0)} ms, far page ${far.ms.toFixed(0)} ms; ` +
      `${byAge.value} gone by age in ${(byAge.ms / 1000).toFixed(0)} s, ${bySize.value} by size in ${(bySize.ms / 1000).toFixed(0)} s`,
  );
  expect(Math.max(opened.ms, filtered.ms, far.ms)).toBeLessThanOrEqual(1000);
  expect(byAge.value).toBeGreaterThanOrEqual(count / 2 - 2);
  expect(left).toBeGreaterThan(0);
  expect(size).toBeLessThanOrEqual(half);
});
