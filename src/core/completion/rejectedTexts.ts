// Remembers what the user did not want, and where: rejected offers, and text that an undo has just taken away.
import { hashText } from './hash';
import { toLf } from './lines';

export interface RejectionPlace {
  readonly path: string;
  readonly prefix: string;
  readonly suffix: string;
}

/** UTF-16 units on each side of the cursor that make a place. Lines further away may change. */
const reach = 200;
const capacity = 200;
/** Milliseconds after which a text may be offered again. */
const memory = 10 * 60_000;

export class RejectedTexts {
  private readonly at = new Map<string, number>();

  /** `now`: milliseconds of any steady clock. */
  reject(place: RejectionPlace, text: string, now: number): void {
    const key = keyOf(place, text);
    this.at.delete(key);
    this.at.set(key, now);
    const oldest = this.at.keys().next();
    if (this.at.size > capacity && !oldest.done) this.at.delete(oldest.value);
  }

  /** True where this text, or one that differs only in white space at its end, was refused here. */
  isRejected(place: RejectionPlace, text: string, now: number): boolean {
    const when = this.at.get(keyOf(place, text));
    return when !== undefined && now - when < memory;
  }

  /** Refusals at this place, whatever the text: a second one here is worth asking the strong tier. */
  countAt(place: RejectionPlace, now: number): number {
    const start = `${placeKey(place)}:`;
    return [...this.at].filter(([key, when]) => key.startsWith(start) && now - when < memory).length;
  }
}

function placeKey({ path, prefix, suffix }: RejectionPlace): string {
  return `${hashText(`${path}\n${toLf(prefix.slice(-reach))}`)}:${hashText(toLf(suffix.slice(0, reach)))}`;
}

function keyOf(place: RejectionPlace, text: string): string {
  return `${placeKey(place)}:${hashText(toLf(text).trimEnd())}`;
}
