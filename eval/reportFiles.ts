// Writes a report into a folder: report.md, its curves as SVG, and the report itself as JSON.
import { mkdir, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { basename, join } from 'node:path';
import type { CascadeReport } from './cascadeReport';
import { curveSvg } from './curveSvg';
import { reportMarkdown } from './reportMarkdown';

export async function writeReport(
  folder: string,
  report: CascadeReport,
  options: Readonly<Record<string, string>>,
): Promise<void> {
  const name = (key: string): string => basename(options[key] ?? 'standard input', '.jsonl');
  const from = options['calibrate'] === undefined ? '' : `, calibrated on ${name('calibrate')}`;
  const markdown = reportMarkdown(report, {
    title: `Cascade on ${name('in')}${from}`,
    command: commandLine(options),
    machine: `${cpus()[0]?.model ?? 'unknown processor'}, ${cpus().length} cores, Node ${process.versions.node}`,
    date: new Date().toISOString().slice(0, 10),
  });
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'report.md'), markdown);
  await writeFile(join(folder, 'report.json'), `${JSON.stringify(report)}\n`);
  await writeFile(join(folder, 'reliability.svg'), reliabilitySvg(report));
  if (report.curve.length === 0) return;
  await writeFile(join(folder, 'curve.svg'), deferralSvg(report));
  await writeFile(join(folder, 'money.svg'), moneySvg(report));
}

/** Paths by their last names: where the files lay on this machine is nobody's business. */
function commandLine(options: Readonly<Record<string, string>>): string {
  const parts = Object.entries(options).map(([key, value]) => `--${key} ${key === 'report' ? value : basename(value)}`);
  return `npm run -s eval -- cascade ${parts.join(' ')}`;
}

export function deferralSvg({ curve, policies, fast, strong }: CascadeReport): string {
  const oracle = policies?.['oracle'];
  return curveSvg({
    title: 'Quality against the share of strong calls',
    xTitle: 'share of tasks that the strong tier answers',
    yTitle: 'share of good answers',
    lines: [
      { name: 'judge', points: curve.map(({ share, quality }) => [share, quality]) },
      {
        name: 'random mix',
        dashed: true,
        points: [
          [0, fast],
          [1, strong ?? fast],
        ],
      },
      ...(oracle === undefined
        ? []
        : [
            {
              name: 'oracle',
              dashed: true,
              points: [
                [0, fast],
                [oracle.strongShare, oracle.quality],
              ] as const,
            },
          ]),
    ],
    marks: Object.entries(policies ?? {})
      .filter(([name]) => ['route only', 'judge only', 'route + judge'].includes(name))
      .map(([name, { strongShare, quality }]) => ({ name, at: [strongShare, quality] })),
  });
}

/** Each task counted at its own price, so that the mix of the tiers is a line between what they cost alone. */
function moneySvg({ curve, policies }: CascadeReport): string {
  const at = (name: string): readonly [number, number][] => {
    const found = policies?.[name];
    return found === undefined ? [] : [[1000 * found.cost, found.quality]];
  };
  return curveSvg({
    title: 'Quality against money',
    xTitle: 'dollars a thousand tasks, all calls counted',
    yTitle: 'share of good answers',
    lines: [
      { name: 'judge', points: curve.map(({ cost, quality }) => [1000 * cost, quality]) },
      { name: 'random mix', dashed: true, points: [...at('always fast'), ...at('always strong')] },
    ],
    marks: ['route only', 'judge only', 'route + judge'].flatMap((name) =>
      at(name).map((point) => ({ name, at: point })),
    ),
  });
}

function reliabilitySvg({ reliability }: CascadeReport): string {
  return curveSvg({
    title: 'Calibration: what was said and what happened',
    xTitle: 'p(acceptable), mean of each bin',
    yTitle: 'share of good answers',
    lines: [
      { name: 'judge', points: reliability.map(({ p, y }) => [p, y]) },
      {
        name: 'perfect',
        dashed: true,
        points: [
          [0, 0],
          [1, 1],
        ],
      },
    ],
  });
}
