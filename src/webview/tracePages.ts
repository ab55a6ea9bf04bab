// The rows of the list, fetched page by page as the user gets there. Pure: asks through `ask`, draws nothing.
import type { TraceQuery, TraceSummary } from '../core/traceStore';
import { pageSize } from '../shared/traceMessages';

export type TraceFilter = Omit<TraceQuery, 'before' | 'limit'>;

type Purpose = 'first' | 'next' | 'refresh';

export class TracePages {
  rows: readonly TraceSummary[] = [];
  /** True once the oldest row is here. */
  complete = false;
  private filter: TraceFilter = {};
  private pending: { readonly request: number; readonly purpose: Purpose } | null = null;
  private requests = 0;
  private stale = false;
  /** The filter changed while a first page was under way. */
  private changed = false;

  constructor(private readonly ask: (request: number, query: TraceQuery) => void) {}

  get loading(): boolean {
    return this.pending !== null;
  }

  /** Begins with a page of all traces that is here already. */
  open(page: readonly TraceSummary[]): void {
    this.replace(page, page.length < pageSize);
  }

  /**
   * Starts anew under a filter; the rows on show stay until the first page is here. One first page at a time: what is typed
   * meanwhile waits for it, and only the last of it is asked for, so that a slow store gets no queue.
   */
  start(filter: TraceFilter): void {
    this.filter = filter;
    this.stale = false;
    if (this.pending?.purpose === 'first') this.changed = true;
    else this.request('first', {});
  }

  /** The next older page, unless one is under way or there are no more. */
  more(): void {
    const oldest = this.rows.at(-1);
    if (this.pending || this.complete || !oldest) return;
    // One millisecond later than exclusive: rows that began in the same millisecond stand on both sides of a page's edge.
    this.request('next', { before: oldest.startedAt + 1 });
  }

  /** Fetches the newest page again, after what is under way. */
  refresh(): void {
    if (this.pending) this.stale = true;
    else this.request('refresh', {});
  }

  /** Takes a page. False for an answer that nobody waits for any more. */
  take(request: number, page: readonly TraceSummary[]): boolean {
    if (this.pending?.request !== request) return false;
    const { purpose } = this.pending;
    this.pending = null;
    if (this.changed) {
      this.request('first', {});
      return false;
    }
    const last = page.length < pageSize;
    if (purpose === 'next') this.append(page, last);
    else if (purpose === 'first') this.replace(page, last);
    else this.merge(page, last);
    if (this.stale) {
      this.stale = false;
      this.refresh();
    }
    return true;
  }

  /** Gives up what is under way, so that it can be asked again. */
  fail(request: number | null): void {
    if (this.pending && (request === null || this.pending.request === request)) {
      this.pending = null;
      this.changed = false;
    }
  }

  private request(purpose: Purpose, range: Pick<TraceQuery, 'before'>): void {
    this.requests += 1;
    this.changed = false;
    this.pending = { request: this.requests, purpose };
    this.ask(this.requests, { ...this.filter, ...range, limit: pageSize });
  }

  private replace(page: readonly TraceSummary[], last: boolean): void {
    this.rows = page;
    this.complete = last;
  }

  private append(page: readonly TraceSummary[], last: boolean): void {
    const known = new Set(this.rows.slice(-pageSize).map((row) => row.id));
    const fresh = page.filter((row) => !known.has(row.id));
    this.rows = [...this.rows, ...fresh];
    // A full page of one and the same millisecond would be asked for without end.
    this.complete = last || fresh.length === 0;
  }

  /** The newest page as it is now, and behind it what was there and is older. */
  private merge(page: readonly TraceSummary[], last: boolean): void {
    const oldest = page.at(-1);
    if (last || !oldest) return this.replace(page, true);
    const ids = new Set(page.map((row) => row.id));
    const met = this.rows.some((row) => ids.has(row.id));
    if (!met) return this.replace(page, false);
    this.rows = [...page, ...this.rows.filter((row) => row.startedAt <= oldest.startedAt && !ids.has(row.id))];
  }
}
