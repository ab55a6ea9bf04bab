// Answers at hand, so that typing along an offer, or deleting back to its place, asks no model again: the offer that
// stands, then the cache of all lately.
import type { Trace } from '../trace';
import { CompletionCache } from './completionCache';
import { replacedSuffix } from './filters/suffixOverlap';
import { placeOf } from './place';
import { typedThrough } from './typedThrough';

export interface MemoryPlace {
  readonly path: string;
  readonly languageId: string;
  readonly prefix: string;
  readonly suffix: string;
  /** Which models answer here; answers of others are not taken for theirs. */
  readonly model?: string;
}

type TraceId = Pick<Trace, 'id' | 'startedAt'>;

export interface Offer {
  readonly text: string;
  /** UTF-16 units after the cursor, on its line, that the text stands for. */
  readonly replaceSuffix: number;
  readonly trace: TraceId;
}

export interface CompletionMemory {
  /** What is left of an earlier offer at this place, or null. */
  find(place: MemoryPlace): Offer | null;
  keep(place: MemoryPlace, trace: Trace): Offer;
}

export function createCompletionMemory(): CompletionMemory {
  const cache = new CompletionCache<TraceId>();
  let standing: { readonly place: MemoryPlace; readonly offer: Offer } | null = null;

  const throughStanding = (place: MemoryPlace): Offer | null => {
    if (standing === null || standing.place.path !== place.path) return null;
    const { prefix, suffix } = standing.place;
    const rest = typedThrough({ prefix, suffix, ...standing.offer }, place.prefix, place.suffix);
    return rest === null ? null : { ...rest, trace: standing.offer.trace };
  };

  return {
    find(place) {
      const standingRest = throughStanding(place);
      if (standingRest !== null) return standingRest;
      const found = cache.get({ model: '', ...place });
      if (found === null) return null;
      return { text: found.text, replaceSuffix: replacedSuffix(found.text, placeOf(place)), trace: found.origin };
    },
    keep(place, { id, startedAt, answer }) {
      const offer = { text: answer, replaceSuffix: replacedSuffix(answer, placeOf(place)), trace: { id, startedAt } };
      cache.put({ model: '', ...place }, answer, offer.replaceSuffix, offer.trace);
      standing = { place, offer };
      return offer;
    },
  };
}
