// Runs a bundle of the evaluation under Node 24, built again where a source is newer. Says nothing on stdout itself.
import { mkdir, readdir, stat } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ensureDependencies } from './dependencies.mjs';
import { underNode24 } from './node24.mjs';
import { oneAtATime } from './oneAtATime.mjs';
import { root } from './package.mjs';
import { attached, SetupError } from './run.mjs';

const sources = ['src', 'eval', 'esbuild.mjs', 'package-lock.json'];

/** Runs `dist/dev/<name>.mjs` with this command's arguments, stdin and stdout; resolves to its exit code. */
export async function runEvaluation(name) {
  const runtime = await underNode24();
  await ensureDependencies(root, runtime);
  const bundle = join(root, 'dist', 'dev', `${name}.mjs`);
  if (await stale()) {
    await mkdir(join(root, 'dist'), { recursive: true });
    // Two commands at once would empty the folder under each other.
    await oneAtATime(join(root, 'dist', '.building'), async () => {
      if (!(await stale())) return;
      const { buildAll } = await import('../esbuild.mjs');
      await buildAll();
    });
  }
  if (!existsSync(bundle)) throw new SetupError(`This clone has no "${name}" to run.`);
  return attached(runtime.node, [bundle, ...process.argv.slice(2)]);
}

async function stale() {
  const built = await stat(join(root, 'dist', '.built')).catch(() => null);
  return !built || (await newest(sources)) > built.mtimeMs;
}

async function newest(paths) {
  const present = paths.map((path) => join(root, path)).filter(existsSync);
  const inside = await Promise.all(present.map(filesBelow));
  const times = await Promise.all([...present, ...inside.flat()].map(async (path) => (await stat(path)).mtimeMs));
  return Math.max(...times);
}

async function filesBelow(path) {
  if (!(await stat(path)).isDirectory()) return [];
  return (await readdir(path, { recursive: true })).map((name) => join(path, name));
}
