// What a call cost, from its usage and its model's prices.
import type { Prices, Usage } from '../model';

const million = 1_000_000;

/** Dollars, or null where the model is unpriced, which is not the same as free. */
export function costOf(usage: Usage, prices: Prices | null): number | null {
  if (prices === null) return null;
  return (
    (usage.input * prices.input +
      usage.cachedRead * prices.cachedRead +
      usage.cacheWrite * prices.cacheWrite +
      usage.output * prices.output) /
    million
  );
}
