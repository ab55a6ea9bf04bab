// Cuts the text where it begins to repeat the line below the cursor. Closing brackets alone are closersBelow's.
import type { TextFilter } from '../draft';
import { indentWidth, isBlank, isWordChar } from '../lines';
import { firstNonBlank } from '../place';

/** A last line that breaks off counts as a repetition from this length on. */
const shortestPart = 6;

export const repeatsNextLine: TextFilter = (text, { place }) => {
  const next = firstNonBlank(place.below);
  if (next === undefined || !Array.from(next).some(isWordChar)) return null;
  const lines = text.split('\n');
  const last = lines.findLastIndex((line) => !isBlank(line));
  const at = lines.findIndex((line, index) => {
    const own = index === 0 ? place.linePrefix + line : line;
    // The same words at another depth are another statement.
    if (indentWidth(own) !== indentWidth(next)) return false;
    if (own.trim() === next.trim()) return true;
    return index > 0 && index === last && line.trim().length >= shortestPart && next.trim().startsWith(line.trim());
  });
  if (at < 0) return null;
  const kept = lines.slice(0, at).join('\n').trimEnd();
  return { text: isBlank(kept) ? null : kept, rule: 'repeats-next-line', data: { line: at + 1 } };
};
