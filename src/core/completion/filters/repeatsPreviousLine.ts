// Drops a text whose first line is the line above it again: the commonest way in which a small model has nothing to say.
import type { TextFilter } from '../draft';
import { isBlank } from '../lines';
import { lastNonBlank } from '../place';

/** Shorter lines are often written twice (`i++;`, `pass`). */
const shortest = 8;

export const repeatsPreviousLine: TextFilter = (text, { place }) => {
  const lines = text.split('\n');
  const first = lines.findIndex((line) => !isBlank(line));
  const own = ((first === 0 ? place.linePrefix : '') + (lines[first] ?? '')).trimEnd();
  const previous = first === 0 || isBlank(place.linePrefix) ? lastNonBlank(place.above) : place.linePrefix;
  if (own.trim().length < shortest || previous?.trimEnd() !== own || !/\w/.test(own)) return null;
  return { text: null, rule: 'repeats-previous-line' };
};
