// One offer on the screen, as far as a stable editor API lets one know: seen, typed, accepted in full or in part, refused.
// Fed with plain events; keeps no clock. What becomes of accepted text is keptWatch's job.
import type { OutcomeKind } from '../trace';
import type { DocumentEdit } from './documentEdit';

export interface WatchedOffer {
  readonly id: string;
  readonly path: string;
  /** UTF-16 offset of the cursor when the offer was returned. */
  readonly offset: number;
  /** What stands on the line before the cursor. Items begin at column 0, so an acceptance writes it again. */
  readonly lead: string;
  /** With the document's own line ends, so that lengths are those of the document. */
  readonly text: string;
  readonly replaceSuffix: number;
  /** Milliseconds of any steady clock. */
  readonly offeredAt: number;
}

export interface OfferOutcome {
  readonly kind: OutcomeKind;
  readonly at: number;
  readonly data: Readonly<Record<string, string | number | boolean>>;
}

/** An offer that stood so long, with nothing changed, counts as seen. Milliseconds. */
export const seenAfterMs = 750;

export class OfferWatch {
  /** How much of the offer stands in the document already. */
  private taken = 0;
  private partly = false;
  private seen = false;
  private over = false;

  constructor(readonly offer: WatchedOffer) {}

  get isOver(): boolean {
    return this.over;
  }

  /** Time has passed with the offer in place. */
  tick(now: number): OfferOutcome[] {
    if (this.over || this.seen || now - this.offer.offeredAt < seenAfterMs) return [];
    this.seen = true;
    return [outcome('shown', this.offer.offeredAt + seenAfterMs)];
  }

  /**
   * The edit without what it writes again: the line's beginning and what was typed of the offer already. An acceptance
   * right after the last letter comes before the editor has asked for the rest, so both lengths are this watch's to know.
   */
  trimmed(edit: DocumentEdit): DocumentEdit {
    const { path, offset, lead, text } = this.offer;
    const standing = (lead + text.slice(0, this.taken)).slice(Math.max(0, edit.start - (offset - lead.length)));
    if (edit.path !== path || edit.undo || edit.start < offset - lead.length) return edit;
    const most = Math.min(edit.removed, edit.inserted.length, standing.length);
    let same = 0;
    while (same < most && standing[same] === edit.inserted[same]) same++;
    return {
      ...edit,
      start: edit.start + same,
      removed: edit.removed - same,
      inserted: edit.inserted.slice(same),
    };
  }

  /** `edit` is a trimmed one. */
  edit(edit: DocumentEdit, now: number): OfferOutcome[] {
    if (this.over || edit.path !== this.offer.path) return [];
    const before = this.tick(now);
    const cursor = this.offer.offset + this.taken;
    const rest = this.offer.text.slice(this.taken);
    if (edit.start === cursor && edit.inserted !== '' && !edit.undo)
      return [...before, ...this.insert(edit, rest, now)];
    if (
      edit.start + edit.removed === cursor &&
      edit.inserted === '' &&
      edit.removed > 0 &&
      edit.removed <= this.taken
    ) {
      this.taken -= edit.removed;
      return before;
    }
    return [...before, ...this.refuse(now, edit.undo ? 'undo' : 'edit')];
  }

  /** The cursor is somewhere else. A move that an edit of the offer makes is not one. */
  selection(path: string, offset: number, now: number): OfferOutcome[] {
    if (this.over) return [];
    if (path === this.offer.path && offset === this.offer.offset + this.taken) return this.tick(now);
    return [...this.tick(now), ...this.refuse(now, 'moved')];
  }

  /** The item's own command ran: the editor says that the whole text was accepted. */
  acceptCommand(now: number): OfferOutcome[] {
    if (this.over) return [];
    return this.finish('accepted', now, { characters: this.offer.text.length });
  }

  /** Another offer takes its place, or the editor closes: no opinion of the user. */
  replace(now: number): OfferOutcome[] {
    const before = this.over ? [] : this.tick(now);
    this.over = true;
    return before;
  }

  private insert(edit: DocumentEdit, rest: string, now: number): OfferOutcome[] {
    const inserted = edit.inserted;
    if (inserted === rest && inserted.length > 1) return this.finish('accepted', now, { characters: inserted.length });
    if (edit.removed > this.offer.replaceSuffix) return this.refuse(now, 'edit');
    if (!rest.startsWith(inserted)) {
      // The editor closes a bracket itself: `(` comes as `()`, of which the first half was typed.
      const opener =
        inserted.length === 2 && /^(\(\)|\[\]|\{\}|""|''|``)$/.test(inserted) && rest.startsWith(inserted.charAt(0));
      return opener ? this.take(1, now) : this.refuse(now, 'edit');
    }
    return this.take(inserted.length, now);
  }

  private take(length: number, now: number): OfferOutcome[] {
    this.taken += length;
    if (this.taken === this.offer.text.length) return this.finish('typed-through', now, { characters: this.taken });
    if (length === 1) return [];
    this.partly = true;
    return [...this.see(), outcome('partly-accepted', now, { characters: length, of: this.offer.text.length })];
  }

  private finish(kind: OutcomeKind, now: number, data: OfferOutcome['data']): OfferOutcome[] {
    this.over = true;
    return [...this.see(), outcome(kind, now, data)];
  }

  /** Whoever accepts has seen. */
  private see(): OfferOutcome[] {
    if (this.seen) return [];
    this.seen = true;
    return [outcome('shown', this.offer.offeredAt)];
  }

  /** Only what was seen, and not taken in part, can be refused. */
  private refuse(now: number, by: string): OfferOutcome[] {
    this.over = true;
    return this.seen && !this.partly ? [outcome('rejected', now, { by, typed: this.taken })] : [];
  }
}

function outcome(kind: OutcomeKind, at: number, data: OfferOutcome['data'] = {}): OfferOutcome {
  return { kind, at, data };
}
