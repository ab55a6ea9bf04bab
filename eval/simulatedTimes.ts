// How long each tier took on a row, or would have taken where nobody measured it. Seconds.
import { estimateTokens } from '../src/core/context/estimateTokens';
import type { CascadeRow } from './cascadeRows';

export interface RowTimes {
  readonly fast: number;
  readonly strong: number;
  /** What the judge adds: resamples run beside each other, and after the answer that is in doubt. */
  readonly judge: number;
  readonly measured: boolean;
}

const speeds = { fast: { first: 0.3, tokens: 60 }, strong: { first: 1.2, tokens: 40 } };
/** Tokens of an answer whose text the log leaves out. */
const ordinaryAnswer = 150;

export function timesOf(row: CascadeRow, resampled: boolean): RowTimes {
  const tokens = row.fast.text === null ? ordinaryAnswer : estimateTokens(row.fast.text);
  const simulated = (tier: 'fast' | 'strong'): number => speeds[tier].first + tokens / speeds[tier].tokens;
  const seconds = (ms: number | null, tier: 'fast' | 'strong'): number => (ms === null ? simulated(tier) : ms / 1000);
  const fast = seconds(row.fast.ms, 'fast');
  return {
    fast,
    strong: seconds(row.strong.ms, 'strong'),
    judge: 0.001 + (resampled ? fast : 0),
    measured: row.fast.ms !== null && row.strong.ms !== null,
  };
}
