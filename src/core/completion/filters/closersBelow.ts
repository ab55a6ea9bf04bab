// Takes away closing lines at the end of the text that stand below the cursor already, as many as keep the brackets even.
import { bracketBalance } from '../brackets';
import type { TextFilter } from '../draft';
import { indentWidth, isBlank } from '../lines';
import type { Place } from '../place';

const bracketLine = /^[)\]}]+(?:[;,][;,)]*)?$/;
const wordLine = /^(end|fi|done|esac)$/;

export const closersBelow: TextFilter = (text, { place }) => {
  if (!isBlank(place.lineSuffix)) return null;
  const lines = text.trimEnd().split('\n');
  const solid = lines.map((line, index) => ({ line, index })).filter(({ line }) => !isBlank(line));
  const below = place.below.filter((line) => !isBlank(line));
  let best = { cut: 0, distance: distance(text, place) };
  for (let count = 1; count <= Math.min(solid.length, below.length); count++) {
    const tail = solid.slice(-count);
    if (!tail.every(({ line, index }, row) => matches(line, index, below[row] ?? '', row === count - 1, place)))
      continue;
    const cut = tail[0]?.index ?? lines.length;
    const left = distance(lines.slice(0, cut).join('\n'), place);
    const words = wordLine.test(tail[0]?.line.trim() ?? '');
    if (words ? cut < lines.length : left <= best.distance) best = { cut: lines.length - cut, distance: left };
  }
  if (best.cut === 0) return null;
  const kept = lines
    .slice(0, lines.length - best.cut)
    .join('\n')
    .trimEnd();
  return { text: kept === '' ? null : kept, rule: 'closers-already-there', data: { lines: best.cut } };
};

function matches(line: string, index: number, below: string, last: boolean, place: Place): boolean {
  const own = line.trim();
  if (wordLine.test(own)) return own === below.trim() && indentWidth(line) === indentWidth(below);
  if (!bracketLine.test(own)) return false;
  if (index === 0 && !isBlank(place.linePrefix)) return false;
  return own === below.trim() || (last && below.trim().startsWith(own));
}

/** How far the brackets are from even with this text in place; where a window is cut, from what they were without it. */
function distance(text: string, place: Place): number {
  const { missing, extra } = bracketBalance(text, place.traits, place.before.state);
  const net = missing.length - extra.length;
  const wanted = place.prefixCut || place.suffixCut ? 0 : place.after.extra.length - place.before.missing.length;
  return Math.abs(net - wanted);
}
