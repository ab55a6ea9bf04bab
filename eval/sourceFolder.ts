// A folder of sources for the `route` command, as a workspace would list it. Reads only below the folder.
import { existsSync, readFileSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';

export interface SourceFolder {
  /** Relative, `/` between segments. */
  readonly paths: readonly string[];
  /** Absolute paths of the workspace folders. */
  readonly folders: readonly string[];
  /** A text that is in memory already, or null. */
  kept(path: string): string | null;
  read(path: string): string | null;
}

const leftOut = new Set(['node_modules', '.git', '__pycache__', '.venv', 'venv', '.tox', '.mypy_cache']);
const maxFiles = 20_000;
const maxBytes = 1_000_000;

export function filesBelow(root: string): SourceFolder {
  const top = resolve(root);
  if (!existsSync(top) || !statSync(top).isDirectory()) throw new Error(`"root" must be a folder; ${root} is none.`);
  const paths: string[] = [];
  const pending = [top];
  for (let folder = pending.pop(); folder !== undefined && paths.length < maxFiles; folder = pending.pop()) {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      if (entry.isDirectory() && !leftOut.has(entry.name)) pending.push(path);
      else if (entry.isFile()) paths.push(relative(top, path).split(sep).join('/'));
    }
  }
  return { paths: paths.sort(), folders: [top], kept: () => null, read: (path) => readBelow(top, path) };
}

function readBelow(top: string, path: string): string | null {
  try {
    const real = realpathSync(join(top, path));
    if (!real.startsWith(realpathSync(top) + sep) || statSync(real).size > maxBytes) return null;
    return readFileSync(real, 'utf8');
  } catch {
    // Not there: the same as not readable.
    return null;
  }
}
