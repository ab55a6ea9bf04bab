// A report as Markdown: every figure with its interval, what was deployed, what the data cannot support. Computes nothing.
import type { CascadeReport } from './cascadeReport';
import type { Violations } from './violations';

export interface ReportHeading {
  readonly title: string;
  /** The command that makes it again, the machine and the day. */
  readonly command: string;
  readonly machine: string;
  readonly date: string;
}

export function reportMarkdown(report: CascadeReport, heading: ReportHeading): string {
  const figure = (name: string, value: number | null): string[] => [name, shown(value), interval(report, name)];
  return [
    `# ${heading.title}`,
    '',
    `\`${heading.command}\``,
    '',
    `${heading.machine}, ${heading.date}. ${report.n} rows in ${report.groups} groups; intervals: 95 %, bootstrap over groups.`,
    ...(report.notes.length > 0 ? ['', ...report.notes.map((note) => `- ${note}`)] : []),
    '',
    '## Figures',
    '',
    ...table(
      ['figure', 'value', 'interval'],
      [
        figure('fast', report.fast),
        figure('strong', report.strong),
        figure('auroc', report.auroc),
        figure('aurocBenefit', report.aurocBenefit),
        figure('ece', report.ece),
        figure('brier', report.brier),
        figure('coverageAtPrecision90', report.coverageAtPrecision90),
        figure('apgr', report.apgr),
        figure('cpt50', report.cpt50),
        figure('cpt80', report.cpt80),
        figure('aiq', report.aiq),
        figure('strongShareAt95', report.strongShareAt95),
        figure('costAt95', report.costAt95),
      ],
    ),
    '',
    '![Quality against the share of strong calls](curve.svg)',
    '![Quality against money](money.svg)',
    '![Calibration](reliability.svg)',
    '',
    '## What would be deployed, by aim',
    '',
    ...table(
      ['aim', 'threshold', 'strong calls', 'coverage', 'bad among accepted', 'quality', 'certificate'],
      report.deployedByAim.map((each) => [
        each.aim,
        shown(each.threshold),
        shown(each.strongShare),
        shown(each.coverage),
        shown(each.risk),
        shown(each.quality),
        each.sentence,
      ]),
    ),
    '',
    `## Policies (learned ones as deployed for "${report.deployed.aim}")`,
    '',
    ...table(
      [
        'policy',
        'quality',
        'interval',
        'dollars a task',
        'strong calls',
        'gap recovered',
        'IBC lift',
        'p50 ms',
        'p95 ms',
      ],
      Object.entries(report.policies ?? {}).map(([name, each]) => [
        name,
        shown(each.quality),
        interval(report, `policies.${name}.quality`),
        each.cost.toExponential(2),
        shown(each.strongShare),
        shown(each.pgr),
        shown(each.ibcLift),
        each.latencyMs.p50.toFixed(0),
        each.latencyMs.p95.toFixed(0),
      ]),
    ),
    '',
    '## Does the bound hold?',
    '',
    ...violationTable(report.violations),
    ...(report.violationsWithAlarm === undefined
      ? []
      : [
          '',
          `Shift alarms: ${report.shiftAlarms?.join('; ') || 'none'}. With the alarm in force:`,
          '',
          ...violationTable(report.violationsWithAlarm),
        ]),
    '',
    '## What each family of signals is worth',
    '',
    ...table(
      ['judge', 'AUROC', 'strong calls at 95 %'],
      Object.entries(report.ablations).map(([name, each]) => [name, shown(each.auroc), shown(each.strongShareAt95)]),
    ),
    '',
    '## Single signals (AUROC for "the fast answer is right")',
    '',
    ...table(
      ['signal', 'AUROC', 'interval'],
      Object.entries(report.aurocBySignal).map(([name, value]) => [
        name,
        shown(value),
        interval(report, `aurocBySignal.${name}`),
      ]),
    ),
    '',
    ...latency(report),
  ].join('\n');
}

function violationTable(rows: readonly Violations[]): string[] {
  return table(
    [
      'α',
      'δ',
      'splits',
      'certified',
      'violated, of all',
      'allowed',
      'violated, of certified',
      'coverage',
      'a fixed 0.5 breaks α',
    ],
    rows.map((each) => [
      String(each.alpha),
      String(each.delta),
      String(each.splits),
      shown(each.certifiedShare),
      shown(each.rate),
      shown(each.allowed),
      shown(each.conditionalRate),
      shown(each.coverage),
      shown(each.naiveRate),
    ]),
  );
}

function latency({ latency: times }: CascadeReport): string[] {
  if (times === null) return [];
  const row = (name: string, { p50, p95 }: { p50: number; p95: number }): string[] => [
    name,
    p50.toFixed(0),
    p95.toFixed(0),
  ];
  return [
    `## Milliseconds to the whole answer (${times.measured ? 'as logged' : 'simulated'})`,
    '',
    ...table(
      ['', 'p50', 'p95'],
      [
        row('strong alone', times.strongAlone),
        ...times.cascade.map((each) => row(`cascade, ${Math.round(100 * each.escalation)} % escalated`, each)),
      ],
    ),
    '',
  ];
}

export function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return rows.length === 0 ? ['none'] : [line(head), line(head.map(() => '---')), ...rows.map(line)];
}

const shown = (value: number | null): string => (value === null ? '–' : value.toFixed(3));

function interval(report: CascadeReport, name: string): string {
  const found = report.intervals[name];
  return found === undefined ? '–' : `${found[0].toFixed(3)} to ${found[1].toFixed(3)}`;
}
