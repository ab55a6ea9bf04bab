// Packs the extension: universal (no engine), or for this platform with its embedded engine inside.
import { mkdir, rm, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureDependencies } from './dependencies.mjs';
import { copyEngine, engineTarget, ensureEngine } from './embeddedEngine.mjs';
import { underNode24 } from './node24.mjs';
import { log, main, quiet, SetupError } from './run.mjs';
import { toolsFolder } from './toolsFolder.mjs';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
const limits = { universal: 5e6, platform: 25e6 };

/**
 * Builds minified and packs for each target. `targets`: `universal` or VS Code's name of this platform.
 * Resolves to `{target: {path, bytes}}`; the packages are in dist/vsix.
 */
export async function packageVsix(runtime, targets) {
  await buildMinified();
  const packed = {};
  for (const target of targets) packed[target] = await pack(runtime, target);
  return packed;
}

async function buildMinified() {
  const { buildAll } = await import('../esbuild.mjs');
  try {
    for (const path of await buildAll({ minify: true })) log(`${path} does not exist yet and is left out`);
  } catch (error) {
    throw error.errors ? new SetupError('The build failed, see above.') : error;
  }
}

async function pack(runtime, target) {
  const engine = join(root, 'dist', 'engine');
  const universal = target === 'universal';
  if (universal) await rm(engine, { recursive: true, force: true });
  else if (target !== engineTarget()) throw new SetupError(`The package for ${target} can only be made on ${target}.`);
  else await copyEngine(await ensureEngine({ toolsFolder: toolsFolder(), ...runtime }), engine);

  const path = join(root, 'dist', 'vsix', `weir-${target}.vsix`);
  await mkdir(dirname(path), { recursive: true });
  const vsce = join(dirname(createRequire(import.meta.url).resolve('@vscode/vsce/package.json')), 'vsce');
  const flags = ['--no-dependencies', '--allow-missing-repository', '--no-rewrite-relative-links', '--out', path];
  await quiet(runtime.node, [vsce, 'package', ...flags, ...(universal ? [] : ['--target', target])], { cwd: root });

  const { size } = await stat(path);
  const limit = universal ? limits.universal : limits.platform;
  log(`${path}: ${(size / 1e6).toFixed(1)} MB (at most ${limit / 1e6} MB)`);
  if (size > limit) throw new SetupError(`${path} is larger than the ${limit / 1e6} MB that it may have.`);
  return { path, bytes: size };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await main(async () => {
    const runtime = await underNode24();
    await ensureDependencies(root, runtime);
    const asked = process.argv.slice(2);
    const platform = engineTarget();
    await packageVsix(runtime, asked.length ? asked : ['universal', ...(platform ? [platform] : [])]);
  });
}
