// A running request that nobody waits for any more, and to whom somebody comes back: when it is given up.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { CascadeEvent } from '../../../../src/core/cascadeTask';
import { Flight } from '../../../../src/core/completion/flight';
import { completionSession } from '../../../support/completionSession';
import { makeTrace } from '../../../support/makeTrace';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const place = { path: 'a.py', languageId: 'python', prefix: 'x = ', suffix: '\n', model: 'm' };

/** A request that a slow model never answers. */
function unanswered(): { readonly flight: Flight; readonly isGivenUp: () => boolean } {
  let signal: AbortSignal | undefined;
  async function* task(whole: AbortSignal): AsyncGenerator<CascadeEvent, void, void> {
    signal = whole;
    yield { type: 'asking', tier: 'fast', model: 'm', reasons: [] };
    await new Promise((resolve) => whole.addEventListener('abort', resolve));
    yield { type: 'cancelled', trace: makeTrace() };
  }
  const flight = new Flight(place, 'request', completionSession(), task, () => undefined);
  return { flight, isGivenUp: () => signal?.aborted === true };
}

/** Waits for the flight that long, and leaves. */
async function waitFor(flight: Flight, ms: number): Promise<void> {
  const leave = new AbortController();
  const waited = flight.wait(leave.signal);
  await vi.advanceTimersByTimeAsync(ms);
  leave.abort();
  await waited;
}

test('is given up a while after the last one has left', async () => {
  const { flight, isGivenUp } = unanswered();
  await waitFor(flight, 10);
  await vi.advanceTimersByTimeAsync(240);
  expect(isGivenUp()).toBe(false);
  await vi.advanceTimersByTimeAsync(20);
  expect(isGivenUp()).toBe(true);
});

test('lives on while each key comes back to it in time: an earlier leave does not count any more', async () => {
  const { flight, isGivenUp } = unanswered();
  for (let key = 0; key < 10; key++) {
    await waitFor(flight, 100);
    await vi.advanceTimersByTimeAsync(90);
    expect(isGivenUp()).toBe(false);
  }
  await vi.advanceTimersByTimeAsync(170);
  expect(isGivenUp()).toBe(true);
});
