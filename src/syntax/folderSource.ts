// Reads grammars and queries from disk: from the one folder beside the worker, or from a checkout. A grammar that is not,
// byte for byte, the one that was packed is refused: it would be code of somebody else's.
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import grammarFiles from './grammarFiles.json';
import grammarSums from './grammarSums.json';
import type { GrammarSource } from './loadedLanguage';

/** `folder` holds `<name>.wasm` and `<name>.scm`, as the build lays them out. */
export function folderSource(folder: string): GrammarSource {
  return {
    grammar: (name) => checked(`${name}.wasm`, join(folder, `${name}.wasm`)),
    query: (name) => readFile(join(folder, `${name}.scm`), 'utf8'),
  };
}

/** From the installed packages and the sources of a checkout at `root`: needs no build. */
export function checkoutSource(root: string): GrammarSource {
  const files: Readonly<Record<string, string>> = grammarFiles;
  return {
    grammar: (name) => checked(`${name}.wasm`, join(root, 'node_modules', files[`${name}.wasm`] ?? `${name}.wasm`)),
    query: (name) => readFile(join(root, 'src/syntax/queries', `${name}.scm`), 'utf8'),
  };
}

async function checked(name: string, path: string): Promise<Uint8Array> {
  const bytes = await readFile(path);
  const sums: Readonly<Record<string, string>> = grammarSums;
  if (createHash('sha256').update(bytes).digest('hex') !== sums[name]) {
    throw new Error(`${name} is not the grammar that Weir was packed with: install Weir again.`);
  }
  return bytes;
}
