// Bundles what is shipped into dist/, and the evaluation into dist/dev/, which never is. `--minify` is for packages.
import { build, stop } from 'esbuild';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeNotices } from './scripts/notices.mjs';

const root = dirname(fileURLToPath(import.meta.url));
const dist = join(root, 'dist');
const npm = (path) => join(root, 'node_modules', path);

/** Loaded on first use: a dynamic import of one of these stays a `require` of its own file beside the bundle. */
const lazy = ['src/startWeir.ts', 'src/providers/openaiSdk.ts', 'src/providers/anthropicSdk.ts'];
const workers = { 'src/syntax/worker.ts': 'syntaxWorker', 'src/store/worker.ts': 'storeWorker' };

const lazyEntryPoints = {
  name: 'lazy-entry-points',
  setup(builder) {
    const entries = new Map(lazy.map((path) => [resolve(root, path), `./${basename(path, '.ts')}.js`]));
    builder.onResolve({ filter: /(?:Sdk|startWeir)(\.js)?$/ }, (args) => {
      const target = entries.get(resolve(args.resolveDir, `${args.path.replace(/\.js$/, '')}.ts`));
      if (!target || args.kind === 'entry-point') return undefined;
      if (args.kind === 'dynamic-import') return { path: target, external: true };
      return { errors: [{ text: `${args.path} is loaded on first use: import() it, or import only its types.` }] };
    });
  },
};

/** What the web extension host cannot do is replaced by what it can. */
const forWeb = {
  'src/store/sqliteTraceStore.ts': 'src/web/memoryTraceStore.ts',
  'src/syntax/syntaxService.ts': 'src/web/syntaxOnHost.ts',
  'src/wireEmbedded.ts': 'src/web/embedded.ts',
  'src/wireDownloads.ts': 'src/web/embedded.ts',
  'src/host/sourceMaps.ts': 'src/web/sourceMaps.ts',
  'src/host/readInside.ts': 'src/web/readInside.ts',
};

const webReplacements = {
  name: 'web-replacements',
  setup(builder) {
    const targets = new Map(Object.entries(forWeb).map(([from, to]) => [resolve(root, from), resolve(root, to)]));
    builder.onResolve({ filter: /^\.\.?\// }, (args) => {
      const target = targets.get(resolve(args.resolveDir, `${args.path}.ts`));
      return target && { path: target };
    });
    builder.onResolve({ filter: /^node:/ }, () => ({ path: resolve(root, 'src/web/node.ts') }));
    // web-tree-sitter asks for these under Node only.
    builder.onResolve({ filter: /^(?:fs|path|url|module)(?:\/promises)?$/ }, (args) => ({
      path: args.path,
      namespace: 'absent',
    }));
    builder.onLoad({ filter: /.*/, namespace: 'absent' }, () => ({ contents: 'module.exports = {};', loader: 'js' }));
  },
};

const common = { absWorkingDir: root, bundle: true, logLevel: 'warning', legalComments: 'none', write: true };

const node = {
  ...common,
  platform: 'node',
  target: 'node22',
  format: 'cjs',
  outdir: dist,
  // Node's own import() of a .cjs bundle loses export names that its lexer cannot see; require does not.
  supported: { 'dynamic-import': false },
  external: ['vscode'],
  // Its ES module reads import.meta.url, which is empty in a CommonJS bundle.
  alias: { 'web-tree-sitter': npm('web-tree-sitter/tree-sitter.cjs') },
  plugins: [lazyEntryPoints],
};

/** Builds everything whose source exists; resolves to the names of the entry points that do not exist yet. */
export async function buildAll({ minify = false } = {}) {
  const skipped = [];
  const existing = (paths) => paths.filter((path) => existsSync(join(root, path)) || (skipped.push(path), false));
  const style = { minify, sourcemap: minify ? false : 'linked' };
  await emptyDist();

  const nodeEntries = Object.fromEntries([
    ...existing(['src/extension.ts', ...lazy]).map((path) => [basename(path, '.ts'), path]),
    ...existing(Object.keys(workers)).map((path) => [workers[path], path]),
  ]);
  const child = existing(['src/local/child.ts']);
  const views = existing(['src/webview/answer.ts', 'src/webview/trace.ts']);
  const evaluation = existing(['eval/main.ts', 'eval/bench.ts']);

  const done = await Promise.allSettled([
    bundle({ ...node, ...style, entryPoints: nodeEntries }),
    bundle({
      ...moduleForNode,
      ...style,
      entryPoints: child,
      outdir: undefined,
      outfile: join(dist, 'localChild.mjs'),
    }),
    bundle({
      ...common,
      ...style,
      platform: 'browser',
      target: 'es2024',
      format: 'cjs',
      external: ['vscode'],
      alias: node.alias,
      entryPoints: existing(['src/extension.ts']),
      outdir: join(dist, 'web'),
      define: { process: 'weirWeb' },
      banner: {
        js: 'const weirWeb = { env: {}, version: "of the browser", platform: "web", arch: "", cwd: () => "/" };',
      },
      plugins: [webReplacements],
    }),
    buildViews(views, style),
    // Not shipped, so packages stay outside; split, so that an SDK is loaded by the evaluation only where it is used.
    bundle({
      ...moduleForNode,
      sourcemap: 'linked',
      packages: 'external',
      splitting: true,
      entryPoints: evaluation.map((path) => ({
        in: path,
        out: path.endsWith('main.ts') ? 'eval' : basename(path, '.ts'),
      })),
      outdir: join(dist, 'dev'),
      outExtension: { '.js': '.mjs' },
    }),
    copyGrammars(),
    copyTo(join(dist, 'codicons'), [
      npm('@vscode/codicons/dist/codicon.css'),
      npm('@vscode/codicons/dist/codicon.ttf'),
    ]),
  ]);
  await stop();
  const failed = done.find(({ status }) => status === 'rejected');
  if (failed) throw failed.reason;
  await writeNotices(root, [...shipped, npm('@vscode/codicons/package.json')]);
  await writeFile(join(dist, '.built'), minify ? 'minified\n' : 'development\n');
  return skipped;
}

/** All but the packages made before, which may be being installed at this moment, and the mark of whoever builds. */
async function emptyDist() {
  await mkdir(dist, { recursive: true });
  const names = (await readdir(dist)).filter((name) => name !== 'vsix' && !name.startsWith('.building'));
  await Promise.all(names.map((name) => rm(join(dist, name), { recursive: true, force: true })));
}

const moduleForNode = {
  ...common,
  platform: 'node',
  target: 'node22',
  format: 'esm',
  external: ['node-llama-cpp'],
};

/** Every file that went into what is shipped: their licences go along. */
const shipped = new Set();

function shippedFrom({ metafile }) {
  for (const path of Object.keys(metafile.inputs)) shipped.add(path);
}

function bundle(options) {
  const none = Array.isArray(options.entryPoints)
    ? !options.entryPoints.length
    : !Object.keys(options.entryPoints).length;
  if (none) return undefined;
  // What stays outside is not shipped.
  return options.packages === 'external' ? build(options) : build({ ...options, metafile: true }).then(shippedFrom);
}

async function buildViews(entryPoints, style) {
  const options = { ...common, ...style, platform: 'browser', target: 'chrome120', outdir: join(dist, 'webview') };
  options.loader = { '.ttf': 'file', '.svg': 'dataurl' };
  if (!entryPoints.length) return;
  const built = await build({ ...options, format: 'iife', entryPoints, metafile: true });
  shippedFrom(built);
  const { metafile } = built;
  const styles = (await readdir(join(root, 'src/webview'))).filter((name) => name.endsWith('.css'));
  const apart = styles.map((name) => `src/webview/${name}`).filter((path) => !(path in metafile.inputs));
  await bundle({ ...options, entryPoints: apart });
}

/** The grammars that src/syntax names (`{"<name in dist/grammars>": "<path under node_modules>"}`) and its queries. */
async function copyGrammars() {
  const list = join(root, 'src/syntax/grammarFiles.json');
  const files = existsSync(list) ? JSON.parse(await readFile(list, 'utf8')) : {};
  await mkdir(join(dist, 'grammars'), { recursive: true });
  await Promise.all(Object.entries(files).map(([name, path]) => copyFile(npm(path), join(dist, 'grammars', name))));
  const queries = join(root, 'src/syntax/queries');
  for (const path of Object.values(files)) shipped.add(npm(path));
  const names = existsSync(queries) ? await readdir(queries) : [];
  await copyTo(
    join(dist, 'grammars'),
    names.filter((name) => name.endsWith('.scm')).map((name) => join(queries, name)),
  );
}

async function copyTo(folder, paths) {
  await mkdir(folder, { recursive: true });
  await Promise.all(paths.map((path) => copyFile(path, join(folder, basename(path)))));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    const skipped = await buildAll({ minify: process.argv.includes('--minify') });
    for (const path of skipped) process.stderr.write(`build: ${path} does not exist yet, skipped\n`);
  } catch (error) {
    // What is wrong in which file has been printed already.
    if (!error.errors) throw error;
    process.exitCode = 1;
  }
}
