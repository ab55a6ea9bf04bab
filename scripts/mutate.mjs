// `npm run -s mutate`: takes each guard of test/reliability/mutations.ts away, one at a time, in a copy of the tree, and sees
// that the named test turns red. Ids as arguments choose some; `--write` keeps the report. Exits non-zero where one stays green;
// a run that has no end any more is red.
import { spawn } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureChromium } from './chromium.mjs';
import { ensureDependencies } from './dependencies.mjs';
import { underNode24 } from './node24.mjs';
import { envUnder } from './npm.mjs';
import { root } from './package.mjs';
import { log, main, SetupError } from './run.mjs';
import { toolsFolder } from './toolsFolder.mjs';

const copied = [
  'src',
  'test',
  'eval',
  'scripts',
  'media',
  'package.json',
  'package.nls.json',
  'package.nls.de.json',
  'l10n',
  'tsconfig.json',
  'vitest.config.mts',
  'esbuild.mjs',
  'SECURITY.md',
  'README.md',
];

/** A guard against endless work leaves endless work behind: that is red, too. */
const limitMs = 300_000;

await main(async () => {
  const runtime = await underNode24();
  await import('./tsImports.mjs');
  await ensureDependencies(root, runtime);
  const { mutations } = await import('../test/reliability/mutations.ts');
  const { bars } = await import('../test/reliability/bars.ts');
  const asked = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
  const chosen = mutations.filter(({ id }) => asked.length === 0 || asked.includes(id));
  if (chosen.length === 0) throw new SetupError(`No mutation has one of these ids: ${asked.join(', ')}.`);
  const env = { ...envUnder(runtime.node), WEIR_CHROMIUM: await ensureChromium(toolsFolder(), runtime), NO_COLOR: '1' };
  const copy = await mkdtemp(join(tmpdir(), 'weir-mutate-'));
  try {
    for (const name of copied) await cp(join(root, name), join(copy, name), { recursive: true });
    await symlink(join(root, 'node_modules'), join(copy, 'node_modules'), 'junction');
    const rows = [];
    for (const mutation of chosen) {
      const verdict = await tryOne(copy, mutation, runtime.node, env);
      log(`${mutation.id}: ${verdict}`);
      rows.push({ ...mutation, verdict });
    }
    const missing = bars
      .map(({ id }) => id)
      .filter((id) => /^[TS]/.test(id) && !mutations.some((each) => each.id === id));
    const table = report(rows, missing);
    process.stdout.write(`${table}\n`);
    if (process.argv.includes('--write')) await writeReport(table);
    return rows.every(({ verdict }) => verdict.startsWith('red')) && missing.length === 0 ? 0 : 1;
  } finally {
    await rm(copy, { recursive: true, force: true });
  }
});

/** Green before, red after: only then is it the guard that the test holds. */
async function tryOne(copy, { id, test, only, patches }, node, env) {
  const run = () => runTest(copy, test, id, only, node, env);
  const before = await run();
  if (before.hung) return `has no end within ${limitMs / 60_000} minutes`;
  if (before.passed === 0) return `no test of ${test} claims it`;
  if (before.failed > 0) return 'fails before anything was changed';
  const originals = new Map();
  try {
    for (const { file, search, replace } of patches) {
      const path = join(copy, file);
      const text = await readFile(path, 'utf8');
      if (!originals.has(path)) originals.set(path, text);
      if (text.split(search).length !== 2) return `the guard is not once in ${file}`;
      await writeFile(
        path,
        text.replace(search, () => replace),
      );
    }
    const after = await run();
    return after.hung ? 'red: no end' : after.failed > 0 ? 'red' : 'STAYS GREEN';
  } finally {
    for (const [path, text] of originals) await writeFile(path, text);
  }
}

async function runTest(copy, test, id, only, node, env) {
  const out = join(copy, 'result.json');
  await rm(out, { force: true });
  const args = [
    'node_modules/vitest/vitest.mjs',
    'run',
    `test/${test}`,
    '-t',
    `(^| |, )${id}(, [TSR][0-9]+)*: ${only === undefined ? '' : `.*${only}`}`,
  ];
  const child = spawn(node, [...args, '--reporter=json', `--outputFile=${out}`], { cwd: copy, env, stdio: 'ignore' });
  let hung = false;
  const timer = setTimeout(() => (hung = child.kill('SIGKILL')), limitMs);
  const code = await new Promise((resolve) => child.once('close', resolve));
  clearTimeout(timer);
  const text = await readFile(out, 'utf8').catch(() => null);
  // A file that does not even load is no proof: it counts as nothing.
  const result = text === null ? {} : JSON.parse(text);
  const loaded = (result.testResults ?? []).every(({ assertionResults }) => assertionResults.length > 0);
  return {
    code,
    hung,
    passed: loaded ? (result.numPassedTests ?? 0) : 0,
    failed: loaded ? (result.numFailedTests ?? 0) : 0,
  };
}

function report(rows, missing) {
  const red = rows.filter(({ verdict }) => verdict.startsWith('red')).length;
  const lines = rows.map(({ id, guard, test, verdict }) => `| ${id} | ${guard} | ${test} | ${verdict} |`);
  const rest = missing.map((id) => `| ${id} | | | no mutation |`);
  return [
    '| id | guard taken away | test | result |',
    '| --- | --- | --- | --- |',
    ...lines,
    ...rest,
    '',
    `${red} of ${rows.length + missing.length} red.`,
  ].join('\n');
}

async function writeReport(table) {
  const machine = `${cpus()[0]?.model.trim() ?? 'unknown'}, ${availableParallelism()} cores, ${process.platform}, Node ${process.version}`;
  const head = `# Guards taken away\n\nFrom \`npm run -s mutate -- ${process.argv.slice(2).join(' ')}\`, ${new Date().toISOString().slice(0, 10)}, on ${machine}.\n\n`;
  await writeFile(join(root, 'test/reliability/mutations.md'), `${head}${table}\n`);
}
