// `npm test`: sets everything up, then types, lint, format, unit tests, the packages, and the packed extension in a real
// editor. Every stage runs, whatever the one before it said.
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { ensureChromium } from './chromium.mjs';
import { ensureCodeServer } from './codeServer.mjs';
import { failed, passed, report } from './counts.mjs';
import { ensureDependencies } from './dependencies.mjs';
import { engineTarget } from './embeddedEngine.mjs';
import { helpText, readFlags } from './flags.mjs';
import { ensureModels } from './models.mjs';
import { underNode24 } from './node24.mjs';
import { envUnder } from './npm.mjs';
import { packageVsix, root } from './package.mjs';
import { ensureRecheck } from './recheck.mjs';
import { attached, log, main, SetupError } from './run.mjs';
import { toolsFolder } from './toolsFolder.mjs';

const known = { help: 'says this' };
const does = 'Installs what is missing, then runs types, lint, format, unit tests, packaging and the editor suite.';
const bin = (path) => join(root, 'node_modules', path);
const vitest = bin('vitest/vitest.mjs');

await main(async () => {
  if (readFlags(process.argv.slice(2), known, 'npm test').help) {
    process.stdout.write(helpText('npm test', does, known));
    return 0;
  }
  const runtime = await underNode24();
  await ensureDependencies(root, runtime);
  const env = envUnder(runtime.node);
  const scratch = await mkdtemp(join(tmpdir(), 'weir-test-'));
  try {
    const results = [];
    const run = (args, extra) => attached(runtime.node, args, { cwd: root, env: { ...env, ...extra } });
    const stage = async (name, body) => {
      const started = Date.now();
      log(`${name} …`);
      const result = await body().catch((error) => {
        process.stderr.write(`${error instanceof SetupError ? error.message : error.stack}\n`);
        return failed(name);
      });
      results.push(...[result].flat());
      log(`${name}: ${((Date.now() - started) / 1000).toFixed(1)} s`);
    };
    const simple = (name, args) => stage(name, async () => ((await run(args)) === 0 ? passed(name) : failed(name)));
    const suite = (name, args, extra) =>
      stage(name, async () => {
        const file = join(scratch, `${name}.json`);
        const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
        return vitestCounts(name, await run([vitest, 'run', ...args, ...reporters], extra), file);
      });

    await simple('types', [bin('typescript/bin/tsc'), '--noEmit', '-p', 'tsconfig.json']);
    await simple('lint', [bin('eslint/bin/eslint.js'), '.']);
    await simple('format', [bin('prettier/bin/prettier.cjs'), '--check', '--log-level', 'warn', '.']);
    let real = {};
    await stage('package', async () => {
      const packed = await packageVsix(runtime, ['universal', engineTarget()].filter(Boolean));
      real = { WEIR_VSIX_UNIVERSAL: packed.universal.path, WEIR_VSIX: packed[engineTarget()]?.path ?? '' };
      return passed('package');
    });
    await stage('editor and models', async () => {
      const tools = toolsFolder();
      const [codeServer, chromium] = [await ensureCodeServer(tools, runtime), await ensureChromium(tools, runtime)];
      real = { ...real, WEIR_CODE_SERVER: codeServer, WEIR_CHROMIUM: chromium };
      real.WEIR_RECHECK = await ensureRecheck(tools, runtime);
      // Without models the tests that want real ones are skipped, in words.
      await ensureModels({ toolsFolder: tools, yes: true, log, ask: () => Promise.resolve(false) });
      return [];
    });
    // After the build and the set-up: some unit tests look at the bundles, at the engine, and at views in the browser.
    await suite('unit', [], real);
    if (real.WEIR_CODE_SERVER && real.WEIR_VSIX_UNIVERSAL) {
      await suite('editor', ['--config', 'test/editor/vitest.config.mts'], real);
    } else {
      results.push(failed('editor'));
    }
    return await report(results);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
});

async function vitestCounts(name, code, file) {
  if (!existsSync(file)) return failed(name);
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults } = JSON.parse(
    await readFile(file, 'utf8'),
  );
  const silent = code !== 0 && numFailedTests === 0;
  return {
    name,
    passed: numPassedTests,
    failed: silent ? 1 : numFailedTests,
    skipped: numPendingTests + (numTodoTests ?? 0),
    reds: testResults.flatMap(redTests),
  };
}

/** A file that could not be read or set up has no failed test of its own, only a message. */
function redTests({ name, status, message, assertionResults }) {
  const where = relative(root, name);
  const failed = assertionResults.filter((one) => one.status === 'failed');
  if (failed.length === 0) return status === 'failed' ? [`${where}: ${firstLine(message)}`] : [];
  return failed.map(({ fullName, failureMessages }) => `${where}: ${fullName}: ${firstLine(failureMessages[0])}`);
}

function firstLine(text = '') {
  return stripVTControlCharacters(text).trim().split('\n', 1)[0].slice(0, 300);
}
