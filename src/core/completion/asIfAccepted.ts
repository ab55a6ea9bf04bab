// Where the cursor will be once an offer is accepted, and the user has gone on from there: behind it where its line goes
// on, else on the next line.
import { leadingSpace } from './lines';
import type { MemoryPlace, Offer } from './memory';
import { decideTrigger } from './trigger';

export interface NextPlace {
  readonly place: MemoryPlace;
  readonly multiline: boolean;
}

/** Null where nothing would be asked there. */
export function asIfAccepted(place: MemoryPlace, offer: Pick<Offer, 'text' | 'replaceSuffix'>): NextPlace | null {
  const behind = { ...place, prefix: place.prefix + offer.text, suffix: place.suffix.slice(offer.replaceSuffix) };
  const here = decideTrigger({ ...behind, justAccepted: true, paused: true });
  if (here.ask) return { place: behind, multiline: here.multiline };
  if (!/^[^\S\n]*(\n|$)/.test(behind.suffix)) return null;
  const line = behind.prefix.slice(behind.prefix.lastIndexOf('\n') + 1);
  const next = { ...behind, prefix: `${behind.prefix}\n${leadingSpace(line)}` };
  const there = decideTrigger({ ...next, paused: true });
  return there.ask ? { place: next, multiline: there.multiline } : null;
}
