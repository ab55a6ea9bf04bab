// Brings leading blanks to the editor's tabs or spaces. Only where the caller says which; levels are never changed.
import type { TextFilter } from '../draft';
import { indentWidth, leadingSpace } from '../lines';

export const reindent: TextFilter = (text, { indent }) => {
  if (indent === null) return null;
  const lines = text.split('\n').map((line, index) => {
    const space = leadingSpace(line);
    if (index === 0 || space === '') return line;
    return toIndent(space, indent.insertSpaces, indent.tabSize) + line.slice(space.length);
  });
  const joined = lines.join('\n');
  return joined === text ? null : { text: joined, rule: 'reindented' };
};

function toIndent(space: string, insertSpaces: boolean, tabSize: number): string {
  if (insertSpaces) return space.includes('\t') ? space.replaceAll('\t', ' '.repeat(tabSize)) : space;
  if (!space.includes(' ')) return space;
  const width = space.includes('\t') ? indentWidth(space) : space.length;
  return '\t'.repeat(Math.floor(width / tabSize)) + ' '.repeat(width % tabSize);
}
