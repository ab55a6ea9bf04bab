// What was said against what was so: the share of good answers for each p, beside the diagonal of a perfect calibration.
import { line } from 'd3-shape';
import type { CalibrationFacts } from '../shared/calibrationFacts';
import { formatNumber, formatP, formatShare } from '../shared/figures';
import { chartFigure } from './chartFigure';
import { chartFrame } from './chartFrame';
import { dataTable } from './dataTable';
import { counted, t } from './page';
import { svg } from './svg';

type Bins = CalibrationFacts['reliability'];

export function reliabilityChart(bins: Bins): HTMLElement {
  const worst = bins.reduce((most, bin) => Math.max(most, Math.abs(bin.p - bin.good)), 0);
  return chartFigure({
    title: t('Reliability: what was promised and what came true'),
    summary: counted(
      'In one group of answers, promise and truth are {gap} apart.',
      'In {count} groups of answers, promise and truth are at most {gap} apart.',
      bins.length,
      { gap: formatShare(worst) },
    ),
    draw: (width) => draw(bins, width),
    table: dataTable(
      t('Reliability'),
      [
        { label: t('Promised p'), number: true },
        { label: t('Turned out good'), number: true },
        { label: t('Answers'), number: true },
      ],
      bins.map(({ p, good, count }) => [formatP(p), formatShare(good), formatNumber(count)]),
    ),
  }).root;
}

function draw(bins: Bins, width: number): SVGSVGElement {
  const axis = { from: 0, to: 1, format: (value: number) => value.toFixed(1) };
  const frame = chartFrame(
    width,
    { ...axis, label: t('promised p(acceptable)') },
    { ...axis, label: t('share that turned out good') },
  );
  const { root, x, y } = frame;
  const path = line<Bins[number]>(
    (bin) => x(bin.p),
    (bin) => y(bin.good),
  )(bins);
  root.append(
    svg('line', { class: 'chart-ideal', x1: x(0), y1: y(0), x2: x(1), y2: y(1) }),
    svg('path', { class: 'chart-line', d: path ?? '' }),
    ...bins.map(({ p, good }) => svg('circle', { class: 'chart-dot', cx: x(p), cy: y(good), r: 4 })),
  );
  return root;
}
