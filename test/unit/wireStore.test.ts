// The store is tidied up by age and by size: when it is opened, and each day that a window stays open.
import { expect, test } from 'vitest';
import { keptStore, storeMaxBytes } from '../../src/wireStore';

const day = 86_400_000;
const close = async (): Promise<void> => undefined;

test('R17: old and too many traces go at the first use and once a day, and nothing is opened before', async () => {
  const asked: unknown[][] = [];
  let opened = 0;
  let now = 5 * day;
  const open = () => {
    opened += 1;
    return { close, retain: async (...given: unknown[]): Promise<number> => asked.push(given) };
  };
  const wired = keptStore(
    open,
    () => undefined,
    () => 30,
    () => now,
  );
  expect(opened).toBe(0);
  await wired.open();
  await wired.open();
  expect(asked).toEqual([[30, 5 * day, storeMaxBytes]]);
  now += day;
  await wired.open();
  expect(asked).toHaveLength(2);
  expect(opened).toBe(1);
});

test('R18: a store that cannot be tidied up is still given, and the log says why', async () => {
  const said: string[] = [];
  const full = { close, retain: async () => Promise.reject(new Error('disk full')) };
  const wired = keptStore(
    () => full,
    (line) => said.push(line),
    () => 30,
    () => 0,
  );
  expect(await wired.open()).toBe(full);
  expect(said).toEqual(['Old traces were not deleted: disk full']);
});
