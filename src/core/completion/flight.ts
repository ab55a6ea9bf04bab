// One completion task on its way: what has streamed so far, who waits for it, and the end of it. Outlives the keystroke
// that asked for it, since the next one may want the same answer; is cancelled where typing and stream part.
import type { CascadeEvent } from '../cascadeTask';
import { codeOfChatAnswer } from '../prompts/fimChat';
import type { Session } from '../session';
import type { Tier } from '../task';
import type { Trace } from '../trace';
import { matchesInFlight, onTheWay, sameSuffix } from './inFlight';
import type { MemoryPlace } from './memory';

/** An answer that nobody waits for is given up after this: the user went elsewhere. Milliseconds. */
const graceMs = 250;

/** `alternative`: another answer for a place that has one; nothing else waits for it. */
export type FlightKind = 'request' | 'speculation' | 'alternative';

export type FlightMatch =
  /** Text has come that the user may still want. */
  | 'agrees'
  /** Nothing speaks against it yet; nothing can be shown yet either. */
  | 'open'
  /** It is for a place that the user is on the way to. */
  | 'ahead'
  /** Typing and stream have parted. */
  | 'parted';

export class Flight {
  /** The trace of the finished task; null where it was cancelled or failed. */
  readonly end: Promise<Trace | null>;
  private readonly abort = new AbortController();
  private text = '';
  private asked: Tier = 'fast';
  /** A later keystroke waits for it too. */
  adopted = false;
  private waiting = 0;
  /** How often it was left by all: only the last time starts the grace. */
  private left = 0;
  private over = false;
  private answered: Trace | null = null;

  constructor(
    readonly place: MemoryPlace,
    readonly kind: FlightKind,
    private readonly session: Session,
    start: (signal: AbortSignal) => AsyncGenerator<CascadeEvent, void, void>,
    private readonly onEvent: (event: CascadeEvent) => void,
  ) {
    this.end = this.run(start(this.abort.signal));
  }

  get isOver(): boolean {
    return this.over;
  }

  /** The tier that is asked right now. */
  get tier(): Tier {
    return this.asked;
  }

  get isAwaited(): boolean {
    return this.waiting > 0;
  }

  match(place: MemoryPlace): FlightMatch {
    const { path, model, prefix, suffix } = this.place;
    if (place.path !== path || place.model !== model) return 'parted';
    if (this.kind === 'alternative') return prefix === place.prefix && suffix === place.suffix ? 'ahead' : 'parted';
    if (this.kind === 'speculation' && prefix !== place.prefix && onTheWay(this.place, place)) return 'ahead';
    if (!sameSuffix(suffix, place.suffix)) return 'parted';
    const text = this.answered?.answer ?? codeOfChatAnswer(this.text, prefix, suffix);
    const match = matchesInFlight(prefix, text, place.prefix);
    if (match === null) return 'parted';
    return match.remaining === '' ? 'open' : 'agrees';
  }

  cancel(): void {
    this.abort.abort();
  }

  /** The end, or null where the caller's signal comes first. Whoever leaves last leaves the task to its grace. */
  async wait(signal: AbortSignal): Promise<Trace | null> {
    this.waiting++;
    try {
      return await Promise.race([this.end, aborted(signal)]);
    } finally {
      this.waiting--;
      if (!this.over && !this.isAwaited) void this.giveUpLater(++this.left);
    }
  }

  private async giveUpLater(left: number): Promise<void> {
    await this.session.within(this.end, graceMs);
    // The strong answer is paid for and wanted, if a little later: only parting ends it.
    if (left === this.left && !this.isAwaited && this.asked === 'fast') this.cancel();
  }

  private async run(events: AsyncGenerator<CascadeEvent, void, void>): Promise<Trace | null> {
    for await (const event of events) {
      if (event.type === 'asking') {
        this.asked = event.tier;
        this.text = '';
      } else if (event.type === 'text') this.text += event.text;
      else if (event.type === 'finished') this.answered = event.trace;
      if (event.type === 'finished' || event.type === 'cancelled' || event.type === 'failed') this.over = true;
      this.onEvent(event);
    }
    this.over = true;
    return this.answered;
  }
}

function aborted(signal: AbortSignal): Promise<null> {
  if (signal.aborted) return Promise.resolve(null);
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(null), { once: true }));
}
