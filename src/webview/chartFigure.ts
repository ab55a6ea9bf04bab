// A chart with its caption and its table: a picture with one sentence for screen readers, drawn to the width that there is.
import { element } from './element';
import { t } from './page';

export interface ChartParts {
  readonly title: string;
  /** What the picture shows, in one sentence. */
  readonly summary: string;
  readonly draw: (width: number) => SVGSVGElement;
  /** Words beside the marks, for who does not know them. */
  readonly key?: HTMLElement;
  readonly table: HTMLTableElement;
}

export interface Chart {
  readonly root: HTMLElement;
  /** Draws again, where what is drawn has changed. */
  redraw(): void;
}

const narrowest = 260;
const widest = 680;

export function chartFigure(parts: ChartParts): Chart {
  const picture = element('div', { class: 'chart', role: 'img', 'aria-label': parts.summary });
  let width = 0;
  const redraw = (): void => picture.replaceChildren(parts.draw(width));
  const fit = (): void => {
    const now = Math.round(Math.min(widest, Math.max(narrowest, picture.clientWidth)));
    if (now === width || picture.clientWidth === 0) return;
    width = now;
    redraw();
  };
  new ResizeObserver(fit).observe(picture);
  const root = element(
    'figure',
    { class: 'figure' },
    element('figcaption', {}, parts.title),
    picture,
    parts.key ?? null,
    element('details', {}, element('summary', {}, t('Show as a table')), parts.table),
  );
  return { root, redraw: () => width > 0 && redraw() };
}
