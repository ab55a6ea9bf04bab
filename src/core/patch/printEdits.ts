// Edits as a model writes them: the path, then SEARCH and REPLACE between markers that the lines themselves do not have.
import type { Edit } from './edit';

/** The usual length of a marker. */
const usual = 7;

export function printEdits(edits: readonly Edit[]): string {
  return edits.map(printEdit).join('\n');
}

function printEdit({ path, search, replace }: Edit): string {
  const length = markerLength(search + replace);
  const marker = (char: string): string => char.repeat(length);
  return `${path}\n${marker('<')} SEARCH\n${search}${marker('=')}\n${replace}${marker('>')} REPLACE\n`;
}

/** Longer than every run with which a line of the text could be taken for a marker. */
function markerLength(text: string): number {
  let longest = usual - 1;
  for (const line of text.split('\n')) {
    const trimmed = line.trim();
    const first = trimmed.charAt(0);
    if (first !== '=' && first !== '>' && first !== '<') continue;
    let run = 0;
    while (trimmed.charAt(run) === first) run++;
    longest = Math.max(longest, run);
  }
  return longest + 1;
}
