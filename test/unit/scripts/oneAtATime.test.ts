// One process at a time; a holder that died holds nothing.
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';

const script = new URL('../../../scripts/oneAtATime.mjs', import.meta.url).href;
const { oneAtATime }: { oneAtATime: <T>(file: string, work: () => Promise<T>) => Promise<T> } = await import(script);

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'weir-lock-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

it('nobody begins before the other has ended', async () => {
  const file = join(folder, 'held');
  const seen: string[] = [];
  const work = (name: string) => async () => {
    seen.push(`${name} begins`);
    await new Promise((resolve) => setImmediate(resolve));
    seen.push(`${name} ends`);
  };
  await Promise.all([oneAtATime(file, work('a')), oneAtATime(file, work('b'))]);
  expect([seen[0]?.[0], seen[2]?.[0]].sort()).toEqual(['a', 'b']);
  expect(seen[0]?.[0]).toBe(seen[1]?.[0]);
  expect(await readdir(folder)).toEqual([]);
});

it('what a dead process held is free', async () => {
  const file = join(folder, 'held');
  await writeFile(file, '999999999\n');
  expect(await oneAtATime(file, async () => 'done')).toBe('done');
});

it('an error lets go', async () => {
  const file = join(folder, 'held');
  await expect(oneAtATime(file, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await readdir(folder)).toEqual([]);
});
