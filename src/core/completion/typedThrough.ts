// The first source of an answer: what the user types is what was offered, so the rest of the offer still stands.
import { typedSince } from './typedSince';

export interface Offer {
  /** The text before the cursor when the offer was made. */
  readonly prefix: string;
  readonly suffix: string;
  readonly text: string;
  readonly replaceSuffix: number;
}

export interface RestOfOffer {
  readonly text: string;
  readonly replaceSuffix: number;
}

/**
 * What is left of the offer, or null where the typing left it. `newSuffix`, where given, must be the offer's suffix,
 * perhaps behind the closers that the editor put after a typed opener; the offer then replaces those too.
 */
export function typedThrough(offer: Offer, newPrefix: string, newSuffix: string = offer.suffix): RestOfOffer | null {
  const typed = typedSince(offer.prefix, newPrefix);
  if (typed === null || typed.length >= offer.text.length || !offer.text.startsWith(typed)) return null;
  const added = newSuffix.length - offer.suffix.length;
  const text = offer.text.slice(typed.length);
  if (added === 0) return newSuffix === offer.suffix ? { text, replaceSuffix: offer.replaceSuffix } : null;
  if (added < 0 || added > longestAutoClose || !newSuffix.endsWith(offer.suffix)) return null;
  const closers = newSuffix.slice(0, added);
  return /^[)\]}"'`>]+$/.test(closers) && endsAreCovered(text, closers)
    ? { text, replaceSuffix: offer.replaceSuffix + added }
    : null;
}

const longestAutoClose = 3;

/** The rest of the offer writes these closers itself, in this order. */
function endsAreCovered(text: string, closers: string): boolean {
  let at = -1;
  for (const char of closers) {
    at = text.indexOf(char, at + 1);
    if (at < 0) return false;
  }
  return true;
}
