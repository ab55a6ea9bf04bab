// What was offered lately, so that typing along an offer, or deleting back to its place, asks no model again.
import type { Trace } from '../trace';
import { placeOf } from './place';
import { replacedSuffix } from './filters/suffixOverlap';

export interface MemoryPlace {
  readonly path: string;
  readonly languageId: string;
  readonly prefix: string;
  readonly suffix: string;
}

export interface Offer {
  readonly text: string;
  /** UTF-16 units after the cursor, on its line, that the text stands for. */
  readonly replaceSuffix: number;
  readonly trace: Pick<Trace, 'id' | 'startedAt'>;
}

export interface CompletionMemory {
  /** What is left of an earlier offer at this place, or null. */
  find(place: MemoryPlace): Offer | null;
  keep(place: MemoryPlace, trace: Trace): Offer;
}

interface Kept {
  readonly path: string;
  /** The cursor's line up to the cursor, and the text before it as far as it is compared. */
  readonly before: string;
  readonly suffix: string;
  readonly text: string;
  readonly trace: Pick<Trace, 'id' | 'startedAt'>;
}

const capacity = 50;
/** UTF-16 units around the cursor that make a place: enough to be one, few enough to compare on a keystroke. */
const compared = 600;

export function createCompletionMemory(): CompletionMemory {
  const kept: Kept[] = [];
  return {
    find(place) {
      for (const offer of kept) {
        const rest = restOf(offer, place);
        if (rest !== null)
          return { text: rest, replaceSuffix: replacedSuffix(rest, placeOf(place)), trace: offer.trace };
      }
      return null;
    },
    keep(place, trace) {
      const text = trace.answer;
      const before = place.prefix.slice(-compared);
      kept.unshift({ path: place.path, before, suffix: place.suffix.slice(0, compared), text, trace });
      kept.length = Math.min(kept.length, capacity);
      return { text, replaceSuffix: replacedSuffix(text, placeOf(place)), trace };
    },
  };
}

/** The part of the offer that has not been typed yet; null where the place is another or the offer is used up. */
function restOf(offer: Kept, place: MemoryPlace): string | null {
  if (offer.path !== place.path || !place.suffix.startsWith(offer.suffix)) return null;
  const at = place.prefix.lastIndexOf(offer.before);
  if (at < 0) return null;
  const typed = place.prefix.slice(at + offer.before.length);
  return offer.text.startsWith(typed) && typed.length < offer.text.length ? offer.text.slice(typed.length) : null;
}
