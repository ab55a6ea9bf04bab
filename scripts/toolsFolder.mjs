// Where everything that is downloaded once and used by every clone lives, and how it gets there whole or not at all.
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

const done = '.installed';
const abandonedAfterMs = 6 * 3600 * 1000;

/** Absolute path of the tools folder: `WEIR_TOOLS`, else `weir-dev` in the user's cache folder. */
export function toolsFolder(env = process.env, platform = process.platform, home = homedir()) {
  if (env.WEIR_TOOLS) return resolve(env.WEIR_TOOLS);
  return join(userCacheFolder(env, platform, home), 'weir-dev');
}

function userCacheFolder(env, platform, home) {
  if (platform === 'darwin') return join(home, 'Library', 'Caches');
  if (platform === 'win32') return env.LOCALAPPDATA || join(home, 'AppData', 'Local');
  return env.XDG_CACHE_HOME || join(home, '.cache');
}

/**
 * `<tools>/<name>`, filled by `fill(folder)` if it is not there yet. The work is done in a folder beside it and
 * renamed at the end, so an interrupted run leaves nothing half done and two clones at once end with one of the two.
 */
export async function installOnce(tools, name, fill) {
  const target = join(tools, name);
  if (existsSync(join(target, done))) return target;
  await mkdir(tools, { recursive: true });
  await removeAbandoned(tools);
  const work = join(tools, `.tmp-${name}-${randomBytes(4).toString('hex')}`);
  await mkdir(work);
  try {
    await fill(work);
    await writeFile(join(work, done), `${new Date().toISOString()}\n`);
    if (existsSync(target) && !existsSync(join(target, done))) await rename(target, `${work}-old`);
    await rename(work, target);
  } catch (error) {
    if (!existsSync(join(target, done))) throw error;
  } finally {
    await rm(work, { recursive: true, force: true });
    await rm(`${work}-old`, { recursive: true, force: true });
  }
  return target;
}

async function removeAbandoned(tools) {
  for (const entry of await readdir(tools)) {
    if (!entry.startsWith('.tmp-')) continue;
    const path = join(tools, entry);
    const info = await stat(path).catch(() => null);
    if (info && Date.now() - info.mtimeMs > abandonedAfterMs) await rm(path, { recursive: true, force: true });
  }
}
