// The store is tidied up by age and by size: when it is opened, and each day that a window stays open.
import { expect, test } from 'vitest';
import type { TraceStore } from '../../src/core/traceStore';
import { storeMaxBytes, wireStore } from '../../src/wireStore';

const day = 86_400_000;

function fakeStore(retain: TraceStore['retain']): TraceStore {
  const none = async (): Promise<void> => undefined;
  return {
    ...{ save: none, addOutcome: none, deleteAll: none, close: none, retain },
    ...{ list: async () => [], get: async () => null, count: async () => 0 },
  };
}

test('R17: old and too many traces go at the first use and once a day, and nothing is opened before', async () => {
  const asked: unknown[][] = [];
  let opened = 0;
  let now = 5 * day;
  const wired = wireStore(
    { file: 'f', workerFile: 'w', log: () => undefined },
    () => 30,
    () => now,
    () => {
      opened += 1;
      return fakeStore(async (...args) => asked.push(args));
    },
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
  const wired = wireStore(
    { file: 'f', workerFile: 'w', log: (line) => said.push(line) },
    () => 30,
    () => 0,
    () => fakeStore(async () => Promise.reject(new Error('disk full'))),
  );
  expect(await (await wired.open()).count()).toBe(0);
  expect(said).toEqual(['Old traces were not deleted: disk full']);
});
