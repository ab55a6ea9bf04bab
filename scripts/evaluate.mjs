// Runs a bundle of the evaluation under Node 24, built again where a source is newer. Says nothing on stdout itself.
import { readdir, stat } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ensureDependencies } from './dependencies.mjs';
import { underNode24 } from './node24.mjs';
import { root } from './package.mjs';
import { attached, SetupError } from './run.mjs';

const sources = ['src', 'eval', 'esbuild.mjs', 'package-lock.json'];

/** Runs `dist/dev/<name>.mjs` with this command's arguments, stdin and stdout; resolves to its exit code. */
export async function runEvaluation(name) {
  const runtime = await underNode24();
  await ensureDependencies(root, runtime);
  const bundle = join(root, 'dist', 'dev', `${name}.mjs`);
  const built = await stat(join(root, 'dist', '.built')).catch(() => null);
  if (!built || (await newest(sources)) > built.mtimeMs) {
    const { buildAll } = await import('../esbuild.mjs');
    await buildAll();
  }
  if (!existsSync(bundle)) throw new SetupError(`This clone has no "${name}" to run.`);
  return attached(runtime.node, [bundle, ...process.argv.slice(2)]);
}

async function newest(paths) {
  let latest = 0;
  for (const path of paths) {
    const info = await stat(join(root, path));
    latest = Math.max(latest, info.mtimeMs);
    if (!info.isDirectory()) continue;
    for (const entry of await readdir(join(root, path), { recursive: true })) {
      latest = Math.max(latest, (await stat(join(root, path, entry))).mtimeMs);
    }
  }
  return latest;
}
