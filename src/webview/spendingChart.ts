// Dollars by day, fast below strong, with a mark where strong alone would have been.
import { scaleBand, scaleLinear } from 'd3-scale';
import { formatCost, formatCostTick } from '../shared/figures';
import { chartFigure } from './chartFigure';
import { stepOf } from './chartFrame';
import { dataTable } from './dataTable';
import { element } from './element';
import { counted, t } from './page';
import type { Spent } from './spent';
import { svg } from './svg';

const height = 220;
const margin = { left: 58, right: 8, top: 10, bottom: 24 };

export function spendingChart(days: readonly (readonly [day: string, spent: Spent])[]): HTMLElement {
  return chartFigure({
    title: t('What the tasks of each day cost, and what strong alone would have'),
    summary: counted('One day, {cost} in all.', '{count} days, {cost} in all.', days.length, {
      cost: formatCost(days.reduce((sum, [, { dollars }]) => sum + dollars, 0)),
    }),
    draw: (width) => draw(days, width),
    key: element(
      'p',
      { class: 'chart-key quiet-words' },
      ...(['fast', 'strong'] as const).flatMap((tier) => [swatch(`chart-${tier}`), t(tier)]),
      swatch('chart-alone'),
      t('strong alone would have cost'),
    ),
    table: dataTable(
      t('Spent by day'),
      [
        { label: t('Day') },
        { label: t('Tasks'), number: true },
        { label: t('fast'), number: true },
        { label: t('strong'), number: true },
        { label: t('Strong alone'), number: true },
      ],
      days.map(([day, spent]) => [
        day,
        String(spent.tasks),
        formatCost(spent.fast),
        formatCost(spent.strong),
        spent.strongAlone === null ? t('unpriced') : formatCost(spent.strongAlone),
      ]),
    ),
  }).root;
}

function draw(days: readonly (readonly [string, Spent])[], width: number): SVGSVGElement {
  const bottom = height - margin.bottom;
  const most = Math.max(0.0001, ...days.flatMap(([, { dollars, strongAlone }]) => [dollars, strongAlone ?? 0]));
  const y = scaleLinear().domain([0, most]).range([bottom, margin.top]).nice(4);
  const x = scaleBand<string>()
    .domain(days.map(([day]) => day))
    .range([margin.left, width - margin.right])
    .paddingInner(0.25);
  const band = Math.min(28, x.bandwidth());
  const root = svg('svg', {
    class: 'chart-drawing',
    width,
    height,
    viewBox: `0 0 ${width} ${height}`,
    'aria-hidden': 'true',
  });
  const ticks = y.ticks(4);
  for (const tick of ticks) {
    root.append(
      svg('line', { class: 'chart-grid', x1: margin.left, x2: width - margin.right, y1: y(tick), y2: y(tick) }),
      svg(
        'text',
        { class: 'chart-label', x: margin.left - 8, y: y(tick), dy: '0.32em', 'text-anchor': 'end' },
        formatCostTick(tick, stepOf(ticks)),
      ),
    );
  }
  const every = Math.max(1, Math.ceil(days.length / Math.max(2, Math.floor(width / 90))));
  for (const [index, [day, spent]] of days.entries()) {
    const middle = (x(day) ?? 0) + x.bandwidth() / 2;
    const left = middle - band / 2;
    const bar = (look: string, from: number, to: number): SVGRectElement =>
      svg('rect', { class: look, x: left, width: band, y: y(to), height: Math.max(0, y(from) - y(to)) });
    root.append(bar('chart-fast', 0, spent.fast), bar('chart-strong', spent.fast, spent.fast + spent.strong));
    if (spent.strongAlone !== null && spent.tasks > 0)
      root.append(
        svg('line', {
          class: 'chart-alone',
          x1: left - 2,
          x2: left + band + 2,
          y1: y(spent.strongAlone),
          y2: y(spent.strongAlone),
        }),
      );
    if (index % every === 0)
      root.append(
        svg('text', { class: 'chart-label', x: middle, y: bottom + 16, 'text-anchor': 'middle' }, dayLabel(day)),
      );
  }
  root.append(svg('line', { class: 'chart-axis', x1: margin.left, x2: width - margin.right, y1: bottom, y2: bottom }));
  return root;
}

/** `14 Mar` in the user's language. */
function dayLabel(day: string): string {
  const date = new Date(`${day}T12:00:00`);
  return date.toLocaleDateString(document.documentElement.lang, { day: 'numeric', month: 'short' });
}

function swatch(look: string): SVGSVGElement {
  const shape =
    look === 'chart-alone'
      ? svg('line', { class: look, x1: 0, x2: 14, y1: 7, y2: 7 })
      : svg('rect', { class: look, x: 1, y: 2, width: 11, height: 11 });
  return svg('svg', { width: 14, height: 14, 'aria-hidden': 'true' }, shape);
}
