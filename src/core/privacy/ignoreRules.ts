// Ignore files as one deny-only union: a file is denied where any of them ignores it, or where one cannot be read.
// The patterns themselves are matched behind a port, since they are git's language and not ours.
import { isDeniedPath, type PathVerdict } from './isDeniedPath';

/** One ignore file's patterns. `path` is relative to the ignore file's folder, with `/`. May throw. */
export interface IgnoreMatcher {
  ignores(path: string): boolean;
}

export interface IgnoreFile {
  /** Folder of the ignore file relative to the workspace folder, with `/`; empty for the root. */
  readonly folder: string;
  /** Its name, for the reason: `.gitignore`, `.cursorignore` … */
  readonly name: string;
  /** Null where the file is there but could not be read or understood: everything below it is denied then. */
  readonly matcher: IgnoreMatcher | null;
}

/** Files by which people keep assistants away, beside git's own. */
export const ignoreFileNames: readonly string[] = [
  '.gitignore',
  '.aiignore',
  '.aiexclude',
  '.cursorignore',
  '.codeiumignore',
  '.continueignore',
  '.copilotignore',
  '.codyignore',
  '.clineignore',
  '.rooignore',
  '.geminiignore',
  '.aiderignore',
  '.tabnineignore',
  '.noai',
];

/** No ignore file re-admits what another, or the built-in list, denies: `!` only counts inside its own file. */
export class IgnoreRules {
  constructor(private readonly files: readonly IgnoreFile[]) {}

  /** `path` is relative to the workspace folder. */
  check(path: string): PathVerdict {
    const builtIn = isDeniedPath(path);
    if (builtIn.denied) return builtIn;
    const plain = path.replaceAll('\\', '/').replace(/^(?:\.\/)+/, '');
    for (const { folder, name, matcher } of this.files) {
      const prefix = folder === '' ? '' : `${folder}/`;
      if (!plain.startsWith(prefix)) continue;
      if (matcher === null || ignores(matcher, plain.slice(prefix.length))) {
        return { denied: true, rule: `${prefix}${name}` };
      }
    }
    return builtIn;
  }
}

/** A pattern or path that the matcher cannot take is answered by denying. */
function ignores(matcher: IgnoreMatcher, path: string): boolean {
  try {
    return matcher.ignores(path);
  } catch {
    return true;
  }
}
