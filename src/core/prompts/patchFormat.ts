// How a model is told to write a patch. The example is printed by the printer whose parser reads the answer.
import type { ContextPiece } from '../task';
import { printEdits } from '../patch/printEdits';
import type { DataFence } from './patchFence';

const example = printEdits([
  { path: 'src/example.py', search: '    total = 0\n', replace: '    total = start\n    count = 0\n' },
]);

export const patchFormat =
  'Write every change as a block in a fence of its own: the path of the file, the lines to find, the lines that take their place.\n' +
  `\`\`\`\n${example}\`\`\`\n` +
  'The lines to find are whole lines, copied exactly from the file with their indentation, and few, yet enough to stand only once in it. ' +
  'No line is left out in the middle, and no line numbers are added. Lines to delete have nothing under the divider.';

/** Context pieces, each under its path and lines; empty where there are none, else ends with a blank line. */
export function fencedContext(pieces: readonly ContextPiece[], data: DataFence): string {
  return pieces.map((piece) => `${headingOf(piece)}:\n${data(piece.text)}\n\n`).join('');
}

/** A diff must not be taken for the file: lines to find are copied from what is said to be one. */
function headingOf({ path, startLine, endLine, reason }: ContextPiece): string {
  return reason === 'recent-change'
    ? `The last change of ${path}, as a diff`
    : `File ${path}, lines ${startLine} to ${endLine}`;
}
