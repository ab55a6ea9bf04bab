// Reads grammars and queries from disk: from the one folder beside the worker, or from a checkout.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import grammarFiles from './grammarFiles.json';
import type { GrammarSource } from './loadedLanguage';

/** `folder` holds `<name>.wasm` and `<name>.scm`, as the build lays them out. */
export function folderSource(folder: string): GrammarSource {
  return {
    grammar: (name) => readFile(join(folder, `${name}.wasm`)),
    query: (name) => readFile(join(folder, `${name}.scm`), 'utf8'),
  };
}

/** From the installed packages and the sources of a checkout at `root`: needs no build. */
export function checkoutSource(root: string): GrammarSource {
  const files: Readonly<Record<string, string>> = grammarFiles;
  return {
    grammar: (name) => readFile(join(root, 'node_modules', files[`${name}.wasm`] ?? `${name}.wasm`)),
    query: (name) => readFile(join(root, 'src/syntax/queries', `${name}.scm`), 'utf8'),
  };
}
