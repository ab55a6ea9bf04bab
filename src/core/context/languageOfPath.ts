// The language family of a file by its extension: what the heuristics for imports and definitions go by.
import { extensionOf } from '../stackTrace/scanText';

export type Family =
  'script' | 'python' | 'go' | 'jvm' | 'rust' | 'c' | 'ruby' | 'php' | 'csharp' | 'swift' | 'elixir' | 'dart' | 'other';

const families: Readonly<Record<string, Family>> = {
  ts: 'script', tsx: 'script', mts: 'script', cts: 'script', js: 'script', jsx: 'script', mjs: 'script', cjs: 'script',
  vue: 'script', svelte: 'script', py: 'python', pyi: 'python', go: 'go', java: 'jvm', kt: 'jvm', kts: 'jvm', scala: 'jvm',
  groovy: 'jvm', rs: 'rust', c: 'c', h: 'c', cc: 'c', cpp: 'c', cxx: 'c', hpp: 'c', hh: 'c', hxx: 'c', rb: 'ruby',
  rake: 'ruby', php: 'php', cs: 'csharp', swift: 'swift', ex: 'elixir', exs: 'elixir', dart: 'dart',
}; // prettier-ignore

const languageIds: Readonly<Record<string, string>> = {
  ts: 'typescript', tsx: 'typescriptreact', mts: 'typescript', cts: 'typescript', js: 'javascript', jsx: 'javascriptreact',
  mjs: 'javascript', cjs: 'javascript', py: 'python', pyi: 'python', kt: 'kotlin', kts: 'kotlin', rs: 'rust', c: 'c', h: 'c',
  cc: 'cpp', cpp: 'cpp', cxx: 'cpp', hpp: 'cpp', hh: 'cpp', rb: 'ruby', cs: 'csharp', ex: 'elixir', exs: 'elixir',
}; // prettier-ignore

export function familyOfPath(path: string): Family {
  return families[extensionOf(path)] ?? 'other';
}

/** The editor's language identifier. */
export function languageIdOfPath(path: string): string {
  const extension = extensionOf(path);
  return languageIds[extension] ?? (extension === '' ? 'plaintext' : extension);
}
