// Cuts the text where it leaves what the cursor's place asked for: one line, one statement, or the rest of the block.
import type { Draft, TextFilter } from '../draft';
import { indentWidth, isBlank } from '../lines';
import { firstNonBlank, lastNonBlank } from '../place';
import { scopeEnd } from '../scopeEnd';

/** So many lines of a block's rest are shown beyond the first one where the text leads exactly to what stands below. */
const restLines = 3;

export const limitScope: TextFilter = (text, draft) => {
  const { end, rule } = scopeEnd(text, draft.place, draft.multiline, true);
  if (rule === null || isBlank(text.slice(end))) return null;
  if (rule === 'single-line') {
    const rest = restOfBlock(text, draft);
    if (rest !== null) return rest;
  }
  return { text: text.slice(0, end), rule };
};

/** A member begun, or a list gone on with, in a short block: the text that ends with the closing line below fills the hole exactly. */
function restOfBlock(text: string, { place }: Draft): ReturnType<TextFilter> {
  const next = firstNonBlank(place.below);
  const inList = lastNonBlank(place.above)?.trimEnd().endsWith(',') ?? false;
  if ((isBlank(place.linePrefix) && !inList) || next === undefined || !/^\s*[)\]}]/.test(next)) return null;
  const lines = text.trimEnd().split('\n');
  const last = lines.at(-1) ?? '';
  if (last.trim() !== next.trim() || indentWidth(last) !== indentWidth(next)) return null;
  if (lines.length > restLines + 1) return null;
  return scopeEnd(text, place, true, true).end < text.trimEnd().length
    ? null
    : { text: lines.slice(0, -1).join('\n'), rule: 'repeats-next-line' };
}
