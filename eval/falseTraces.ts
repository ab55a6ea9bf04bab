// The `false-traces` command: texts without a trace from installed packages (readmes, changelogs, sources, diffs of them, recorded
// output) and from completions, drawn by a seed, and every text in which the parser sees a trace. A person reads the hits: a text
// that does hold one is taken out by name in falseTracesAside.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseStackTrace } from '../src/core/stackTrace/parseStackTrace';
import { isRow, type Command } from './command';
import { falseTracesAside } from './falseTracesAside';
import { seededRandom, type Random } from './seededRandom';

interface Text {
  readonly kind: string;
  readonly name: string;
  readonly text: string;
}

const kinds: Readonly<Record<string, RegExp>> = {
  readme: /(^|\/)(readme|contributing|usage|guide)[^/]*$|\.(md|rst|mdx)$/i,
  changelog: /(^|\/)(changelog|changes|history|news|releases?)[^/]*$/i,
  output:
    /\.(snap|tap|out|log|expected|stdout|stderr|golden)$|(^|\/)(expected|output|fixtures)\/[^/]*\.(txt|json|html)$/i,
  source: /\.([cm]?[jt]sx?|py|go|rs|java|rb|php|cs?|cc|cpp|h|vue|css|sh)$/i,
};
const mostBytes = 400_000;
const deepest = 8;

export const falseTraces: Command = async (_lines, options, write) => {
  const seed = Number(options['seed'] ?? '7');
  const count = Number(options['count'] ?? '300');
  const folders = (options['from'] ?? 'node_modules').split(',');
  const texts = drawn(folders, options['completions'], count, seededRandom(seed));
  const hits: string[] = [];
  const aside: string[] = [];
  const taken = new Map<string, number>();
  for (const { kind, name, text } of texts) {
    const known = falseTracesAside[name];
    if (known !== undefined) {
      aside.push(`${name}: ${known}`);
      continue;
    }
    taken.set(kind, (taken.get(kind) ?? 0) + 1);
    const { language, frames } = parseStackTrace(text);
    if (language === null) continue;
    const lines = text.split('\n');
    const shown = frames.slice(0, 2).map((frame) => JSON.stringify((lines[frame.textLine - 1] ?? '').slice(0, 160)));
    hits.push(`${kind} ${name}: ${language}, ${frames.length} frames: ${shown.join(' ')}`);
  }
  const result = {
    seed,
    texts: [...taken.values()].reduce((sum, n) => sum + n, 0),
    kinds: Object.fromEntries(taken),
    hits,
    aside,
  };
  await write(result);
  const report = options['report'];
  if (report !== undefined) {
    mkdirSync(report, { recursive: true });
    writeFileSync(join(report, 'report.md'), markdown(result, report));
  }
  return hits.length === 0 ? 0 : 1;
};

function drawn(folders: readonly string[], completions: string | undefined, count: number, random: Random): Text[] {
  const paths = folders.flatMap((folder) => filesOf(folder, '', 0)).sort((a, b) => a.name.localeCompare(b.name));
  const shares = { readme: 0.22, changelog: 0.12, source: 0.26, diff: 0.16, output: 0.12, completion: 0.12 };
  const found: Text[] = [];
  const used = new Set<string>();
  const take = (kind: string, many: number, from: readonly Path[], make: (path: Path) => Text | null): void => {
    for (let tries = 0, got = 0; got < many && tries < many * 20 && from.length > 0; tries += 1) {
      const path = from[Math.floor(random() * from.length)];
      const text = path === undefined || used.has(`${kind} ${path.name}`) ? null : make(path);
      if (path === undefined || text === null) continue;
      used.add(`${kind} ${path.name}`);
      found.push(text);
      got += 1;
    }
  };
  const read =
    (kind: string) =>
    (path: Path): Text => ({ kind, name: path.name, text: readFileSync(path.at, 'utf8') });
  const ofKind = (kind: string): Path[] => paths.filter((path) => kindOf(path.name) === kind);
  for (const kind of ['readme', 'changelog', 'source', 'output'] as const) {
    take(kind, Math.round(count * shares[kind]), ofKind(kind), read(kind));
  }
  const sources = ofKind('source');
  take('diff', Math.round(count * shares.diff), sources, (path) => diffOf(path, sources));
  const rows = completionTexts(completions);
  const rest = count - found.length;
  for (let got = 0; got < rest && rows.length > 0; got += 1) {
    const [row] = rows.splice(Math.floor(random() * rows.length), 1);
    if (row !== undefined) found.push(row);
  }
  // Where no completions are at hand, more sources stand in for them.
  if (found.length < count) take('source', count - found.length, sources, read('source'));
  return found;
}

interface Path {
  readonly at: string;
  /** Without the folder that was named: the same on every machine. */
  readonly name: string;
}

function filesOf(folder: string, below: string, depth: number): Path[] {
  if (depth > deepest || !existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry): Path[] => {
    const at = join(folder, entry.name);
    const name = below === '' ? entry.name : `${below}/${entry.name}`;
    if (entry.isDirectory()) return entry.name === '.git' ? [] : filesOf(at, name, depth + 1);
    return entry.isFile() && kindOf(name) !== null && statSync(at).size < mostBytes ? [{ at, name }] : [];
  });
}

function kindOf(name: string): string | null {
  // A changelog is Markdown as well: the narrower kind is asked first.
  return ['changelog', 'output', 'readme', 'source'].find((kind) => kinds[kind]?.test(name) === true) ?? null;
}

/** A real unified diff: of a source and the nearest one in its folder. */
function diffOf(path: Path, sources: readonly Path[]): Text | null {
  const folder = path.name.slice(0, path.name.lastIndexOf('/') + 1);
  const other = sources.find(
    (one) => one !== path && one.name.startsWith(folder) && one.name.lastIndexOf('/') < folder.length,
  );
  if (other === undefined) return null;
  const { stdout } = spawnSync('diff', ['-u', path.at, other.at], { encoding: 'utf8' });
  return stdout.length === 0 || stdout.length > mostBytes ? null : { kind: 'diff', name: path.name, text: stdout };
}

function completionTexts(file: string | undefined): Text[] {
  if (file === undefined || !existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .flatMap((line): Text[] => {
      const row: unknown = JSON.parse(line);
      if (!isRow(row)) return [];
      const text = ['prefix', 'raw', 'suffix'].map((key) => (typeof row[key] === 'string' ? row[key] : '')).join('');
      return [{ kind: 'completion', name: String(row['id']), text }];
    });
}

function markdown(
  result: { seed: number; texts: number; kinds: Record<string, number>; hits: string[]; aside: string[] },
  folder: string,
): string {
  const listed = (lines: readonly string[]): string[] =>
    lines.length === 0 ? ['None.'] : lines.map((line) => `- ${line}`);
  return [
    '# Texts without a stack trace',
    '',
    `\`npm run -s eval -- false-traces --seed ${result.seed} --from node_modules,DIR --completions FILE --report ${folder}\``,
    '',
    `${cpus()[0]?.model ?? 'unknown processor'}, ${cpus().length} cores, Node ${process.versions.node}, ${new Date().toISOString().slice(0, 10)}.`,
    '',
    `${result.texts} texts: ${Object.entries(result.kinds)
      .map(([kind, n]) => `${n} ${kind}`)
      .join(', ')}. DIR: the packages that \`eval -- planted\` fetched; FILE: recorded completions.`,
    '',
    `**In ${result.hits.length} of them the parser sees a trace.**`,
    '',
    ...listed(result.hits),
    '',
    '## Taken out: texts that do hold a trace',
    '',
    ...listed(result.aside),
    '',
  ].join('\n');
}
