// Nothing but white space, or one character on a line of its own, is no offer.
import type { TextFilter } from '../draft';
import { isBlank } from '../lines';

export const tooShort: TextFilter = (text, { place }) => {
  if (isBlank(text)) return { text: null, rule: 'empty' };
  if (text.length === 1 && isBlank(place.linePrefix)) return { text: null, rule: 'too-short' };
  return null;
};
