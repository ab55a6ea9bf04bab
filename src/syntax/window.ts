// Cuts a file that is too large to parse to whole lines around the place.
import type { SyntaxFacts, SyntaxRequest } from '../core/syntaxPort';

/** 512 KB of plain source. UTF-16 units. */
const largest = 524_288;
/** The cuts move in steps, counted from the file's two ends: the next keystroke sees the same window but for itself. */
const step = 65_536;

export interface Windowed {
  /** Offsets count from the window's start. */
  readonly request: SyntaxRequest;
  readonly linesBefore: number;
}

/** How much to leave out on a side that has `length` units. */
function leftOut(length: number): number {
  return Math.max(0, Math.floor((length - (largest - step) / 2) / step) * step);
}

/** The request itself where its text is small enough. */
export function windowed(request: SyntaxRequest): Windowed {
  const { text, offset, selection } = request;
  if (text.length <= largest) return { request, linesBefore: 0 };
  const from = leftOut(offset);
  const lineStart = from === 0 ? 0 : text.indexOf('\n', from - 1) + 1;
  const start = lineStart > offset ? from : lineStart;
  const end = text.length - leftOut(text.length - offset);
  let linesBefore = 0;
  for (let at = text.indexOf('\n'); at !== -1 && at < start; at = text.indexOf('\n', at + 1)) linesBefore++;
  const within = (place: number): number => Math.max(0, Math.min(end, place) - start);
  return {
    request: {
      ...request,
      text: text.slice(start, end),
      offset: within(offset),
      ...(selection === undefined ? {} : { selection: { start: within(selection.start), end: within(selection.end) } }),
    },
    linesBefore,
  };
}

/** Facts of a window as facts of its file. */
export function movedDown(facts: SyntaxFacts, lines: number): SyntaxFacts {
  if (lines === 0) return facts;
  const scopes = facts.scopes.map((scope) => ({
    ...scope,
    startLine: scope.startLine + lines,
    endLine: scope.endLine + lines,
  }));
  return { ...facts, scopes };
}
