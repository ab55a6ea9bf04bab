// Finds the shared test data beside the checkout. Tests that need it skip in words where it is absent.
import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** The path of a file of the shared data, or null: looks in $WEIR_SHARED/data, then beside the repository and above it. */
export function sharedData(relative: string): string | null {
  const roots: string[] = [];
  const configured = process.env['WEIR_SHARED'];
  if (configured !== undefined && configured !== '') roots.push(join(configured, 'data'));
  for (let folder = resolve(import.meta.dirname, '..', '..'); ; folder = dirname(folder)) {
    roots.push(join(dirname(folder), 'shared', 'data'));
    if (dirname(folder) === folder) break;
  }
  return roots.map((root) => join(root, relative)).find((path) => existsSync(path)) ?? null;
}
