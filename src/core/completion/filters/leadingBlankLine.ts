// An empty line first: dropped where the cursor already stands on the line that the code belongs to, kept where it
// separates the code from what stands above.
import { atEmptyBlock } from '../blockStart';
import type { TextFilter } from '../draft';
import { indentWidth, isBlank } from '../lines';
import { reason } from '../reasons';

export const leadingBlankLine: TextFilter = (text, { place }) => {
  const lines = text.split('\n');
  const first = lines.findIndex((line) => !isBlank(line));
  if (first <= 0) return null;
  const line = lines[first] ?? '';
  const blockStart = atEmptyBlock(place);
  if (isBlank(place.linePrefix) && place.linePrefix !== '') {
    const fits = indentWidth(line) === indentWidth(place.linePrefix);
    if (fits && (blockStart || place.traits.style !== 'free')) {
      return { text: [line.trimStart(), ...lines.slice(first + 1)].join('\n'), reason: reason('leading-blank-line') };
    }
  }
  if (blockStart && first > 1)
    return { text: ['', ...lines.slice(first)].join('\n'), reason: reason('leading-blank-line') };
  return null;
};
