// The clone's node_modules, as the lockfile says, installed again only when the lockfile or Node's major version changed.
import { createHash } from 'node:crypto';
import { lstat, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runNpm } from './npm.mjs';
import { log } from './run.mjs';

/** Makes `<root>/node_modules` match the lockfile. A linked node_modules belongs to somebody else and is left alone. */
export async function ensureDependencies(root, runtime) {
  const folder = join(root, 'node_modules');
  const info = await lstat(folder).catch(() => null);
  if (info?.isSymbolicLink()) return;
  const stampFile = join(folder, '.weir-stamp');
  const lock = await readFile(join(root, 'package-lock.json'));
  const stamp = `${createHash('sha256').update(lock).digest('hex')} node ${process.versions.node.split('.')[0]}\n`;
  if ((await readFile(stampFile, 'utf8').catch(() => '')) === stamp) return;
  log('The dependencies are installed …');
  await runNpm(runtime, ['ci'], root);
  await writeFile(stampFile, stamp);
}
