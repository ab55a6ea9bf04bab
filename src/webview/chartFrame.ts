// Axes, grid and scales of a chart with numbers on both sides. Draws no data.
import { scaleLinear, type ScaleLinear } from 'd3-scale';
import { svg } from './svg';

export interface Axis {
  readonly label: string;
  readonly from: number;
  readonly to: number;
  /** `step`: between two labels of the axis. */
  readonly format: (value: number, step: number) => string;
}

export interface Frame {
  readonly root: SVGSVGElement;
  readonly x: ScaleLinear<number, number>;
  readonly y: ScaleLinear<number, number>;
  /** Edges of the drawing, inside the labels. */
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

const height = 240;
const margin = { left: 52, right: 14, top: 22, bottom: 40 };

/** `xTicks` false: the caller writes below the axis itself. */
export function chartFrame(width: number, across: Axis, up: Axis, xTicks = true): Frame {
  const left = margin.left;
  const right = width - margin.right;
  const { top } = margin;
  const bottom = height - margin.bottom;
  const x = scaleLinear().domain(spread(across.from, across.to)).range([left, right]);
  const y = scaleLinear().domain(spread(up.from, up.to)).range([bottom, top]).nice(4);
  const root = svg('svg', {
    class: 'chart-drawing',
    width,
    height,
    viewBox: `0 0 ${width} ${height}`,
    'aria-hidden': 'true',
  });
  const yTicks = y.ticks(4);
  for (const tick of yTicks) {
    root.append(
      svg('line', { class: 'chart-grid', x1: left, x2: right, y1: y(tick), y2: y(tick) }),
      svg(
        'text',
        { class: 'chart-label', x: left - 8, y: y(tick), dy: '0.32em', 'text-anchor': 'end' },
        up.format(tick, stepOf(yTicks)),
      ),
    );
  }
  const places = xTicks ? x.ticks(Math.max(3, Math.round(width / 120))) : [];
  for (const tick of places) {
    const words = across.format(tick, stepOf(places));
    root.append(svg('text', { class: 'chart-label', x: x(tick), y: bottom + 16, 'text-anchor': 'middle' }, words));
  }
  root.append(
    svg('line', { class: 'chart-axis', x1: left, x2: right, y1: bottom, y2: bottom }),
    svg('text', { class: 'chart-title', x: right, y: height - 6, 'text-anchor': 'end' }, across.label),
    svg('text', { class: 'chart-title', x: 4, y: 12 }, up.label),
  );
  return { root, x, y, left, right, top, bottom };
}

/** Between two ticks, which lie evenly. */
export function stepOf(ticks: readonly number[]): number {
  const [first, second] = ticks;
  return first === undefined || second === undefined ? 1 : second - first;
}

/** An axis without extent would put everything in one place: it gets some. */
function spread(from: number, to: number): [number, number] {
  return to - from > 1e-12
    ? [from, to]
    : [Math.max(0, from - Math.max(0.01, from * 0.1)), to + Math.max(0.01, to * 0.1)];
}
