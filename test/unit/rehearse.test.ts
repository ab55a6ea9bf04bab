// The rehearsal goes the whole way each time, or it would prepare nothing; and nothing leaves by it.
import { afterEach, expect, test, vi } from 'vitest';
import { rehearse } from '../../src/rehearse';

afterEach(() => vi.unstubAllGlobals());

test('every round ends with an offer, and nothing is fetched', async () => {
  const fetched = vi.fn(() => Promise.reject(new Error('no network')));
  vi.stubGlobal('fetch', fetched);
  expect(await rehearse()).toBe(60);
  expect(fetched).not.toHaveBeenCalled();
});

test('it ends when it is told to', async () => {
  let asked = 0;
  expect(await rehearse(() => ++asked > 3)).toBe(3);
});
