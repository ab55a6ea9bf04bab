// Words and figures of the planted bugs' report. Measures nothing itself.
import { cpus } from 'node:os';
import { plantedPackages } from './table';

export interface PlantedResult {
  readonly id: string;
  readonly package: string;
  readonly culprit: string;
  readonly frames: number;
  readonly onFrame: boolean;
  readonly inContext: boolean;
  /** The changed line itself is in the context, not only some of its file. */
  readonly linesInContext: boolean;
  /** Of the culprit among the context's files, best first; 0 where it is not there. */
  readonly place: number;
  readonly files: number;
  readonly tokens: number;
}

export function plantedReport(results: readonly PlantedResult[], unplanted: readonly string[], folder: string): string {
  const off = results.filter((one) => !one.onFrame);
  const missed = results.filter((one) => !one.inContext);
  const packages = plantedPackages.filter(({ name }) => results.some((one) => one.package === name));
  return [
    '# Planted bugs: is the file at fault in the context?',
    '',
    `\`npm run -s eval -- planted --out DIR --report ${folder}\``,
    '',
    `${cpus()[0]?.model ?? 'unknown processor'}, ${cpus().length} cores, Node ${process.versions.node}, ${new Date().toISOString().slice(0, 10)}.`,
    '',
    'Each bug is one small change in one file of a published package (`eval/planted/bugs.json`); the trace is what the package’s own test',
    'then prints; the context is what `eval -- route` collects from the package’s folder within 8,192 tokens, tests included.',
    'The changes were drawn at random (an operator, a constant, an argument order, a call left out, …) from those that fail one to ten',
    'tests; nothing was left out by hand. The collection was tuned on sqlparse, click and find-my-way, and once on what mistune and',
    'networkx showed (the failing test’s own file; docstrings longer than the code); the other packages were only measured.',
    'All but networkx are small: most of their files have a piece in the context, so the changed line is the harder measure.',
    '',
    `- Culprit file in the context: **${share(results, 'inContext')}**.`,
    `- Of the ${off.length} whose culprit is on no frame: **${share(off, 'inContext')}**.`,
    `- The changed line itself in the context: ${share(results, 'linesInContext')}; of those on no frame ${share(off, 'linesInContext')}.`,
    `- Most tokens: ${Math.max(0, ...results.map((one) => one.tokens))}.`,
    '',
    '## Misses',
    '',
    ...(missed.length === 0 ? ['None.'] : missed.map((one) => `- ${one.id}: \`${one.culprit}\` (${frameWords(one)})`)),
    '',
    ...(unplanted.length === 0 ? [] : ['## Not planted in this run', '', ...unplanted.map((line) => `- ${line}`), '']),
    '## Packages',
    '',
    ...table(
      ['package', 'version', 'language', 'bugs', 'culprit on no frame', 'culprit in the context'],
      packages.map(({ name, version, language }) => {
        const own = results.filter((one) => one.package === name);
        const offFrame = own.filter((one) => !one.onFrame).length;
        return [name, version, language, own.length, offFrame, share(own, 'inContext')];
      }),
    ),
    '',
    '## Bugs',
    '',
    ...table(
      ['bug', 'culprit', 'on a frame', 'place among files', 'changed line', 'tokens'],
      results.map((one) => [
        one.id,
        `\`${one.culprit}\``,
        one.onFrame ? 'yes' : 'no',
        one.inContext ? `${one.place} of ${one.files}` : `missed, ${one.files} files`,
        one.linesInContext ? 'yes' : 'no',
        one.tokens,
      ]),
    ),
    '',
  ].join('\n');
}

function frameWords(one: PlantedResult): string {
  return one.frames === 0 ? 'no frame was read' : one.onFrame ? 'on a frame' : `on none of ${one.frames} frames`;
}

function share(results: readonly PlantedResult[], key: 'inContext' | 'linesInContext'): string {
  const right = results.filter((one) => one[key]).length;
  return `${right} of ${results.length}${results.length === 0 ? '' : ` (${((100 * right) / results.length).toFixed(1)} %)`}`;
}

function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string[] {
  return [
    `| ${head.join(' | ')} |`,
    `|${' --- |'.repeat(head.length)}`,
    ...rows.map((row) => `| ${row.join(' | ')} |`),
  ];
}
