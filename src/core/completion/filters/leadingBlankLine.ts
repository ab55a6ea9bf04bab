// An empty line first: dropped where the cursor already stands on the line that the code belongs to, kept where it
// separates the code from what stands above.
import { atEmptyBlock } from '../blockStart';
import type { TextFilter } from '../draft';
import { indentWidth, isBlank } from '../lines';

export const leadingBlankLine: TextFilter = (text, { place }) => {
  const lines = text.split('\n');
  const first = lines.findIndex((line) => !isBlank(line));
  if (first <= 0) return null;
  const line = lines[first] ?? '';
  if (/^\s*```$/.test(line) && place.prefix.split('```').length % 2 === 0) {
    // The closing fence of a Markdown code block comes right below the code.
    const kept = (place.linePrefix === '' ? '' : '\n') + lines.slice(first).join('\n');
    return kept === text ? null : { text: kept, rule: 'leading-blank-line' };
  }
  const blockStart = atEmptyBlock(place);
  if (isBlank(place.linePrefix) && place.linePrefix !== '') {
    const fits = indentWidth(line) === indentWidth(place.linePrefix);
    if (fits && (blockStart || place.traits.style !== 'free')) {
      return { text: [line.trimStart(), ...lines.slice(first + 1)].join('\n'), rule: 'leading-blank-line' };
    }
  }
  // A separating line stands already, or there is nothing to separate from.
  if (place.linePrefix === '' && isBlank(place.above.at(-1) ?? '')) {
    return { text: lines.slice(first).join('\n'), rule: 'leading-blank-line' };
  }
  if (blockStart && first > 1) return { text: ['', ...lines.slice(first)].join('\n'), rule: 'leading-blank-line' };
  return null;
};
