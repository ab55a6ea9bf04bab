// Answers at hand, so that typing along an offer, or deleting back to its place, asks no model again: the offer that
// stands, then the cache of all lately.
import type { Trace } from '../trace';
import type { AnswerSource } from './answerSource';
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

/** The task that made an answer: outcomes are told to it, or to a trace of their own that names it. */
export type AnswerTrace = Pick<Trace, 'id' | 'startedAt' | 'shown'>;

export interface Offer {
  readonly text: string;
  /** UTF-16 units after the cursor, on its line, that the text stands for. */
  readonly replaceSuffix: number;
  readonly trace: AnswerTrace;
}

export interface FoundOffer extends Offer {
  readonly source: AnswerSource;
}

/** How an answer that nobody has asked for yet was made. */
export type KeptSource = 'cache' | 'hot-streak' | 'speculation';

export interface CompletionMemory {
  /** What is left of an earlier offer at this place, or null. */
  find(place: MemoryPlace): FoundOffer | null;
  /** Remembers an answer. It stands only once it is offered. */
  keep(place: MemoryPlace, text: string, trace: AnswerTrace, source?: KeptSource): Offer;
  /** The offer is what the user sees now. */
  stand(place: MemoryPlace, offer: Offer): void;
  /** The user did not want this text here. */
  drop(place: MemoryPlace, text: string): void;
}

interface Origin extends AnswerTrace {
  readonly source: KeptSource;
}

export function createCompletionMemory(): CompletionMemory {
  const cache = new CompletionCache<Origin>();
  let standing: { readonly place: MemoryPlace; readonly offer: Offer } | null = null;

  const throughStanding = (place: MemoryPlace): FoundOffer | null => {
    if (standing === null || standing.place.path !== place.path || standing.place.model !== place.model) return null;
    const { prefix, suffix } = standing.place;
    const rest = typedThrough({ prefix, suffix, ...standing.offer }, place.prefix, place.suffix);
    return rest === null ? null : { ...rest, trace: standing.offer.trace, source: 'typed-through' };
  };

  return {
    find(place) {
      const standingRest = throughStanding(place);
      if (standingRest !== null) return standingRest;
      const found = cache.get({ model: '', ...place });
      if (found === null) return null;
      const { source, ...trace } = found.origin;
      return { text: found.text, replaceSuffix: replacedSuffix(found.text, placeOf(place)), trace, source };
    },
    keep(place, text, { id, startedAt, shown }, source = 'cache') {
      const offer = { text, replaceSuffix: replacedSuffix(text, placeOf(place)), trace: { id, startedAt, shown } };
      cache.put({ model: '', ...place }, text, offer.replaceSuffix, { ...offer.trace, source });
      return offer;
    },
    stand(place, { text, replaceSuffix, trace }) {
      standing = { place, offer: { text, replaceSuffix, trace } };
    },
    drop(place, text) {
      cache.drop({ model: '', ...place }, text);
      if (standing?.place.path === place.path) standing = null;
    },
  };
}
