// The blank before the code stands already: `return █` + ` this;`. The same for indentation that the editor has put, and
// for the lines below that a small model then indents by the stray blank as well.
import type { TextFilter } from '../draft';
import { indentWidth, isBlank, leadingSpace } from '../lines';

export const doubledSpace: TextFilter = (text, { place }) => {
  const space = leadingSpace(text);
  if (space === '' || !/[ \t]$/.test(place.linePrefix) || place.before.state.quote !== null) return null;
  if (isBlank(text.slice(0, text.indexOf('\n') + 1)) && text.includes('\n')) return null;
  const keep = isBlank(place.linePrefix) ? Math.max(0, indentWidth(space) - indentWidth(place.linePrefix)) : 0;
  const kept = keep === 0 || keep === 1 ? '' : space.slice(space.length - keep);
  const [first = '', ...below] = text.slice(space.length).split('\n');
  const stray = isBlank(place.linePrefix) && kept === '' ? space : '';
  return { text: [kept + first, ...shiftedBack(below, place.linePrefix, stray)].join('\n'), rule: 'doubled-space' };
};

/** Lines that all stand deeper than the cursor by at least the stray blanks, and one of them by just those. */
function shiftedBack(lines: readonly string[], linePrefix: string, stray: string): readonly string[] {
  const solid = lines.filter((line) => !isBlank(line));
  const deep = linePrefix + stray;
  if (stray === '' || solid.length === 0 || !solid.every((line) => line.startsWith(deep))) return lines;
  if (!solid.some((line) => leadingSpace(line) === deep)) return lines;
  return lines.map((line) => (isBlank(line) ? line : linePrefix + line.slice(deep.length)));
}
