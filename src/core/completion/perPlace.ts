// What is read from a place once and asked for with every text that is judged there: places are remembered, and so is this.
import type { Place } from './place';

export function perPlace<T extends object>(read: (place: Place) => T): (place: Place) => T {
  const known = new WeakMap<Place, T>();
  return (place) => {
    const before = known.get(place);
    if (before !== undefined) return before;
    const now = read(place);
    known.set(place, now);
    return now;
  };
}
