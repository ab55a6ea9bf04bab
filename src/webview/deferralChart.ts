// Quality against cost as the threshold moves, from the user's own traces. Dashed where no outcome was seen.
import { line } from 'd3-shape';
import type { ReplayPoint } from '../shared/calibrationFacts';
import { formatCost, formatCostTick, formatP, formatShare, formatShareTick } from '../shared/figures';
import { chartFigure, type Chart } from './chartFigure';
import { chartFrame } from './chartFrame';
import { dataTable } from './dataTable';
import { element } from './element';
import { counted, t } from './page';
import { svg } from './svg';

interface Placed {
  readonly point: ReplayPoint;
  readonly dollars: number;
  readonly quality: number;
}

/** `marks`: the points that are chosen now and looked at, read at each drawing. */
export function deferralChart(
  points: readonly ReplayPoint[],
  marks: () => { readonly chosen: ReplayPoint; readonly preview: ReplayPoint },
): Chart {
  const placed = points.flatMap((point): Placed[] =>
    point.dollars === null || point.quality === null ? [] : [{ point, dollars: point.dollars, quality: point.quality }],
  );
  const seen = points.filter(({ observed }) => observed).length;
  return chartFigure({
    title: t('Deferral: what quality costs as the threshold moves'),
    summary: t('{count} thresholds replayed on your own tasks, {seen} of them with outcomes that were seen.', {
      count: points.length,
      seen,
    }),
    draw: (width) => draw(points, placed, marks(), width),
    key: element(
      'p',
      { class: 'chart-key quiet-words' },
      keyMark('chosen'),
      t('chosen now'),
      keyMark('preview'),
      t('looked at'),
      keyMark('dashed'),
      t('dashed: not observed, replayed only'),
    ),
    table: dataTable(
      t('Deferral'),
      [
        { label: t('Threshold'), number: true },
        { label: t('Accepted'), number: true },
        { label: t('Strong asked'), number: true },
        { label: t('Bad among accepted'), number: true },
        { label: t('Good answers shown'), number: true },
        { label: t('Cost a task'), number: true },
        { label: t('Seen'), number: false },
      ],
      points.map((point) => [
        formatP(point.threshold),
        formatShare(point.acceptedShare),
        formatShare(point.strongShare),
        share(point.badShare),
        share(point.quality),
        point.dollars === null ? t('unpriced') : formatCost(point.dollars),
        point.observed ? counted('{count} outcome', '{count} outcomes', point.labels) : t('not observed'),
      ]),
    ),
  });
}

export function share(value: number | null): string {
  return value === null ? t('unknown') : formatShare(value);
}

function draw(
  points: readonly ReplayPoint[],
  placed: readonly Placed[],
  marks: { readonly chosen: ReplayPoint; readonly preview: ReplayPoint },
  width: number,
): SVGSVGElement {
  const dollars = points.flatMap((point) => point.dollars ?? []);
  const quality = placed.length === 0 ? [0, 1] : placed.map((one) => one.quality);
  const { root, x, y, bottom } = chartFrame(
    width,
    { label: t('dollars a task'), from: Math.min(...dollars), to: Math.max(...dollars), format: formatCostTick },
    { label: t('good answers shown'), from: Math.min(...quality), to: Math.max(...quality), format: formatShareTick },
  );
  const unknown = points.flatMap((point) => (point.quality === null && point.dollars !== null ? point.dollars : []));
  if (unknown.length > 1) {
    const [from, to] = [x(Math.min(...unknown)), x(Math.max(...unknown))];
    root.append(
      svg('line', { class: 'chart-line chart-unseen', x1: from, x2: to, y1: bottom - 6, y2: bottom - 6 }),
      svg(
        'text',
        { class: 'chart-label', x: (from + to) / 2, y: bottom - 14, 'text-anchor': 'middle' },
        t('not observed'),
      ),
    );
  }
  const path = line<Placed>(
    (one) => x(one.dollars),
    (one) => y(one.quality),
  );
  for (const [index, one] of placed.entries()) {
    const next = placed[index + 1];
    if (next === undefined) continue;
    const observed = one.point.observed && next.point.observed;
    root.append(svg('path', { class: `chart-line${observed ? '' : ' chart-unseen'}`, d: path([one, next]) ?? '' }));
  }
  const mark = (point: ReplayPoint, look: string): void => {
    const found = placed.find((one) => one.point === point);
    if (found !== undefined)
      root.append(
        svg('circle', {
          class: `chart-${look}`,
          cx: x(found.dollars),
          cy: y(found.quality),
          r: look === 'chosen' ? 5 : 8,
        }),
      );
  };
  mark(marks.preview, 'preview');
  mark(marks.chosen, 'chosen');
  return root;
}

function keyMark(look: 'chosen' | 'preview' | 'dashed'): SVGSVGElement {
  const shape =
    look === 'dashed'
      ? svg('line', { class: 'chart-line chart-unseen', x1: 0, x2: 22, y1: 8, y2: 8 })
      : svg('circle', { class: `chart-${look}`, cx: 11, cy: 8, r: look === 'chosen' ? 4 : 6 });
  return svg('svg', { width: 22, height: 16, 'aria-hidden': 'true' }, shape);
}
