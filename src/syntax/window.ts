// Cuts a file that is too large to parse to whole lines around the place.

/** 512 KB of plain source. UTF-16 units. */
const largest = 524_288;
/** The cuts move in steps, counted from the file's two ends: the next keystroke sees the same window but for itself. */
const step = 65_536;

export interface TextWindow {
  readonly text: string;
  /** UTF-16 offset of the window in the file. */
  readonly start: number;
  readonly linesBefore: number;
}

/** How much to leave out on a side that has `length` units. */
function leftOut(length: number): number {
  return Math.max(0, Math.floor((length - (largest - step) / 2) / step) * step);
}

export function windowAround(text: string, offset: number): TextWindow {
  if (text.length <= largest) return { text, start: 0, linesBefore: 0 };
  const from = leftOut(offset);
  const lineStart = from === 0 ? 0 : text.indexOf('\n', from - 1) + 1;
  const start = lineStart > offset ? from : lineStart;
  let linesBefore = 0;
  for (let at = text.indexOf('\n'); at !== -1 && at < start; at = text.indexOf('\n', at + 1)) linesBefore++;
  return { text: text.slice(start, text.length - leftOut(text.length - offset)), start, linesBefore };
}
