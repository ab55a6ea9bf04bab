// A text that ends by opening a block it does not fill (`else:`, `while (x) {`): its last line is half a statement.
// One line alone is an offer, and a head whose body stands below is whole.
import { opensBlock } from '../blockStart';
import type { TextFilter } from '../draft';
import { indentWidth, isBlank } from '../lines';
import { firstNonBlank } from '../place';

export const danglingHead: TextFilter = (text, { place }) => {
  const lines = text.trimEnd().split('\n');
  const last = lines.at(-1) ?? '';
  const before = lines.slice(0, -1).join('\n').trimEnd();
  if (isBlank(before) || place.traits.style === 'free' || !isBlank(place.lineSuffix)) return null;
  if (!opensBlock(last, place.traits) || /^\s*[)\]]/.test(last)) return null;
  const next = firstNonBlank(place.below);
  if (next !== undefined && indentWidth(next) > indentWidth(last)) return null;
  return { text: before, rule: 'half-statement' };
};
