// Draws curves as one small SVG that can be read on light and on dark pages. Knows lines and axes, no figures of a cascade.

export interface CurveLine {
  readonly name: string;
  /** Points in rising x. */
  readonly points: readonly (readonly [x: number, y: number])[];
  readonly dashed?: boolean;
}

export interface CurveMark {
  readonly name: string;
  readonly at: readonly [x: number, y: number];
}

export interface CurvePicture {
  readonly title: string;
  readonly xTitle: string;
  readonly yTitle: string;
  readonly lines: readonly CurveLine[];
  readonly marks?: readonly CurveMark[];
}

const size = { width: 640, height: 400, left: 64, right: 20, top: 40, bottom: 92 };
const colours = ['#3b82f6', '#f59e0b', '#10b981', '#ef4444', '#a855f7', '#06b6d4', '#84cc16', '#ec4899'];
const ticks = 5;

export function curveSvg(picture: CurvePicture): string {
  const marks = picture.marks ?? [];
  const all = [...picture.lines.flatMap(({ points }) => points), ...marks.map(({ at }) => at)];
  const x = scale(
    all.map((point) => point[0]),
    size.left,
    size.width - size.right,
  );
  const y = scale(
    all.map((point) => point[1]),
    size.height - size.bottom,
    size.top,
  );
  const place = (point: readonly [number, number]): string =>
    `${x.at(point[0]).toFixed(1)},${y.at(point[1]).toFixed(1)}`;
  const parts = [
    `<text class="ink" x="${size.left}" y="22" font-weight="600">${escape(picture.title)}</text>`,
    ...axis(x, (at, label) => [
      `<line class="grid" x1="${at}" x2="${at}" y1="${size.top}" y2="${size.height - size.bottom}"/>`,
      `<text class="ink" x="${at}" y="${size.height - size.bottom + 16}" text-anchor="middle">${label}</text>`,
    ]),
    ...axis(y, (at, label) => [
      `<line class="grid" y1="${at}" y2="${at}" x1="${size.left}" x2="${size.width - size.right}"/>`,
      `<text class="ink" x="${size.left - 8}" y="${at}" dy="4" text-anchor="end">${label}</text>`,
    ]),
    `<text class="ink" x="${(size.left + size.width) / 2}" y="${size.height - size.bottom + 34}" text-anchor="middle">${escape(picture.xTitle)}</text>`,
    `<text class="ink" transform="translate(16 ${(size.top + size.height - size.bottom) / 2}) rotate(-90)" text-anchor="middle">${escape(picture.yTitle)}</text>`,
    ...picture.lines.map(
      ({ points, dashed }, i) =>
        `<polyline points="${points.map(place).join(' ')}" fill="none" stroke="${colour(i)}" stroke-width="2"${dashed === true ? ' stroke-dasharray="6 4"' : ''}/>`,
    ),
    ...marks.map(
      ({ at }, i) =>
        `<circle cx="${x.at(at[0]).toFixed(1)}" cy="${y.at(at[1]).toFixed(1)}" r="5" fill="${colour(picture.lines.length + i)}"/>`,
    ),
    ...[...picture.lines, ...marks].map(({ name }, i) => legend(name, i)),
  ];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size.width} ${size.height}" role="img" aria-label="${escape(picture.title)}">`,
    '<style>text{font:12px system-ui,sans-serif}.ink{fill:#1f2328}.grid{stroke:#8b949e;stroke-opacity:.35}' +
      '@media (prefers-color-scheme:dark){.ink{fill:#e6edf3}}</style>',
    ...parts,
    '</svg>',
    '',
  ].join('\n');
}

interface Scale {
  readonly low: number;
  readonly high: number;
  readonly at: (value: number) => number;
}

function scale(values: readonly number[], from: number, to: number): Scale {
  const low = Math.min(...values);
  const high = Math.max(...values);
  const width = high - low || 1;
  return { low, high: low + width, at: (value) => from + ((value - low) / width) * (to - from) };
}

function axis({ low, high, at }: Scale, draw: (at: string, label: string) => string[]): string[] {
  return Array.from({ length: ticks + 1 }, (_, i) => low + (i / ticks) * (high - low)).flatMap((value) =>
    draw(at(value).toFixed(1), Number(value.toPrecision(3)).toString()),
  );
}

const colour = (index: number): string => colours[index % colours.length] ?? '#888888';

function legend(name: string, index: number): string {
  const x = size.left + (index % 3) * 184;
  const y = size.height - 34 + Math.floor(index / 3) * 16;
  return `<rect x="${x}" y="${y - 8}" width="12" height="8" fill="${colour(index)}"/><text class="ink" x="${x + 18}" y="${y}">${escape(name)}</text>`;
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
