// What a call cost, in dollars. Null where the model is unpriced or the usage unknown: that is not zero.
import type { Prices, Usage } from '../model';

export function costOf(usage: Usage | null, prices: Prices | null): number | null {
  if (usage === null || prices === null) return null;
  const sum =
    usage.input * prices.input +
    usage.cachedRead * prices.cachedRead +
    usage.cacheWrite * prices.cacheWrite +
    usage.output * prices.output;
  return sum / 1e6;
}

/** The most a call may cost before it is sent: the whole prompt at the dearest input price, the whole answer allowed. */
export function costAtMost(promptTokens: number, maxTokens: number, prices: Prices | null): number | null {
  if (prices === null) return null;
  return (promptTokens * Math.max(prices.input, prices.cacheWrite) + maxTokens * prices.output) / 1e6;
}
