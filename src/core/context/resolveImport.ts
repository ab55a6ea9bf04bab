// Finds the workspace's files that an import statement means. Heuristic: it knows paths, not the tools' settings.
import { FileIndex } from '../stackTrace/fileIndex';
import type { Import } from './importsOf';
import { familyOfPath } from './languageOfPath';

const scriptExtensions = [
  '.ts',
  '.tsx',
  '.js',
  '.jsx',
  '.mjs',
  '.cjs',
  '.mts',
  '.cts',
  '.vue',
  '.svelte',
  '.json',
  '.d.ts',
];
const scriptFolders = ['', 'src/', 'lib/', 'source/', 'dist/'];

function folderOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash < 0 ? '' : path.slice(0, slash);
}

/** `a/b` and `../c` is `a/c`; null where it leaves the workspace. */
function joined(folder: string, relative: string): string | null {
  const segments = folder === '' ? [] : folder.split('/');
  for (const segment of relative.split('/')) {
    if (segment === '' || segment === '.') continue;
    if (segment !== '..') segments.push(segment);
    else if (segments.pop() === undefined) return null;
  }
  return segments.join('/');
}

export class ImportResolver {
  private readonly index: FileIndex;
  private readonly folders = new Map<string, string[]>();

  /** @param packages names of the workspace's own packages, with the file that stands for each (`main`), where known */
  constructor(
    files: readonly string[],
    private readonly packages: ReadonlyMap<string, string> = new Map(),
  ) {
    this.index = new FileIndex(files);
    for (const file of files) {
      const folder = folderOf(file);
      const known = this.folders.get(folder);
      if (known === undefined) this.folders.set(folder, [file]);
      else known.push(file);
    }
  }

  has(path: string): boolean {
    return this.index.has(path);
  }

  /** Files with the same folder and family: one package in Go, Java and their kin. */
  siblings(path: string): readonly string[] {
    const family = familyOfPath(path);
    return (this.folders.get(folderOf(path)) ?? []).filter((file) => file !== path && familyOfPath(file) === family);
  }

  /** Files named like a type or module (`Store` is `Store.java`, `store.py`, `store/index.ts`), of the family of `near`. */
  named(name: string, near: string): readonly string[] {
    const family = familyOfPath(near);
    const spellings = new Set([name, snake(name), snake(name).replaceAll('_', '-'), name.toLowerCase()]);
    const found: string[] = [];
    for (const spelling of spellings) {
      for (const extension of extensionsNear(near)) {
        for (const file of this.index.named(spelling + extension)) {
          if (familyOfPath(file.path) === family && !found.includes(file.path)) found.push(file.path);
        }
      }
    }
    return found;
  }

  resolve(statement: Import, from: string): readonly string[] {
    switch (familyOfPath(from)) {
      case 'script':
        return this.script(statement.specifier, from);
      case 'python':
        return this.python(statement, from);
      case 'go':
        return this.goPackage(statement.specifier);
      case 'jvm':
        return this.suffix(statement.specifier.replaceAll('.', '/'), ['.java', '.kt', '.scala', '.groovy'], 2);
      case 'rust':
        return this.rust(statement, from);
      case 'c':
        return this.c(statement.specifier, from);
      case 'ruby':
        return this.plain(statement.specifier, from, ['', '.rb']);
      case 'php':
        return statement.specifier.includes('\\')
          ? this.suffix(statement.specifier.replaceAll('\\', '/'), ['.php'], 1)
          : this.plain(statement.specifier, from, ['']);
      case 'dart':
        return this.plain(statement.specifier.replace(/^package:[^/]*\//, 'lib/'), from, ['']);
      case 'elixir':
        return this.suffix(statement.specifier.split('.').map(snake).join('/'), ['.ex', '.exs'], 1);
      case 'csharp':
      case 'swift':
      case 'other':
        return [];
    }
  }

  private first(base: string, endings: readonly string[]): string | null {
    for (const ending of endings) if (this.index.has(base + ending)) return base + ending;
    return null;
  }

  private scriptFile(base: string): string | null {
    const bare = base.replace(/\.(js|jsx|mjs|cjs)$/, '');
    const folder = base === '' ? '' : `${base}/`;
    return (
      (base !== '' && this.index.has(base) ? base : null) ??
      this.first(base, scriptExtensions) ??
      (bare === base ? null : this.first(bare, scriptExtensions)) ??
      this.first(`${folder}index`, scriptExtensions)
    );
  }

  private script(specifier: string, from: string): readonly string[] {
    if (specifier.startsWith('.')) {
      const base = joined(folderOf(from), specifier);
      const file = base === null ? null : this.scriptFile(base);
      if (file !== null) return [file];
      // Built files are tested in the place of their sources: `../dist/x` is `../src/x`.
      const source = base?.replace(/(^|\/)(dist|build|out|lib|cjs|esm)(?=\/|$)/, '$1src');
      const found = source === undefined || source === base ? null : this.scriptFile(source);
      return found === null ? [] : [found];
    }
    const main = this.ownPackage(specifier);
    if (main.length > 0) return main;
    const alias = specifier.replace(/^(@|~|#)\//, '').replace(/^#/, '');
    if (alias === specifier && !specifier.includes('/')) return [];
    for (const folder of scriptFolders) {
      const file = this.scriptFile(folder + alias);
      if (file !== null) return [file];
    }
    return alias === specifier ? [] : this.suffix(alias, [...scriptExtensions, '/index.ts', '/index.js'], 1);
  }

  /** The workspace's own package, imported by its name: by its tests, or by another package of the repository. */
  private ownPackage(specifier: string): readonly string[] {
    for (const [name, main] of this.packages) {
      if (specifier !== name && !specifier.startsWith(`${name}/`)) continue;
      const folder = folderOf(main.startsWith('package.json') ? '' : main);
      const rest = specifier.slice(name.length + 1);
      if (rest === '' && this.index.has(main)) return [main];
      for (const base of [joined(folder, rest) ?? rest, ...scriptFolders.map((start) => start + rest)]) {
        const file = this.scriptFile(base.replace(/\/$/, ''));
        if (file !== null) return [file];
      }
    }
    return [];
  }

  private python(statement: Import, from: string): readonly string[] {
    const { specifier } = statement;
    let dots = 0;
    while (specifier.charAt(dots) === '.') dots += 1;
    const module = specifier.slice(dots).replaceAll('.', '/');
    const found: string[] = [];
    const add = (base: string): void => {
      const file = this.first(base, ['.py', '/__init__.py', '.pyi']);
      if (file !== null && !found.includes(file)) found.push(file);
    };
    if (dots > 0) {
      const folder = joined(folderOf(from), '../'.repeat(dots - 1));
      if (folder === null) return [];
      const base = [folder, module].filter((part) => part !== '').join('/');
      add(base === '' ? '__init__' : base);
      for (const name of statement.names) add(base === '' ? name : `${base}/${name}`);
      return found;
    }
    for (const tail of [...statement.names.map((name) => `${module}/${name}`), module]) {
      for (const file of this.suffix(tail, ['.py', '/__init__.py'], 0)) if (!found.includes(file)) found.push(file);
    }
    return found;
  }

  private goPackage(specifier: string): readonly string[] {
    const segments = specifier.split('/');
    for (let start = 0; start < segments.length; start += 1) {
      const folder = segments.slice(start).join('/');
      const files = this.folders.get(folder) ?? this.folderEnding(folder);
      const sources = files.filter((file) => file.endsWith('.go') && !file.endsWith('_test.go'));
      if (sources.length > 0) return sources;
    }
    // The module's root package.
    const root = segments.length >= 2 ? (this.folders.get('') ?? []) : [];
    return segments.length >= 3 ? root.filter((file) => file.endsWith('.go') && !file.endsWith('_test.go')) : [];
  }

  private folderEnding(folder: string): readonly string[] {
    if (!folder.includes('/')) return [];
    for (const [path, files] of this.folders) if (path.endsWith(`/${folder}`)) return files;
    return [];
  }

  private rust(statement: Import, from: string): readonly string[] {
    const names = statement.specifier.split('::').filter((name) => name !== '');
    const folder = folderOf(from);
    const stem = from.slice(folder.length + (folder === '' ? 0 : 1)).replace(/\.rs$/, '');
    const own = ['mod', 'lib', 'main'].includes(stem) ? folder : joined(folder, stem);
    let base = own ?? folder;
    if (names[0] === 'super') base = joined(base, '..') ?? '';
    const root = folder.includes('src') ? folder.slice(0, folder.indexOf('src') + 3) : '';
    if (names[0] === 'crate') base = root;
    const tail = names.filter((name) => !['crate', 'super', 'self'].includes(name));
    for (let end = tail.length; end >= 1; end -= 1) {
      const path = tail.slice(0, end).join('/');
      const start = base === '' ? '' : `${base}/`;
      const file =
        this.first(start + path, ['.rs', '/mod.rs']) ??
        this.first(`${folder === '' ? '' : `${folder}/`}${path}`, ['.rs', '/mod.rs']);
      if (file !== null) return [file];
    }
    // Another crate of the workspace.
    const crate = tail[0]?.replaceAll('_', '-') ?? '';
    const inner = tail.slice(1);
    for (const name of [crate, tail[0] ?? '']) {
      for (let end = inner.length; end >= 0; end -= 1) {
        const path = end === 0 ? `${name}/src/lib` : `${name}/src/${inner.slice(0, end).join('/')}`;
        const found = this.suffix(path, ['.rs', '/mod.rs'], 0);
        if (found.length > 0) return found;
      }
    }
    return root !== '' &&
      this.index.has(`${root}/lib.rs`) &&
      from !== `${root}/lib.rs` &&
      crate !== 'std' &&
      crate !== 'core'
      ? [`${root}/lib.rs`]
      : [];
  }

  private c(specifier: string, from: string): readonly string[] {
    const near = joined(folderOf(from), specifier);
    const header = near !== null && this.index.has(near) ? near : this.suffix(specifier, [''], 0)[0];
    if (header === undefined) return [];
    const stem = header.replace(/\.[a-z]+$/, '');
    const name = stem.slice(stem.lastIndexOf('/') + 1);
    const endings = ['.c', '.cc', '.cpp', '.cxx'];
    const beside = this.first(stem, endings);
    const elsewhere = endings.flatMap((ending) => this.index.named(name + ending).map((file) => file.path));
    return [...new Set([header, ...(beside === null ? elsewhere : [beside])])].filter((file) => file !== from);
  }

  private plain(specifier: string, from: string, endings: readonly string[]): readonly string[] {
    const near = joined(folderOf(from), specifier);
    const file = near === null ? null : this.first(near, endings);
    return file !== null ? [file] : this.suffix(specifier, endings, 0);
  }

  /** Files whose path ends with all of `path`, or with all but the first `spare` folders of it. */
  private suffix(path: string, endings: readonly string[], spare: number): readonly string[] {
    for (const ending of endings) {
      const segments = `${path}${ending}`.split('/').filter((segment) => segment !== '' && segment !== '.');
      const { files, matched } = this.index.longestSuffix(segments, false);
      if (files.length > 0 && files.length <= 4 && matched >= Math.max(1, segments.length - spare)) {
        return files.map((file) => file.path);
      }
    }
    return [];
  }
}

function snake(name: string): string {
  return name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase();
}

function extensionsNear(path: string): readonly string[] {
  const dot = path.lastIndexOf('.');
  const own = dot < 0 ? '' : path.slice(dot);
  return familyOfPath(path) === 'script' ? scriptExtensions : [own, ...(own === '.h' ? ['.c', '.cpp'] : [])];
}
