// Signal: do further answers of the same model agree with this one? Agreement of resamples ranks code better than any text feature.
import type { Signals } from '../../task';

/** `samples.agreement`: mean token overlap (Dice, 0 to 1) of the answer with each sample; absent without samples. */
export function agreementSignal(text: string, samples: readonly string[]): Signals {
  if (samples.length === 0) return {};
  const own = tokenCounts(text);
  const sum = samples.reduce((total, sample) => total + dice(own, tokenCounts(sample)), 0);
  return { 'samples.agreement': sum / samples.length };
}

/** Token overlap of two texts, 0 to 1; white space and order do not count. Two empty texts agree. */
export function tokenOverlap(a: string, b: string): number {
  return dice(tokenCounts(a), tokenCounts(b));
}

function tokenCounts(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const token of text.match(/[A-Za-z_$][\w$]*|\d+|[^\s\w]/g) ?? [])
    counts.set(token, (counts.get(token) ?? 0) + 1);
  return counts;
}

function dice(a: Map<string, number>, b: Map<string, number>): number {
  let shared = 0;
  let total = 0;
  for (const [token, count] of a) {
    shared += Math.min(count, b.get(token) ?? 0);
    total += count;
  }
  for (const count of b.values()) total += count;
  return total === 0 ? 1 : (2 * shared) / total;
}
