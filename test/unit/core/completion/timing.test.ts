import { describe, expect, it } from 'vitest';
import { typingInterval, waitBeforeAsking, type WaitInput } from '../../../../src/core/completion/timing';

const usual: WaitInput = {
  millisSinceLastKey: 0,
  typingIntervalMs: null,
  modelP50Ms: null,
  recentRejections: 0,
  userDelayMs: null,
  startOfLine: false,
  manual: false,
};

describe('the wait before asking', () => {
  it.each<[string, Partial<WaitInput>, number]>([
    ['nothing known', {}, 75],
    ['part of it has passed', { millisSinceLastKey: 30 }, 45],
    ['all of it has passed', { millisSinceLastKey: 500 }, 0],
    ['start of a line', { startOfLine: true }, 0],
    ['by hand', { manual: true, userDelayMs: 500, recentRejections: 9 }, 0],
    ['the user’s own delay', { userDelayMs: 300, millisSinceLastKey: 100 }, 200],
    ['a delay of 0', { userDelayMs: 0, recentRejections: 9 }, 0],
    ['one refusal is none', { recentRejections: 1 }, 75],
    ['two refusals', { recentRejections: 2 }, 135],
    ['many refusals', { recentRejections: 50 }, 375],
    ['refusals at a line’s start', { startOfLine: true, recentRejections: 3 }, 120],
    ['a fast typist', { typingIntervalMs: 60 }, 36],
    ['a slow typist', { typingIntervalMs: 900 }, 200],
    ['a fast model', { modelP50Ms: 200 }, 75],
    ['a slow model', { modelP50Ms: 900 }, 135],
  ])('%s', (_, input, wait) => {
    expect(waitBeforeAsking({ ...usual, ...input })).toBe(wait);
  });

  it('learns the typing interval from keys, not from pauses', () => {
    expect(typingInterval(null, 100)).toBe(100);
    expect(typingInterval(100, 200)).toBeCloseTo(120);
    expect(typingInterval(100, 5000)).toBe(100);
    expect(typingInterval(null, 5000)).toBeNull();
  });
});
