// Takes away closers at the end of the text for which nothing is open, neither before it nor in it.
import { bracketBalance } from '../brackets';
import type { TextFilter } from '../draft';

export const excessClosers: TextFilter = (text, { place }) => {
  if (place.prefixCut || place.traits.style === 'free') return null;
  let kept = text.trimEnd();
  let excess = bracketBalance(kept, place.traits, place.before.state).extra.length - place.before.missing.length;
  if (excess <= 0) return null;
  const before = kept.length;
  while (excess > 0 && /[)\]}]$/.test(kept)) {
    kept = kept.slice(0, -1).trimEnd();
    excess--;
  }
  if (kept.length === before) return null;
  return { text: kept === '' ? null : kept, rule: 'closers-already-there' };
};
