// Finds `path:line` in a text where it names a frame that the host has resolved. A linear scan; opens nothing itself.
import type { FrameReference } from '../shared/answerState';

export interface FrameMatch {
  readonly start: number;
  readonly end: number;
  /** Index into the frames that the host sent. */
  readonly index: number;
}

const longestPath = 300;

/** Matches in the order of the text. A path counts where it is a frame's path or its last parts, the line where it is the frame's. */
export function findFrames(text: string, frames: readonly FrameReference[]): FrameMatch[] {
  const matches: FrameMatch[] = [];
  if (frames.length === 0) return matches;
  let from = 0;
  for (let colon = text.indexOf(':'); colon !== -1; colon = text.indexOf(':', colon + 1)) {
    let end = colon + 1;
    while (end < text.length && end - colon <= 8 && isDigit(text.charCodeAt(end))) end += 1;
    if (end === colon + 1) continue;
    let start = colon;
    while (start > from && colon - start < longestPath && isPathCharacter(text.charAt(start - 1))) start -= 1;
    const path = text.slice(start, colon).replace(/^\.\//, '');
    const line = Number(text.slice(colon + 1, end));
    const index = path === '' ? -1 : frames.findIndex((frame) => frame.line === line && endsWithPath(frame.path, path));
    if (index === -1) continue;
    matches.push({ start, end, index });
    from = end;
  }
  return matches;
}

function endsWithPath(whole: string, part: string): boolean {
  return whole === part || whole.endsWith(`/${part}`);
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function isPathCharacter(character: string): boolean {
  return !/[\s`'"()<>[\]{},;:|*]/.test(character);
}
