import { describe, expect, it } from 'vitest';
import { hedge } from '../../../../src/core/routing/hedge';
import { createTaskRates } from '../../../../src/core/routing/taskRates';

const input = { escalation: 0.5, secondPrice: 0.005, fastSeconds: 2, strongSeconds: 4, strongDollars: 0.01 };

describe('hedging', () => {
  it('pays where π v min(T_f + T_j, T_s) exceeds (1 - π) φ c_s, by hand', () => {
    // 0.5 × 0.005 × 2 = 0.005 against 0.5 × 0.7 × 0.01 = 0.0035
    expect(hedge(input).pays).toBe(true);
    // 0.2 × 0.005 × 2 = 0.002 against 0.8 × 0.7 × 0.01 = 0.0056
    expect(hedge({ ...input, escalation: 0.2 }).pays).toBe(false);
    // Waiting is cheap: 0.5 × 0.001 × 2 = 0.001
    expect(hedge({ ...input, secondPrice: 0.001 }).pays).toBe(false);
  });

  it('goes by how often a kind escalates lately, and starts from a prior', () => {
    const rates = createTaskRates();
    expect(rates.rate('edit')).toBeCloseTo(0.2);
    for (let i = 0; i < 60; i++) rates.add('edit', true);
    expect(rates.rate('edit')).toBeGreaterThan(0.75);
    for (let i = 0; i < 200; i++) rates.add('edit', false);
    expect(rates.rate('edit')).toBeLessThan(0.1);
    expect(rates.rate('explain')).toBeCloseTo(0.2);
  });
});
