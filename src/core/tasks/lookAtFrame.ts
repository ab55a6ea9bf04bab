// What is measured of the frame that a Debug suspects first. Made beside the collection of code, so that nobody waits for it;
// a file that cannot be read says nothing.
import { languageIdOfPath } from '../context/languageOfPath';
import type { ResolvedFrame } from '../stackTrace/resolveFrames';
import type { SyntaxPort } from '../syntaxPort';
import { measurePlace, type Measured } from './measurePlace';

export async function lookAtFrame(
  syntax: SyntaxPort,
  frame: ResolvedFrame | undefined,
  files: readonly string[],
  readFile: (path: string) => string | null | Promise<string | null>,
): Promise<Measured> {
  const path = frame?.path ?? null;
  const text = path === null ? null : await readFile(path);
  if (frame === undefined || path === null || text === null) return { syntax: null, reach: null };
  const request = { document: path, languageId: languageIdOfPath(path), text, offset: offsetOf(text, frame) };
  return measurePlace(syntax, request, files);
}

/** Of the frame's column, or of the first character of its line that is not blank. */
function offsetOf(text: string, { line, column }: ResolvedFrame): number {
  let start = 0;
  for (let at = 1; at < (line ?? 1); at += 1) {
    const end = text.indexOf('\n', start);
    if (end < 0) break;
    start = end + 1;
  }
  const end = text.indexOf('\n', start);
  const code = text.slice(start, end < 0 ? text.length : end);
  const inLine = column === undefined ? code.length - code.trimStart().length : column - 1;
  return start + Math.max(0, Math.min(code.length, inLine));
}
