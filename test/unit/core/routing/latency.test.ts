import { describe, expect, it } from 'vitest';
import { createLatencies, fastPrior } from '../../../../src/core/routing/latency';

describe('running latencies', () => {
  it('begin with the prior, and its double for the slow one in ten', () => {
    const latencies = createLatencies();
    latencies.add('m', false, 9, 100);
    latencies.add('m', false, 9, 100);
    expect(latencies.median('m', false, fastPrior, 100)).toBe(1.5);
    expect(latencies.p90('m', false, fastPrior, 100)).toBe(3);
    expect(latencies.median('m', true, fastPrior)).toBe(0.4);
  });

  it('know short prompts from long ones', () => {
    const latencies = createLatencies();
    for (let i = 0; i < 10; i++) latencies.add('m', false, 1, 100);
    for (let i = 0; i < 10; i++) latencies.add('m', false, 5 + i, 4_000);
    expect(latencies.median('m', false, fastPrior, 200)).toBe(1);
    expect(latencies.median('m', false, fastPrior, 3_000)).toBe(10);
    expect(latencies.p90('m', false, fastPrior, 3_000)).toBe(14);
    // No answer to so long a prompt yet: all sizes together say more than the prior.
    expect(latencies.median('m', false, fastPrior, 50_000)).toBe(5);
    expect(latencies.median('m', false, fastPrior)).toBe(5);
  });

  it('forget what is long ago', () => {
    const latencies = createLatencies();
    for (let i = 0; i < 60; i++) latencies.add('m', false, 9, 100);
    for (let i = 0; i < 50; i++) latencies.add('m', false, 1, 100);
    expect(latencies.p90('m', false, fastPrior, 100)).toBe(1);
  });
});
