// From a trace database to rows, and from rows to a report: the user's own traces can be replayed.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { cascade } from '../../../eval/cascade';
import { traces } from '../../../eval/traces';
import { TraceDatabase } from '../../../src/store/traceDatabase';
import { makeAttempt, makeTrace } from '../../support/makeTrace';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'weir-traces-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function* linesOf(rows: readonly unknown[]): AsyncGenerator<string> {
  for (const row of rows) yield await Promise.resolve(JSON.stringify(row));
}

async function rowsOf(file: string): Promise<Record<string, unknown>[]> {
  const rows: Record<string, unknown>[] = [];
  await traces(linesOf([]), { store: file }, (row) => {
    rows.push(JSON.parse(JSON.stringify(row)));
    return Promise.resolve();
  });
  return rows;
}

it('gives every trace with its outcome, oldest first, over several pages', async () => {
  const file = join(folder, 'traces.db');
  const database = new TraceDatabase(file);
  const total = 510;
  for (let i = 0; i < total; i++) {
    const good = i % 5 !== 0;
    database.save(
      makeTrace({
        id: `t${i}`,
        startedAt: 1_000_000 + i,
        path: `src/${i}.ts`,
        attempts: [makeAttempt({ logprobs: [{ token: 'a', logprob: good ? -0.1 : -1.5 }] })],
        outcomes: i % 10 === 9 ? [] : [{ kind: good ? 'thumb-up' : 'thumb-down', atMs: 500 }],
      }),
    );
  }
  database.close();
  const rows = await rowsOf(file);
  expect(rows.map(({ id }) => id)).toEqual(Array.from({ length: total }, (_, i) => `t${i}`));
  expect(rows[0]).toMatchObject({ weight: 1, shown: 'accepted', fast: { ok: 0 }, strong: { ok: null } });
  expect(rows[9]).toMatchObject({ weight: 0, fast: { ok: null } });

  let report: unknown;
  const status = await cascade(linesOf(rows.slice(0, 200)), {}, (value) => {
    report = value;
    return Promise.resolve();
  });
  expect(status).toBe(0);
  expect(report).toMatchObject({ n: 180, policies: null, deployed: { certified: true } });
});

it('says in one sentence what is missing', async () => {
  await expect(rowsOf(join(folder, 'none.db'))).rejects.toThrow('There is no trace database at');
  await expect(traces(linesOf([]), {}, () => Promise.resolve())).rejects.toThrow('--store FILE');
});
