// Takes away what the text repeats of what stands before the cursor: the whole line typed so far, or lines above it.
import type { Draft, TextFilter } from '../draft';
import { isBlank, trailingWord } from '../lines';

/** Shorter repetitions are ordinary code (`((`, `aa`). */
const shortest = 3;
/** A word fragment typed so far is repeated only if it is long enough not to be a prefix by chance (`re` + `render`). */
const shortestWord = 4;

export const repeatsPrefix: TextFilter = (text, draft) => {
  const overlap = overlapLength(text, draft);
  if (overlap === 0) return null;
  const rest = text.slice(overlap);
  return { text: isBlank(rest) ? null : rest, rule: 'repeats-prefix', data: { characters: overlap } };
};

function overlapLength(text: string, { place }: Draft): number {
  const typed = place.linePrefix.trim();
  if (typed === '' || !/\w/.test(typed)) return 0;
  if (typed.endsWith(text.trim()) && text.trim().length >= shortest && isWhole(typed, text.trim())) return text.length;
  const start = text.length - text.trimStart().length;
  if (typed.length >= shortest && text.startsWith(typed, start)) {
    const after = text.slice(start + typed.length);
    const gap = place.linePrefix.length - place.linePrefix.trimEnd().length;
    return start + typed.length + Math.min(gap, after.length - after.trimStart().length);
  }
  const word = trailingWord(place.linePrefix);
  if (word.length >= shortestWord && word !== typed && text.startsWith(word)) return word.length;
  return 0;
}

/** `world` repeats the end of `hello world`, but `lo` is no repetition of the end of `hello`. */
function isWhole(typed: string, text: string): boolean {
  return trailingWord(typed.slice(0, typed.length - text.length)) === '' || !/^\w/.test(text);
}
