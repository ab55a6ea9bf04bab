// Cuts a text where it runs in a circle: the same lines again and again, or the same phrase within a line.
import type { TextFilter } from '../draft';
import { isBlank } from '../lines';

/** So often must a group of lines stand in a row. */
const lineRepeats = 4;
const longestGroup = 4;
/** A phrase must come so often and cover so many characters. */
const phraseRepeats = 3;
const phraseCharacters = 24;
const longestPhrase = 120;

export const repetitionLoop: TextFilter = (text) => {
  const lines = text.split('\n');
  const loop = lineLoop(lines);
  if (loop !== null) return result(lines.slice(0, loop.start === 0 ? 0 : loop.start + loop.group).join('\n'));
  const at = lines.findIndex(isPhraseLoop);
  return at < 0 ? null : result(lines.slice(0, at).join('\n'));
};

function result(kept: string): ReturnType<TextFilter> {
  return { text: isBlank(kept) ? null : kept.trimEnd(), rule: 'repetition-loop' };
}

function lineLoop(lines: readonly string[]): { start: number; group: number } | null {
  const solid = lines.map((line) => line.trim());
  for (let group = 1; group <= longestGroup; group++) {
    let run = 0;
    for (let at = group; at < solid.length; at++) {
      run = solid[at] === solid[at - group] && solid[at] !== '' ? run + 1 : 0;
      const start = at - run + 1 - group;
      if (run >= group * (lineRepeats - 1) && solid.slice(start, start + group).some((line) => /\w\w/.test(line))) {
        return { start, group };
      }
    }
  }
  return null;
}

/** The end of the line repeats one phrase. A run of one sign (`-----`) is a ruler, not a loop. */
function isPhraseLoop(line: string): boolean {
  const text = line.trimEnd().slice(-1000);
  for (let period = 1; period <= Math.min(longestPhrase, text.length / phraseRepeats); period++) {
    let same = 0;
    while (same < text.length - period && text[text.length - 1 - same] === text[text.length - 1 - same - period])
      same++;
    const covered = same + period;
    if (covered < period * phraseRepeats || covered < phraseCharacters) continue;
    if (/[\p{L}\p{N}]/u.test(text.slice(-period))) return true;
  }
  return false;
}
