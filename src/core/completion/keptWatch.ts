// Accepted text after it was accepted: undone, kept for 30, 120 and 300 seconds, or edited away.
import { shiftRange, type DocumentEdit, type OffsetRange } from './documentEdit';
import type { OfferOutcome } from './offerWatch';
import { survivingShare } from './survival';

export const keptAfterSeconds: readonly number[] = [30, 120, 300];
/** Less than this share left counts as edited away. */
const enough = 0.5;

export class KeptWatch {
  private range: OffsetRange;
  private nextCheck = 0;
  private over = false;

  constructor(
    readonly path: string,
    start: number,
    readonly text: string,
    private readonly acceptedAt: number,
  ) {
    this.range = { start, end: start + text.length };
  }

  get isOver(): boolean {
    return this.over;
  }

  edit(edit: DocumentEdit, now: number): OfferOutcome[] {
    if (this.over || edit.path !== this.path) return [];
    const before = this.range;
    this.range = shiftRange(before, edit);
    const removed = Math.min(before.end, edit.start + edit.removed) - Math.max(before.start, edit.start);
    if (!edit.undo || removed < this.text.length * enough) return [];
    this.over = true;
    return [{ kind: 'undone', at: now, data: { seconds: Math.round((now - this.acceptedAt) / 1000) } }];
  }

  /** The range whose text the next check needs, once it is due; null before that. */
  due(now: number): OffsetRange | null {
    const seconds = keptAfterSeconds[this.nextCheck];
    return this.over || seconds === undefined || now - this.acceptedAt < seconds * 1000 ? null : this.range;
  }

  /** `current`: the document's text at the range that `due` gave. */
  check(current: string, now: number): OfferOutcome[] {
    const seconds = keptAfterSeconds[this.nextCheck];
    if (this.over || seconds === undefined) return [];
    this.nextCheck++;
    const share = survivingShare(this.text, current);
    this.over = share < enough || this.nextCheck === keptAfterSeconds.length;
    return [{ kind: share < enough ? 'edited-away' : 'kept', at: now, data: { seconds, share } }];
  }
}
