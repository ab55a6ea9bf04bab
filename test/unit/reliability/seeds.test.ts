// A generated failure is worth nothing without the seed that makes it again.
import fc from 'fast-check';
import { expect, test } from 'vitest';

const failing = fc.property(fc.array(fc.nat(100)), (numbers) => numbers.every((number) => number < 90));

test('R22: a failure prints its seed and path, and they replay it', () => {
  let message = '';
  try {
    fc.assert(failing, { seed: 7 });
  } catch (error) {
    message = String(error);
  }
  const [, seed = '', path = ''] = /\{ seed: (-?\d+), path: "([\d:]+)"/.exec(message) ?? [];
  expect(Number(seed)).toBe(7);
  const replayed = fc.check(failing, { seed: Number(seed), path });
  expect(replayed).toMatchObject({ failed: true, numRuns: 1 });
  expect(message).toContain(JSON.stringify(replayed.counterexample));
});
