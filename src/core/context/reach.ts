// How far a place reaches into the workspace: the imports of its file that lead to files of it, and which of the names used
// there they bring. Reads no file but the one that it is given, and finds what `resolveImport` can find by paths.
import { importsOf } from './importsOf';
import { familyOfPath } from './languageOfPath';
import { ImportResolver } from './resolveImport';

export interface Reach {
  /** Import statements that lead to at least one file of the workspace. */
  readonly imports: number;
  /** Those files, in the order of the imports. */
  readonly paths: readonly string[];
  /**
   * Of the names used at the place, those that these imports bring: symbols of other files.
   * Null where an import brings everything (`#include`, `import *`): which names are its own, nobody can tell from here.
   */
  readonly names: number | null;
}

/** One list of files serves many tasks; sorting a large one in takes longer than all the rest. */
const resolvers = new WeakMap<readonly string[], ImportResolver>();

function resolverOf(files: readonly string[]): ImportResolver {
  const known = resolvers.get(files) ?? new ImportResolver(files);
  resolvers.set(files, known);
  return known;
}

/** @param importedNames names used at the place that an import of the file brings; null where no grammar has said it */
export function reachOf(
  path: string,
  text: string,
  importedNames: readonly string[] | null,
  files: readonly string[],
): Reach | null {
  const family = familyOfPath(path);
  // Their imports name no files.
  if (family === 'csharp' || family === 'swift' || family === 'other') return null;
  const resolver = resolverOf(files);
  const paths = new Set<string>();
  const brought = new Set<string>();
  let imports = 0;
  let everything = false;
  for (const statement of importsOf(text, family)) {
    const targets = resolver.resolve(statement, path).filter((target) => target !== path);
    if (targets.length === 0) continue;
    imports++;
    for (const target of targets) paths.add(target);
    for (const name of statement.names) brought.add(name);
    everything ||= statement.all;
  }
  const names = importedNames === null || everything ? null : importedNames.filter((name) => brought.has(name)).length;
  return { imports, paths: [...paths], names };
}
