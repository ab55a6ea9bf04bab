// The names under which the workspace's own JavaScript packages are imported. Reads their package.json, and nothing else.
import type { SourceFiles } from './sourceFiles';

const mostPackages = 12;

function text(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

/** From a package's name to the file that stands for it, as a path of the workspace. */
export async function ownPackages(
  files: readonly string[],
  sources: SourceFiles,
): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  const manifests = files
    .filter((path) => path === 'package.json' || path.endsWith('/package.json'))
    .toSorted((a, b) => a.length - b.length)
    .slice(0, mostPackages);
  for (const path of manifests) {
    const file = await sources.get(path);
    const manifest = file === null ? null : parsed(file.lines.join('\n'));
    const name = text(manifest?.['name']);
    if (manifest === null || name === null) continue;
    const folder = path.slice(0, -'package.json'.length);
    const main = text(manifest['source']) ?? text(manifest['main']) ?? text(manifest['module']) ?? 'index.js';
    found.set(name, folder + main.replace(/^\.\//, ''));
  }
  return found;
}

function parsed(json: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null;
  } catch (error) {
    // A manifest that cannot be read names no package; its own editor shows the fault.
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
