// What became of every completion, inferred from plain editor events. The host feeds events and reads the document where
// a check is due; nothing here knows an editor or keeps a clock.
import type { DocumentEdit, OffsetRange } from './documentEdit';
import { KeptWatch } from './keptWatch';
import { OfferWatch, type OfferOutcome, type WatchedOffer } from './offerWatch';

export type TrackerEvent =
  | { readonly type: 'offered'; readonly offer: WatchedOffer }
  | { readonly type: 'edit'; readonly edit: DocumentEdit; readonly at: number }
  | { readonly type: 'selection'; readonly path: string; readonly offset: number; readonly at: number }
  /** The command of the offer with this id ran. */
  | { readonly type: 'accept-command'; readonly id: string; readonly at: number }
  | { readonly type: 'tick'; readonly at: number }
  | { readonly type: 'closed'; readonly path: string; readonly at: number };

export interface TrackedOutcome extends OfferOutcome {
  readonly id: string;
}

export interface DueCheck extends OffsetRange {
  readonly id: string;
  readonly path: string;
}

interface OpenOffer {
  readonly offer: WatchedOffer;
  readonly seen: boolean;
}

/** Texts watched at once; the oldest is given up first. */
const mostWatched = 100;
/** An edit that left the offer may be the acceptance itself, which the editor then says. Milliseconds to wait for its word. */
export const doubtMs = 250;

export class OutcomeTracker {
  private current: OfferWatch | null = null;
  private readonly kept = new Map<string, KeptWatch>();
  /** Offers whose end is not known yet, whatever their edits looked like. */
  private readonly open = new Map<string, OpenOffer>();
  private doubted: readonly TrackedOutcome[] = [];

  /** True where a refusal is held back: a tick after `doubtMs` brings it out. */
  get inDoubt(): boolean {
    return this.doubted.length > 0;
  }

  handle(event: TrackerEvent): readonly TrackedOutcome[] {
    const now = event.type === 'offered' ? event.offer.offeredAt : event.at;
    const settled = this.settle(now, event.type === 'accept-command' ? event.id : null);
    return [...settled, ...this.follow(event)];
  }

  private follow(event: TrackerEvent): readonly TrackedOutcome[] {
    switch (event.type) {
      case 'offered': {
        const before =
          this.current === null ? [] : this.tagged(this.current, this.current.replace(event.offer.offeredAt));
        this.current = new OfferWatch(event.offer);
        this.open.delete(event.offer.id);
        this.open.set(event.offer.id, { offer: event.offer, seen: false });
        dropOldest(this.open);
        return before;
      }
      case 'edit': {
        const edit = this.current?.trimmed(event.edit) ?? event.edit;
        return [...this.editKept(edit, event.at), ...this.advance((watch) => watch.edit(edit, event.at))];
      }
      case 'selection':
        return this.advance((watch) => watch.selection(event.path, event.offset, event.at));
      case 'accept-command':
        return this.acceptCommand(event.id, event.at);
      case 'tick':
        return this.advance((watch) => watch.tick(event.at));
      case 'closed':
        for (const [id, watch] of this.kept) if (watch.path === event.path) this.kept.delete(id);
        return this.advance((watch) => (watch.offer.path === event.path ? watch.replace(event.at) : []));
    }
  }

  /** Checks that are due: the host reads these ranges and answers each with `check`. */
  due(now: number): readonly DueCheck[] {
    return [...this.kept].flatMap(([id, watch]) => {
      const range = watch.due(now);
      return range === null ? [] : [{ id, path: watch.path, ...range }];
    });
  }

  check(id: string, currentText: string, now: number): readonly TrackedOutcome[] {
    const watch = this.kept.get(id);
    if (watch === undefined) return [];
    const found = watch.check(currentText, now);
    if (watch.isOver) this.kept.delete(id);
    return found.map((one) => ({ ...one, id }));
  }

  private advance(step: (watch: OfferWatch) => OfferOutcome[]): TrackedOutcome[] {
    const watch = this.current;
    if (watch === null) return [];
    const found = step(watch);
    if (watch.isOver) this.current = null;
    for (const { kind, at } of found) if (kind === 'accepted') this.keep(watch.offer, at);
    return this.tagged(watch, found);
  }

  /** The editor's own word: it counts even where edits and offers crossed and the watch was lost. */
  private acceptCommand(id: string, at: number): readonly TrackedOutcome[] {
    const found = this.advance((watch) => (watch.offer.id === id ? watch.acceptCommand(at) : []));
    const open = this.open.get(id);
    if (open === undefined) return found;
    this.open.delete(id);
    this.keep(open.offer, at);
    // Whoever accepts has seen.
    return (open.seen ? (['accepted'] as const) : (['shown', 'accepted'] as const)).map((kind) => ({
      id,
      kind,
      at,
      data: {},
    }));
  }

  private keep(offer: WatchedOffer, at: number): void {
    this.kept.set(offer.id, new KeptWatch(offer.path, offer.offset, offer.text, at));
    dropOldest(this.kept);
  }

  private editKept(edit: DocumentEdit, at: number): TrackedOutcome[] {
    const found: TrackedOutcome[] = [];
    for (const [id, watch] of this.kept) {
      found.push(...watch.edit(edit, at).map((one) => ({ ...one, id })));
      if (watch.isOver) this.kept.delete(id);
    }
    return found;
  }

  private tagged(watch: OfferWatch, found: readonly OfferOutcome[]): TrackedOutcome[] {
    const { offer } = watch;
    const certain: TrackedOutcome[] = [];
    for (const outcome of found) {
      const tagged = { ...outcome, id: offer.id };
      const doubtful = outcome.kind === 'rejected' && outcome.data['by'] === 'edit';
      if (outcome.kind === 'shown' || doubtful) this.open.set(offer.id, { offer, seen: true });
      else if (outcome.kind !== 'partly-accepted') this.open.delete(offer.id);
      if (doubtful) this.doubted = [...this.doubted, tagged];
      else certain.push(tagged);
    }
    return certain;
  }

  /** Refusals that were held back long enough; none where the editor says that it was an acceptance. */
  private settle(now: number, accepted: string | null): readonly TrackedOutcome[] {
    if (this.doubted.length === 0) return [];
    const doubted = this.doubted.filter(({ id }) => id !== accepted);
    const settled = doubted.filter(({ at }) => now - at >= doubtMs);
    this.doubted = doubted.filter(({ at }) => now - at < doubtMs);
    for (const { id } of settled) this.open.delete(id);
    return settled;
  }
}

function dropOldest(watched: Map<string, unknown>): void {
  const oldest = watched.keys().next();
  if (watched.size > mostWatched && !oldest.done) watched.delete(oldest.value);
}
