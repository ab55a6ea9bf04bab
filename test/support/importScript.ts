// Imports one of the plain .mjs scripts for a test. Their types are not declared, so the test says what it uses.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

export const repositoryRoot = join(import.meta.dirname, '..', '..');

export async function importScript<T>(name: string): Promise<T> {
  return (await import(pathToFileURL(join(repositoryRoot, 'scripts', name)).href)) as T;
}
