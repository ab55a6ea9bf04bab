// Cuts a file that is too large to parse to whole lines around the place.

/** 512 KB of UTF-16 text. */
const largest = 262_144;
/** The cut moves in steps, so that the next keystroke sees the same window. */
const step = 65_536;

export interface TextWindow {
  readonly text: string;
  /** UTF-16 offset of the window in the file. */
  readonly start: number;
  readonly linesBefore: number;
}

export function windowAround(text: string, offset: number): TextWindow {
  if (text.length <= largest) return { text, start: 0, linesBefore: 0 };
  const middle = Math.floor((offset - largest / 2) / step) * step;
  const from = Math.max(0, Math.min(middle, text.length - largest));
  const start = from === 0 ? 0 : text.indexOf('\n', from - 1) + 1;
  const inReach = start > 0 && start <= offset ? start : from;
  const end = inReach + largest;
  let linesBefore = 0;
  for (let at = text.indexOf('\n'); at !== -1 && at < inReach; at = text.indexOf('\n', at + 1)) linesBefore++;
  return { text: text.slice(inReach, Math.max(end, offset)), start: inReach, linesBefore };
}
