// The wait that a server asked for: counted to its end, and not where it is no wait to be counted.
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { RateLimit } from '../../../src/host/rateLimit';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('counts down each second and says when it is over', () => {
  const seen: (number | null)[] = [];
  const limit: RateLimit = new RateLimit(() => seen.push(limit.state?.leftMs ?? null));
  expect(limit.state).toBeNull();
  expect(limit.start(3_000, 'Wait.')).toBe(true);
  expect(limit.state).toEqual({ kind: 'limited', leftMs: 3_000, sentence: 'Wait.' });
  vi.advanceTimersByTime(10_000);
  expect(seen).toEqual([2_000, 1_000, null]);
});

it('counts nothing that takes longer than a user waits, and ends when asked to', () => {
  const limit = new RateLimit(() => undefined);
  expect(limit.start(3_600_000, 'Wait.')).toBe(false);
  expect(limit.state).toBeNull();
  limit.start(5_000, 'Wait.');
  limit.end();
  expect(limit.state).toBeNull();
});
