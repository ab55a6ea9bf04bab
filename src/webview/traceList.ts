// The list itself: draws only the rows in sight, whatever their number; one stop for Tab, arrows inside.
import type { TraceSummary } from '../core/traceStore';
import { element } from './element';
import { t } from './page';
import { judgingKeys } from './reviewBar';
import { traceRow } from './traceRow';

export const rowHeight = 50;
const spare = 6;

export interface ListEvents {
  /** The user moved to a row. */
  moved(row: TraceSummary): void;
  /** The user wants a row's details, now. */
  opened(row: TraceSummary): void;
  /** The end is near: fetch more. */
  nearEnd(): void;
  scrolled(top: number): void;
  /** The user judged a row by its key; false where this is no queue to judge. */
  judged(row: TraceSummary, good: boolean): boolean;
}

export class TraceList {
  readonly root = element('div', { class: 'list', role: 'listbox', tabindex: 0, 'aria-label': t('Traces') });
  private readonly canvas = element('div', { class: 'list-canvas', role: 'presentation' });
  private rows: readonly TraceSummary[] = [];
  private complete = false;
  private activeId: string | null = null;
  private activeIndex = -1;
  private scheduled = false;

  constructor(private readonly events: ListEvents) {
    this.root.append(this.canvas);
    this.root.addEventListener('scroll', () => {
      events.scrolled(this.root.scrollTop);
      this.schedule();
    });
    this.root.addEventListener('keydown', (event) => this.onKey(event));
    this.root.addEventListener('click', (event) => this.onClick(event));
    new ResizeObserver(() => this.schedule()).observe(this.root);
  }

  /** Shows these rows; the active one stays active where it still is, and in its place on the screen. */
  setRows(rows: readonly TraceSummary[], complete: boolean): void {
    const before = this.activeIndex;
    this.rows = rows;
    this.complete = complete;
    this.activeIndex = this.activeId === null ? -1 : rows.findIndex((row) => row.id === this.activeId);
    this.canvas.style.height = `${rows.length * rowHeight}px`;
    const shift = (this.activeIndex - before) * rowHeight;
    if (before >= 0 && this.activeIndex >= 0 && this.root.scrollTop > 0) this.root.scrollTop += shift;
    this.schedule();
  }

  /** Marks a row as the active one, if it is in the list. */
  activate(id: string | null, reveal: boolean): void {
    this.activeId = id;
    this.activeIndex = id === null ? -1 : this.rows.findIndex((row) => row.id === id);
    if (reveal) this.reveal();
    this.draw();
  }

  scrollTo(top: number): void {
    this.root.scrollTop = top;
  }

  /** Judges the active row, or the first one, and goes on to the next. */
  judge(good: boolean): boolean {
    const index = Math.max(0, this.activeIndex);
    const row = this.rows[index];
    if (row === undefined || !this.events.judged(row, good)) return false;
    this.move(index + 1 < this.rows.length ? index + 1 : index - 1);
    return true;
  }

  private onKey(event: KeyboardEvent): void {
    const page = Math.max(1, Math.floor(this.root.clientHeight / rowHeight) - 1);
    const steps: Record<string, number> = {
      ArrowDown: 1,
      ArrowUp: -1,
      PageDown: page,
      PageUp: -page,
      Home: -Infinity,
      End: Infinity,
    };
    const good = event.ctrlKey || event.metaKey || event.altKey ? undefined : judgingKeys[event.key.toLowerCase()];
    if (good !== undefined && this.judge(good)) return event.preventDefault();
    const step = Object.hasOwn(steps, event.key) ? steps[event.key] : undefined;
    const active = this.rows[this.activeIndex];
    if ((event.key === 'Enter' || event.key === ' ') && active) this.events.opened(active);
    else if (step === undefined) return;
    else this.move(this.activeIndex === -1 && step > 0 && step !== Infinity ? 0 : this.activeIndex + step);
    event.preventDefault();
  }

  private move(to: number): void {
    const row = this.rows[Math.min(Math.max(to, 0), this.rows.length - 1)];
    if (!row) return;
    this.activate(row.id, true);
    this.events.moved(row);
  }

  private onClick(event: MouseEvent): void {
    const hit = event.target instanceof Element ? event.target.closest('[data-index]') : null;
    const row = this.rows[Number(hit?.getAttribute('data-index') ?? -1)];
    if (!row) return;
    this.activate(row.id, false);
    this.events.opened(row);
  }

  private reveal(): void {
    if (this.activeIndex === -1) return;
    const top = this.activeIndex * rowHeight;
    const bottom = top + rowHeight - this.root.clientHeight;
    if (top < this.root.scrollTop) this.root.scrollTop = top;
    else if (bottom > this.root.scrollTop) this.root.scrollTop = bottom;
  }

  private schedule(): void {
    if (this.scheduled) return;
    this.scheduled = true;
    requestAnimationFrame(() => {
      this.scheduled = false;
      this.draw();
    });
  }

  private draw(): void {
    const first = Math.max(0, Math.floor(this.root.scrollTop / rowHeight) - spare);
    const last = Math.min(
      this.rows.length,
      Math.ceil((this.root.scrollTop + this.root.clientHeight) / rowHeight) + spare,
    );
    const drawn = this.rows.slice(first, last).map((row, offset) => this.option(row, first + offset));
    this.canvas.replaceChildren(...drawn);
    const visible = this.activeIndex >= first && this.activeIndex < last;
    if (visible) this.root.setAttribute('aria-activedescendant', `trace-${this.activeIndex}`);
    else this.root.removeAttribute('aria-activedescendant');
    if (!this.complete && last > this.rows.length - 60) this.events.nearEnd();
  }

  private option(row: TraceSummary, index: number): HTMLElement {
    const option = element(
      'div',
      {
        class: 'row',
        role: 'option',
        id: `trace-${index}`,
        'data-index': index,
        'aria-selected': String(row.id === this.activeId),
        'aria-posinset': index + 1,
        'aria-setsize': this.complete ? this.rows.length : -1,
      },
      traceRow(row),
    );
    option.style.transform = `translateY(${index * rowHeight}px)`;
    return option;
  }
}
