// The answers that were given by hand at one place, for the user to choose from: the first at once, others where they come in time.
import type { MemoryPlace, Offer } from './memory';

export interface Choices<P extends MemoryPlace = MemoryPlace> {
  readonly place: P;
  readonly offers: readonly Offer[];
  /** False where some came too late to be shown: asked again by hand, they are there. */
  readonly whole: boolean;
}

/** What has come by the time `limit` resolves, each text once. */
export async function choicesWithin(
  first: Offer,
  others: readonly Promise<Offer | null>[],
  limit: (promise: Promise<unknown>) => Promise<unknown>,
): Promise<{ readonly offers: readonly Offer[]; readonly whole: boolean }> {
  const came: (Offer | null | undefined)[] = others.map(() => undefined);
  const all = others.map(async (other, at) => (came[at] = await other));
  await limit(Promise.all(all));
  return { offers: distinct([first, ...came]), whole: !came.includes(undefined) };
}

export function distinct(offers: readonly (Offer | null | undefined)[]): readonly Offer[] {
  const seen = new Set<string>();
  return offers.filter((offer): offer is Offer => {
    if (offer === null || offer === undefined || seen.has(offer.text)) return false;
    seen.add(offer.text);
    return true;
  });
}
