// `npm run -s reliability`: runs the tests that claim an id of SECURITY.md and prints a row for each id; exits non-zero where
// one misses. `-- --long` runs the long part, `-- --write` keeps its figures, `-- --map` writes the table of SECURITY.md.
import './tsImports.mjs';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ensureChromium } from './chromium.mjs';
import { ensureDependencies } from './dependencies.mjs';
import { helpText, readFlags } from './flags.mjs';
import { underNode24 } from './node24.mjs';
import { envUnder } from './npm.mjs';
import { root } from './package.mjs';
import { attached, log, main, SetupError } from './run.mjs';
import { toolsFolder } from './toolsFolder.mjs';

const known = {
  help: 'says this',
  long: 'the long part: soak, kills, a million inputs',
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
  await ensureDependencies(root, runtime);
  if (flags.map) return writeMap(runtime);
  const { claiming, findClaims } = await import('../test/reliability/claims.ts');
  const { rowsOf } = await import('../test/reliability/results.ts');
  const files = [...new Set(findClaims().map(({ file }) => file))];
  const suites = flags.long ? ['long'] : ['unit', ...(flags.unit ? [] : ['editor'])];
  const configs = {
    unit: 'vitest.config.mts',
    editor: 'test/editor/vitest.config.mts',
    long: 'test/long/vitest.config.mts',
  };
  process.env.WEIR_CHROMIUM ??= await ensureChromium(toolsFolder(), runtime);

  const scratch = await mkdtemp(join(tmpdir(), 'weir-reliability-'));
  const results = [];
  try {
    for (const suite of suites) {
      const own = files.filter((file) => file.startsWith(`test/${suite}/`));
      if (own.length === 0) continue;
      const out = join(scratch, `${suite}.json`);
      const vitest = join(root, 'node_modules/vitest/vitest.mjs');
      const args = [vitest, 'run', '--config', configs[suite], ...own, '-t', claiming, '--reporter=json'];
      log(`${suite}: ${own.length} files …`);
      await attached(runtime.node, [...args, `--outputFile.json=${out}`], {
        cwd: root,
        env: envUnder(runtime.node),
        stdio: ['ignore', 'ignore', 'inherit'],
      });
      const { testResults } = JSON.parse(await readFile(out, 'utf8').catch(() => '{"testResults":[]}'));
      if (testResults.length === 0) throw new SetupError(`The ${suite} tests did not run: try npm test.`);
      results.push(...testResults.flatMap(({ assertionResults }) => assertionResults));
    }
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
  const rows = rowsOf(results, flags.long ? 'long' : 'quick');
  const table = printed(rows);
  process.stdout.write(`${table}\n`);
  if (flags.long && flags.write) await writeFile(join(root, 'test/long/figures.md'), await figures(table, runtime));
  return rows.every(({ holds }) => holds) ? 0 : 1;
});

function printed(rows) {
  const head = { id: 'id', must: 'what was tried', many: 'how many', bar: 'bar', result: 'result' };
  const cells = [head, ...rows].map(({ id, must, many, bar, result }) => [id, must, String(many), bar, result]);
  const widths = cells[0].map((_, column) => Math.max(...cells.map((row) => row[column].length)));
  const line = (row) => `| ${row.map((cell, column) => cell.padEnd(widths[column])).join(' | ')} |`;
  const [first, ...rest] = cells.map(line);
  return [first, `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`, ...rest].join('\n');
}

async function figures(table) {
  const date = new Date().toISOString().slice(0, 10);
  const machine = `${cpus()[0]?.model.trim() ?? 'unknown'}, ${availableParallelism()} cores, ${process.platform}, Node ${process.version}`;
  return `# Figures of the long part\n\nFrom \`npm run -s reliability -- --long --write\`, ${date}, on ${machine}.\n\n${table}\n`;
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
