// Blanks at the end of lines, and line breaks at the end of the text. In front of more code on the line a blank is content.
import type { TextFilter } from '../draft';
import { isProse } from '../language';
import { isBlank } from '../lines';

export const trailingSpace: TextFilter = (text, { place }) => {
  const lines = text.split('\n');
  const kept = isProse(place.languageId)
    ? lines
    : lines.map((line, index) => (index < lines.length - 1 ? line.trimEnd() : line));
  const joined = kept.join('\n');
  const trimmed = isBlank(place.lineSuffix) || joined.includes('\n') ? joined.trimEnd() : joined;
  return trimmed === text ? null : { text: trimmed, rule: 'trailing-space' };
};
