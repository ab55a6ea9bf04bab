// The list itself: draws only the rows in sight, whatever their number, and while it scrolls only those that come into sight;
// one stop for Tab, arrows inside.
import type { TraceSummary } from '../core/traceStore';
import { element } from './element';
import { t } from './page';
import { judgingKeys } from './reviewBar';
import { traceRow } from './traceRow';

export const rowHeight = 50;
/** Rows drawn beyond either edge: a wheel's step or two. */
const spare = 6;
/** Rows below the last drawn one from which more are fetched: most of a page, so that it is here before it is scrolled to. */
const ahead = 150;
/** What is kept over a reload crosses to the editor, and so only where the scrolling has come to rest. */
const restMs = 100;

export interface ListEvents {
  /** The user moved to a row. */
  moved(row: TraceSummary): void;
  /** The user wants a row's details, now. */
  opened(row: TraceSummary): void;
  /** The end is near: fetch more. */
  nearEnd(): void;
  /** The list rests after it was scrolled. */
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
  /** What is in the page, by its place. */
  private readonly drawn = new Map<number, { readonly row: TraceSummary; readonly option: HTMLElement }>();
  private rest: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly events: ListEvents) {
    this.root.append(this.canvas);
    this.root.addEventListener('scroll', () => {
      clearTimeout(this.rest);
      this.rest = setTimeout(() => events.scrolled(this.root.scrollTop), restMs);
      this.schedule();
    });
    this.root.addEventListener('keydown', (event) => this.onKey(event));
    this.root.addEventListener('click', (event) => this.onClick(event));
    new ResizeObserver(() => this.schedule()).observe(this.root);
  }

  /** Shows these rows; the active one stays active where it still is, and in its place on the screen. */
  setRows(rows: readonly TraceSummary[], complete: boolean): void {
    const before = this.activeIndex;
    // Each row says how many there are, once that is known.
    if (complete || this.complete) this.forget();
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
    for (const [index, { option }] of this.drawn)
      option.setAttribute('aria-selected', String(index === this.activeIndex));
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
    for (const [index, { row, option }] of this.drawn) {
      if (index >= first && index < last && this.rows[index] === row) continue;
      option.remove();
      this.drawn.delete(index);
    }
    // In the order of the list, which is the order in which a screen reader meets them.
    let next: HTMLElement | null = null;
    for (let index = last - 1; index >= first; index--) next = this.place(index, next) ?? next;
    const visible = this.activeIndex >= first && this.activeIndex < last;
    if (visible) this.root.setAttribute('aria-activedescendant', `trace-${this.activeIndex}`);
    else this.root.removeAttribute('aria-activedescendant');
    if (!this.complete && last > this.rows.length - ahead) this.events.nearEnd();
  }

  /** The row's element, drawn before `next` where it is not there yet. */
  private place(index: number, next: HTMLElement | null): HTMLElement | null {
    const there = this.drawn.get(index);
    const row = this.rows[index];
    if (there !== undefined || row === undefined) return there?.option ?? null;
    const option = this.option(row, index);
    this.canvas.insertBefore(option, next);
    this.drawn.set(index, { row, option });
    return option;
  }

  /** All rows are drawn anew, in the next frame. */
  private forget(): void {
    this.canvas.replaceChildren();
    this.drawn.clear();
  }

  private option(row: TraceSummary, index: number): HTMLElement {
    const option = element(
      'div',
      {
        class: 'row',
        role: 'option',
        id: `trace-${index}`,
        'data-index': index,
        'aria-selected': String(index === this.activeIndex),
        'aria-posinset': index + 1,
        'aria-setsize': this.complete ? this.rows.length : -1,
      },
      traceRow(row),
    );
    option.style.transform = `translateY(${index * rowHeight}px)`;
    return option;
  }
}
