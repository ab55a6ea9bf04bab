// The lines of a definition that are worth their room: its head, and its code without a long docstring between.
import type { LineRange } from '../task';
import { familyOfPath } from './languageOfPath';
import type { SourceFile } from './sourceFiles';

const longHead = 30;
const longDocstring = 6;

/** At most `longest` lines of code after the head; one range where nothing is left out. */
export function codeRanges(file: SourceFile, { startLine, endLine }: LineRange, longest: number): readonly LineRange[] {
  const whole = [{ startLine, endLine: Math.min(endLine, startLine + longest) }];
  if (familyOfPath(file.path) !== 'python') return whole;
  const docstring = docstringIn(file.lines, startLine, endLine);
  if (docstring === null || docstring.endLine - docstring.startLine < longDocstring) return whole;
  const head = { startLine, endLine: docstring.startLine };
  const body = { startLine: docstring.endLine + 1, endLine: Math.min(endLine, docstring.endLine + 1 + longest) };
  return body.startLine > endLine ? [head] : [head, body];
}

/** A string in three quotes that begins on a line of its own, near below the head. */
function docstringIn(lines: readonly string[], startLine: number, endLine: number): LineRange | null {
  for (let line = startLine + 1; line <= Math.min(endLine, startLine + longHead); line += 1) {
    const trimmed = (lines[line - 1] ?? '').trim().replace(/^[rRuUbB]{1,2}(?=["'])/, '');
    const quotes = ['"""', "'''"].find((mark) => trimmed.startsWith(mark));
    if (quotes === undefined) continue;
    if (trimmed.length >= 6 && trimmed.endsWith(quotes)) return { startLine: line, endLine: line };
    for (let close = line + 1; close <= endLine; close += 1) {
      if ((lines[close - 1] ?? '').includes(quotes)) return { startLine: line, endLine: close };
    }
    return null;
  }
  return null;
}
