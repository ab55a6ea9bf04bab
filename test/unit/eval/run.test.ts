// The `run` command against a scripted server: both tiers asked, answers kept, a second run asks nobody, rows fit `cascade`.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { cascadeRow } from '../../../eval/cascadeRows';
import { editSimilarity } from '../../../eval/editSimilarity';
import { run } from '../../../eval/run';
import { TraceDatabase } from '../../../src/store/traceDatabase';
import { startModelServer, type ModelServer } from '../../support/modelServer';

let folder = '';
let server: ModelServer;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'weir-run-'));
  server = await startModelServer({
    answers: ({ model }) => ({ text: model === 'small' ? 'a - b\n\nprint(1)' : 'a + b\n', logprobs: [-0.25, -1.5] }),
  });
});
afterEach(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

const hole = (id: string): object => ({
  ...{ id, language: 'python', prefix: 'def add(a, b):\n    return ', suffix: '\n', expected: 'a + b' },
  tail: 'kept for the scorer',
});

async function* linesOf(rows: readonly object[]): AsyncGenerator<string> {
  for (const row of rows) yield await Promise.resolve(JSON.stringify(row));
}

async function rowsOf(rows: readonly object[], options: Record<string, string>): Promise<Record<string, unknown>[]> {
  const written: Record<string, unknown>[] = [];
  const names = { fast: `${server.url}/v1#small`, strong: `${server.url}/v1#large` };
  await run(linesOf(rows), { ...names, out: join(folder, 'answers.jsonl'), ...options }, (row) => {
    written.push(JSON.parse(JSON.stringify(row)));
    return Promise.resolve();
  });
  return written;
}

it('asks both tiers by plain continuation, stops early, and keeps text and log-probabilities', async () => {
  const store = join(folder, 'traces.db');
  const [row] = await rowsOf([hole('p/1/L0')], { store });
  expect(server.requests.map(({ protocol, prompt }) => [protocol, prompt])).toEqual([
    ['openai-completions', 'def add(a, b):\n    return '],
    ['openai-completions', 'def add(a, b):\n    return '],
  ]);
  expect(row).toMatchObject({
    ...{ id: 'p/1/L0', group: 'p/1', task: 'complete', language: 'python' },
    fast: { ok: 0, exact: 0, text: 'a - b', similarity: 0.8, model: 'small' },
    strong: { ok: 1, exact: 1, text: 'a + b', similarity: 1, model: 'large' },
  });
  const kept = readFileSync(join(folder, 'answers.jsonl'), 'utf8').trim().split('\n');
  expect(kept.map((line): unknown => JSON.parse(line))).toContainEqual(
    expect.objectContaining({ id: 'p/1/L0', tier: 'strong', raw: 'a + b', logprobs: [-0.25, -1.5, -1.5, -1.5] }),
  );
  expect(cascadeRow(row ?? {})).toMatchObject({
    kind: 'complete',
    hole: { suffix: '\n' },
    fast: { ok: 0 },
    strong: { ok: 1 },
  });
  const database = new TraceDatabase(store);
  expect(database.count()).toBe(2);
  database.close();
});

it('goes on where it was stopped, and draws the same sample again', async () => {
  const holes = Array.from({ length: 12 }, (_, i) => hole(`p/${i}/L0`));
  const first = await rowsOf(holes, { sample: '3', seed: '7' });
  expect(first).toHaveLength(3);
  expect(server.requests).toHaveLength(6);
  const answers = join(folder, 'answers.jsonl');
  const lines = readFileSync(answers, 'utf8').trim().split('\n');
  writeFileSync(answers, `${lines.slice(0, -1).join('\n')}\n${lines.at(-1)?.slice(0, 20)}`);
  const again = await rowsOf(holes, { sample: '3', seed: '7' });
  expect(again.map(({ id }) => id)).toEqual(first.map(({ id }) => id));
  expect(server.requests).toHaveLength(7);
});

it('lets a scorer say what is right, with the document that the answer makes', async () => {
  const scorer = join(folder, 'scorer.mjs');
  writeFileSync(
    scorer,
    `import { readFileSync, writeFileSync } from 'node:fs';
     const [tasks, answers] = process.argv.slice(2, 4).map((file) => readFileSync(file, 'utf8').trim().split('\\n').map(JSON.parse));
     const passed = answers.map(({ id, completion }, i) => ({ id, passed: completion.includes('-') && tasks[i].tail !== undefined }));
     writeFileSync(process.argv[process.argv.indexOf('--out') + 1], JSON.stringify(passed));`,
  );
  const [row] = await rowsOf([hole('p/1/L0')], { scorer: `${process.execPath} ${scorer}` });
  expect(row).toMatchObject({ fast: { ok: 1, exact: 0 }, strong: { ok: 0, exact: 1 } });
});

it('keeps further answers of the fast model apart from its first, with what each printed', async () => {
  const printer = join(folder, 'printer.mjs');
  writeFileSync(
    printer,
    `import { readFileSync, writeFileSync } from 'node:fs';
     const answers = readFileSync(process.argv[3], 'utf8').trim().split('\\n').map(JSON.parse);
     const printed = answers.map(({ id, completion }) => ({ id, outputs: [completion.toUpperCase()] }));
     writeFileSync(process.argv[process.argv.indexOf('--out') + 1], JSON.stringify(printed));`,
  );
  const options = { resamples: '2', behaviour: `${process.execPath} ${printer}` };
  const [row] = await rowsOf([hole('p/1/L0')], options);
  expect(server.requests).toHaveLength(4);
  expect(cascadeRow(row ?? {}).fast).toMatchObject({
    samples: ['a - b', 'a - b'],
    behaviour: [['A - B'], ['A - B'], ['A - B']],
  });
  expect(await rowsOf([hole('p/1/L0')], options)).toEqual([row]);
  expect(server.requests).toHaveLength(4);
});

it('shows the models what is messy, and scores the file without the mess', async () => {
  const [row] = await rowsOf([hole('p/1/L0')], { mess: 'all' });
  expect(server.requests[0]?.prompt).toMatch(/^2026-.* ERROR .*\ndef add/);
  expect(row).toMatchObject({ prefix: expect.stringMatching(/ERROR/), strong: { exact: 1 } });
});

it('says in one sentence what is missing', async () => {
  await expect(rowsOf([hole('p/1/L0')], { out: join(folder, 'a'), fast: 'small' })).rejects.toThrow('--fast must be');
  await expect(run(linesOf([]), {}, () => Promise.resolve())).rejects.toThrow('--out FILE');
  const [bad] = await rowsOf([{ id: 'x', task: 'explain', language: 'python', prefix: '', suffix: '' }], {});
  expect(bad).toEqual({ id: 'x', error: expect.stringContaining('"task" must be complete') });
});

it('measures how near a text comes', () => {
  expect([editSimilarity('', ''), editSimilarity('abc', 'abc'), editSimilarity('abc', '')]).toEqual([1, 1, 0]);
  expect(editSimilarity('kitten', 'sitting')).toBeCloseTo(1 - 3 / 7);
});
