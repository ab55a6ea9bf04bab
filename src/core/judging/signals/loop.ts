// Signal: the answer goes round in circles, the commonest failure of small models.
import type { Signals } from '../../task';

const window = 6;

/**
 * `text.loop`: share of the answer's word windows (six in a row) that stood in it before, 0 to 1;
 * absent under twelve words, where repetition means nothing.
 */
export function loopSignal(text: string): Signals {
  const words = text.split(/\s+/).filter((word) => word !== '');
  if (words.length < window * 2) return {};
  const seen = new Set<string>();
  let repeated = 0;
  let windows = 0;
  for (let i = 0; i + window <= words.length; i++) {
    const key = words.slice(i, i + window).join(' ');
    if (seen.has(key)) repeated++;
    seen.add(key);
    windows++;
  }
  return { 'text.loop': repeated / windows };
}
