// What an answer would change, as one text to be compared with another answer's: files, lines that go, lines that come.
import { parseEdits } from './parseEdits';

/** Empty where the answer has no edits. Lines that only say where an edit belongs are left out: two wrong changes would agree by them. */
export function changesOf(answer: string): string {
  return parseEdits(answer)
    .edits.map(({ path, search, replace }) => {
      const before = linesOf(search);
      const after = linesOf(replace);
      const gone = before.filter((line) => !after.includes(line)).map((line) => `- ${line}`);
      const come = after.filter((line) => !before.includes(line)).map((line) => `+ ${line}`);
      return [path, ...gone, ...come].join('\n');
    })
    .sort()
    .join('\n');
}

const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
