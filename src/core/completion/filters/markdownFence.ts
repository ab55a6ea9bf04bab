// Takes the code out of a Markdown fence that a chat model put around it. In a document with fences a fence is content.
import type { TextFilter } from '../draft';
import { isBlank } from '../lines';
import { fenceLine, ownsFences } from '../preamble';

export const markdownFence: TextFilter = (text, { place }) => {
  if (ownsFences(place) || !/```|~~~|\[\/?CODE\]/.test(text)) return null;
  const lines = text.split('\n');
  const opening = lines.findIndex((line) => !isBlank(line));
  const first = lines[opening]?.trim() ?? '';
  if (fenceLine.test(first) || first === '[CODE]') {
    const close = first === '[CODE]' ? lines.indexOf('[/CODE]') : closingFence(lines, opening);
    const body = lines.slice(opening + 1, close < 0 ? undefined : close);
    return { text: body.join('\n'), rule: 'markdown-fence' };
  }
  // A closing fence without an opening one: the prompt's own fence was closed.
  const last = lines.findLastIndex((line) => !isBlank(line));
  const fences = lines.filter((line) => fenceLine.test(line)).length;
  if (fences === 1 && /^\s*(```|~~~)$/.test(lines[last] ?? '')) {
    return { text: lines.slice(0, last).join('\n'), rule: 'markdown-fence' };
  }
  return null;
};

/**
 * The fence that closes the first one: fences with a language open inner blocks, bare ones close the innermost. Where all
 * further ones are bare, nobody can tell inner ones apart, and the last one closes.
 */
function closingFence(lines: readonly string[], opening: number): number {
  const isFence = (line: string, index: number): boolean => index > opening && fenceLine.test(line);
  if (!lines.some((line, index) => isFence(line, index) && line.trim().length > 3)) return lines.findLastIndex(isFence);
  let depth = 0;
  for (let index = opening; index < lines.length; index++) {
    const line = lines[index]?.trim() ?? '';
    if (!fenceLine.test(line)) continue;
    if (depth === 0 || line.length > 3) depth++;
    else if (--depth === 0) return index;
  }
  return -1;
}
