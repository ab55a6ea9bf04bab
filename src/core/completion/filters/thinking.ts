// Takes away the thoughts that a reasoning model puts before its answer.
import type { TextFilter } from '../draft';
import { isBlank } from '../lines';

const open = '<think>';
const close = '</think>';

export const thinking: TextFilter = (text, { place }) => {
  const end = text.indexOf(close);
  const starts = text.trimStart().startsWith(open);
  if (place.suffix.includes(close) || (!starts && end < 0)) return null;
  if (end < 0) return { text: null, rule: 'thinking' };
  if (!starts && !isBlank(text.slice(0, end))) return null;
  const rest = text.slice(end + close.length).replace(/^\n+/, '');
  return { text: isBlank(rest) ? null : rest, rule: 'thinking' };
};
