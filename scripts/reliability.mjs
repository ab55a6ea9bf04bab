// `npm run -s reliability`: runs the tests that claim an id of SECURITY.md and prints a row for each id; exits non-zero where
// one misses. `-- --long` runs the long part, `-- --write` keeps its figures, `-- --map` writes the table of SECURITY.md.
import { execFile } from 'node:child_process';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, cpus } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ensureChromium } from './chromium.mjs';
import { ensureDependencies } from './dependencies.mjs';
import { helpText, readFlags } from './flags.mjs';
import { underNode24 } from './node24.mjs';
import { envUnder } from './npm.mjs';
import { root } from './package.mjs';
import { ensureRecheck } from './recheck.mjs';
import { attached, log, main, SetupError } from './run.mjs';
import { toolsFolder } from './toolsFolder.mjs';

const known = {
  help: 'says this',
  long: 'the long part: soak, kills, a million inputs',
  resume: 'goes on with a run that was broken off: suites that have their results are not run again',
  map: 'writes the table of SECURITY.md from the titles of the tests, and runs nothing',
  unit: 'leaves out the tests in the real editor',
  write: 'keeps the figures in test/long/figures.md',
};
const does = 'Runs the tests that claim an id and says which ids hold.';

await main(async () => {
  const flags = readFlags(process.argv.slice(2), known, 'npm run reliability');
  if (flags.help) {
    process.stdout.write(helpText('npm run reliability', does, known));
    return 0;
  }
  const runtime = await underNode24();
  await import('./tsImports.mjs');
  await ensureDependencies(root, runtime);
  if (flags.map) return writeMap(runtime);
  const { claiming, findClaims } = await import('../test/reliability/claims.ts');
  const { rowsOf } = await import('../test/reliability/results.ts');
  process.env.WEIR_CHROMIUM ??= await ensureChromium(toolsFolder(), runtime);
  process.env.WEIR_RECHECK ??= await ensureRecheck(toolsFolder(), runtime);
  const files = [...new Set(findClaims().map(({ file }) => file))];
  const beside = 'test/long/besideSdks.test.ts';
  const editorLong = 'test/long/editor/';
  const below = (folder) =>
    files.filter((file) => file.startsWith(`test/${folder}/`) && file !== beside && !file.startsWith(editorLong));
  const suites = flags.long
    ? [
        ['long', [...below('long'), beside], 'test/long/vitest.config.mts', {}],
        [
          'long in the editor',
          files.filter((file) => file.startsWith(editorLong)),
          `${editorLong}vitest.config.mts`,
          {},
        ],
        // Tests of the gate that go through more where they may.
        ['unit', await holding(below('unit'), 'WEIR_LONG'), 'vitest.config.mts', { WEIR_LONG: '1' }],
      ]
    : [
        ['unit', below('unit'), 'vitest.config.mts', {}],
        ['beside the bare SDKs', [beside], 'test/long/vitest.config.mts', {}],
        // Whole files: the tests of one editor go on from each other.
        ...(flags.unit ? [] : [['editor', below('editor'), 'test/editor/vitest.config.mts', {}, true]]),
      ];

  const kept = join(toolsFolder(), 'reliability', flags.long ? 'long' : 'quick');
  await mkdir(kept, { recursive: true });
  const results = [];
  for (const [name, own, config, extra, whole = false] of suites) {
    const out = join(kept, `${name}.json`);
    if (!flags.resume) await rm(out, { force: true });
    if ((await resultsIn(out)).length === 0) {
      const vitest = join(root, 'node_modules/vitest/vitest.mjs');
      const named = whole ? [] : ['-t', claiming];
      const args = [vitest, 'run', '--config', config, ...own, ...named, '--reporter=json'];
      log(`${name}: ${own.length} files …`);
      await attached(runtime.node, [...args, `--outputFile.json=${out}`], {
        cwd: root,
        env: { ...envUnder(runtime.node), ...extra },
        stdio: ['ignore', 'ignore', 'inherit'],
      });
    }
    const found = await resultsIn(out);
    if (found.length === 0) throw new SetupError(`The tests (${name}) did not run: try npm test.`);
    results.push(...found);
  }
  const rows = rowsOf(results, flags.long ? 'long' : 'quick');
  const tables = [printed(rows), ...besideTable(results), ...redactionTable(results)].join('\n\n');
  process.stdout.write(`${tables}\n`);
  if (flags.long && flags.write) await writeFile(join(root, 'test/long/figures.md'), figures(tables));
  return rows.every(({ holds }) => holds) ? 0 : 1;
});

async function resultsIn(file) {
  const { testResults } = JSON.parse(await readFile(file, 'utf8').catch(() => '{"testResults":[]}'));
  return testResults.flatMap(({ assertionResults }) => assertionResults);
}

async function holding(files, word) {
  const texts = await Promise.all(files.map((file) => readFile(join(root, file), 'utf8')));
  return files.filter((_, index) => texts[index].includes(word));
}

/** What the comparison measured, Weir's figure first. */
function besideTable(results) {
  const rows = results.flatMap(({ meta }) => meta?.beside ?? []);
  return rows.length === 0 ? [] : [grid(['over the same faults', 'Weir', 'bare SDKs'], rows.map(cells))];
}

/** What was redacted, by kind of secret and by what carried it. */
function redactionTable(results) {
  const rows = results.flatMap(({ meta }) => meta?.redacted ?? []);
  return rows.length === 0 ? [] : [grid(['redacted', 'found', 'share'], rows.map(cells))];
}

function cells(row) {
  const at = row.lastIndexOf(': ');
  return [row.slice(0, at), ...row.slice(at + 2).split(' | ')];
}

function printed(rows) {
  const head = ['id', 'what was tried', 'how many', 'bar', 'result'];
  return grid(
    head,
    rows.map(({ id, must, many, bar, result }) => [id, must, String(many), bar, result]),
  );
}

function grid(head, rows) {
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => row[column].length)));
  const line = (row) => `| ${row.map((cell, column) => cell.padEnd(widths[column])).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}

function figures(tables) {
  const date = new Date().toISOString().slice(0, 10);
  const machine = `${cpus()[0]?.model.trim() ?? 'unknown'}, ${availableParallelism()} cores, ${process.platform}, Node ${process.version}`;
  return `# Figures of the long part\n\nFrom \`npm run -s reliability -- ${process.argv.slice(2).join(' ')}\`, ${date}, on ${machine}.\n\n${tables}\n`;
}

async function writeMap({ node }) {
  const { securityTable } = await import('../test/reliability/securityTable.ts');
  const path = join(root, 'SECURITY.md');
  const text = await readFile(path, 'utf8');
  await writeFile(
    path,
    text.replace(/\| id .*?(?=\n\n|\n*$)/s, () => securityTable()),
  );
  await promisify(execFile)(node, [join(root, 'node_modules/prettier/bin/prettier.cjs'), '--write', path]);
  return 0;
}
