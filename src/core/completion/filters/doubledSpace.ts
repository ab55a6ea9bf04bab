// The blank before the code stands already: `return █` + ` this;`. The same for indentation that the editor has put.
import type { TextFilter } from '../draft';
import { indentWidth, isBlank, leadingSpace } from '../lines';

export const doubledSpace: TextFilter = (text, { place }) => {
  const space = leadingSpace(text);
  if (space === '' || !/[ \t]$/.test(place.linePrefix) || place.before.state.quote !== null) return null;
  if (isBlank(text.slice(0, text.indexOf('\n') + 1)) && text.includes('\n')) return null;
  const keep = isBlank(place.linePrefix) ? Math.max(0, indentWidth(space) - indentWidth(place.linePrefix)) : 0;
  const kept = keep === 0 || keep === 1 ? '' : space.slice(space.length - keep);
  return { text: kept + text.slice(space.length), rule: 'doubled-space' };
};
