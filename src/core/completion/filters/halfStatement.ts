// A text that broke off by length: its last line is half a statement. One line alone is kept, for the judge to weigh.
import type { TextFilter } from '../draft';
import { isBlank } from '../lines';

export const halfStatement: TextFilter = (text, { finish }) => {
  if (finish !== 'length') return null;
  const cut = text.trimEnd().lastIndexOf('\n');
  if (cut < 0 || isBlank(text.slice(0, cut)) || text.endsWith('\n')) return null;
  return { text: text.slice(0, cut).trimEnd(), rule: 'half-statement' };
};
