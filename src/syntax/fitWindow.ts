// The lines around a cursor that are worth parsing, with the lines that open what they stand in.

const linesBefore = 150;
const linesAfter = 60;
/** A line longer than this is minified or data. UTF-16 units. */
const mostUnits = 65_536;

function startOfLine(text: string, lines: number): number {
  let at = text.length;
  for (let i = 0; i <= lines && at > 0; i++) at = text.lastIndexOf('\n', at - 1);
  return Math.max(at + 1, text.length - mostUnits, 0);
}

function indentation(line: string): number {
  return line.length - line.trimStart().length;
}

/** Lines above the window that open a block around it: each less indented than all below it. */
function headLines(text: string, start: number): string {
  let heads = '';
  let lineEnd = start - 1;
  const first =
    text
      .slice(start)
      .split('\n', linesBefore)
      .find((line) => line.trim() !== '') ?? '';
  let indent = indentation(first);
  while (lineEnd > 0 && indent > 0) {
    const lineStart = text.lastIndexOf('\n', lineEnd - 1) + 1;
    const line = text.slice(lineStart, lineEnd);
    lineEnd = lineStart - 1;
    const own = indentation(line);
    if (own >= indent || line.trim() === '') continue;
    // `} else {` closes a block and opens its sibling: the line that opened the first one stands for both.
    const closes = /^[\s]*[)\]}]/.test(line);
    if (!closes) heads = `${line}\n${heads}`;
    indent = closes ? own + 1 : own;
  }
  return heads;
}

/** Bounded prefix and suffix: about 200 lines of them, whatever the file's length. */
export function fitWindow(prefix: string, suffix: string): { prefix: string; suffix: string } {
  const start = startOfLine(prefix, linesBefore);
  const cut = start === 0 ? prefix : headLines(prefix, start) + prefix.slice(start);
  let end = -1;
  for (let i = 0; i < linesAfter; i++) {
    end = suffix.indexOf('\n', end + 1);
    if (end === -1) break;
  }
  return { prefix: cut, suffix: suffix.slice(0, Math.min(end === -1 ? suffix.length : end + 1, mostUnits)) };
}
