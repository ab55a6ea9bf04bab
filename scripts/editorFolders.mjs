// The folders of the editor that `npm start` opens: its own, in the tools folder, so the user's editor stays as it is.
import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { log } from './run.mjs';

/** What one clone's editor reads and writes: `{userData, extensions, config, log}`. */
export function editorFolders(tools, root) {
  const base = join(tools, 'editor', createHash('sha256').update(root).digest('hex').slice(0, 12));
  const at = (name) => join(base, name);
  return {
    userData: at('user-data'),
    extensions: at('extensions'),
    config: at('config.yaml'),
    log: at('code-server.log'),
  };
}

/** Writes settings, but none that the user has set to something else since the last start. */
export async function writeSettings(userData, settings) {
  const file = join(userData, 'User', 'settings.json');
  const writtenFile = join(userData, 'weir-start.json');
  await mkdir(join(userData, 'User'), { recursive: true });
  const written = await readJson(writtenFile);
  const present = await readJson(file);
  if (!written || !present) {
    log(`${file} is no plain JSON and is left as it is; it would need: ${JSON.stringify(settings)}`);
    return;
  }
  const merged = { ...present };
  const ours = (key) => !(key in present) || JSON.stringify(present[key]) === JSON.stringify(written[key]);
  for (const key of Object.keys(written)) if (ours(key)) delete merged[key];
  for (const [key, value] of Object.entries(settings)) if (ours(key)) merged[key] = value;
  await writeFile(file, `${JSON.stringify(merged, null, 2)}\n`);
  await writeFile(writtenFile, JSON.stringify(settings));
}

async function readJson(file) {
  const text = await readFile(file, 'utf8').catch(() => '{}');
  try {
    return JSON.parse(text);
  } catch {
    // Comments are allowed there: a file that a person wrote by hand is not rewritten.
    return null;
  }
}
