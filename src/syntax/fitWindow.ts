// The lines around a cursor that are worth parsing: from a line where code surely begins, with the lines that open what it stands in.

const fewLines = 80;
const manyLines = 400;
const linesAfter = 60;
const mostLinesAfter = 200;
/** No side is longer than this, however long its lines are. UTF-16 units. */
const mostUnits = 65_536;
/** How far up a line is looked for that opens a block around the window. UTF-16 units. */
const mostUnitsAbove = 1_048_576;

/** Words that begin a definition, and hardly ever a line of prose in a comment or string. */
const definitionStart =
  /^[ \t]*(?:@\w|#include|(?:abstract|async|class|const|constructor|def|defmodule|enum|export|extension|final|fn|fun|func|function|impl|import|interface|internal|module|mod|namespace|object|override|package|private|protected|protocol|pub|public|sealed|static|struct|template|trait|type|typedef|use|using)[ \t(<])/;

function indentation(line: string): number {
  return line.length - line.trimStart().length;
}

/** Offset where the window begins: the best line in reach, 0 where the whole prefix is short. */
function windowStart(prefix: string): number {
  const least = Math.max(0, prefix.length - mostUnits);
  let member = -1;
  let paragraph = -1;
  let lineEnd = prefix.length;
  for (let lines = 0; lines < manyLines; lines++) {
    const start = prefix.lastIndexOf('\n', lineEnd - 1) + 1;
    if (start < least) break;
    if (start === 0) return 0;
    const line = prefix.slice(start, lineEnd);
    if (lines > fewLines) {
      if (definitionStart.test(line)) {
        if (indentation(line) === 0) return start;
        if (member === -1) member = start;
      }
      if (paragraph === -1 && line.trim() === '') paragraph = start;
    }
    lineEnd = start - 1;
  }
  if (member !== -1) return member;
  // The last line may be longer than the window.
  return paragraph !== -1 ? paragraph : lineEnd === prefix.length ? least : lineEnd + 1;
}

/** Lines above the window that open a block around it: each less indented than all below it. */
function headLines(text: string, start: number): string {
  let heads = '';
  let lineEnd = start - 1;
  const least = Math.max(0, lineEnd - mostUnitsAbove);
  const first =
    text
      .slice(start)
      .split('\n', fewLines)
      .find((line) => line.trim() !== '') ?? '';
  let indent = indentation(first);
  while (lineEnd > least && indent > 0) {
    const lineStart = text.lastIndexOf('\n', lineEnd - 1) + 1;
    const line = text.slice(lineStart, lineEnd);
    lineEnd = lineStart - 1;
    const own = indentation(line);
    if (own >= indent || line.trim() === '') continue;
    // `} else {` closes a block and opens its sibling: the line that opened the first one stands for both.
    const closes = /^\s*[)\]}]/.test(line);
    if (!closes) heads = `${line}\n${heads}`;
    indent = closes ? own + 1 : own;
  }
  return heads;
}

/** Offset where the window ends: before a line that begins something new at the top, or after so many lines. */
function windowEnd(suffix: string): number {
  let enough = -1;
  let end = suffix.indexOf('\n');
  for (let lines = 1; end !== -1 && end < mostUnits && lines < mostLinesAfter; lines++) {
    if (lines === linesAfter) enough = end + 1;
    if (lines >= linesAfter && /^\n[A-Za-z@#]/.test(suffix.slice(end, end + 2))) return end + 1;
    end = suffix.indexOf('\n', end + 1);
  }
  if (end === -1 && suffix.length <= mostUnits) return suffix.length;
  return Math.min(enough === -1 ? suffix.length : enough, mostUnits);
}

/** Bounded prefix and suffix: a few hundred lines, whatever the file's length. */
export function fitWindow(prefix: string, suffix: string): { prefix: string; suffix: string } {
  const start = windowStart(prefix);
  const cut = start === 0 ? prefix : headLines(prefix, start) + prefix.slice(start);
  return { prefix: cut, suffix: suffix.slice(0, windowEnd(suffix)) };
}
