// Which files no edit may ever touch: outside the workspace, settings that run something, and what is denied to models at all.
// By the path alone; where a link leads is the host's to find out.
import { isDeniedPath } from '../privacy/isDeniedPath';
import { isInvisible } from '../privacy/invisibleText';

/** Folders whose files run, or decide what runs, without anybody asking for it. */
const folders = new Set(
  (
    '.vscode .git .devcontainer .github .gitlab .githooks .husky .circleci .idea .vs .fleet .zed .cursor .claude .codex .config ' +
    '.ssh .direnv .cargo .yarn .bundle node_modules .venv venv __pycache__'
  ).split(' '),
);
/** Files of the same kind, wherever they lie. */
const names = new Set(
  (
    '.devcontainer.json devcontainer.json .profile .bash_profile .bash_login .bash_logout .bash_aliases .zprofile .zshenv ' +
    '.zlogin .zlogout .cshrc .login .xprofile .xinitrc .inputrc .gitmodules .gitattributes .gitconfig .gitignore ' +
    '.pre-commit-config.yaml .gitlab-ci.yml .travis.yml azure-pipelines.yml jenkinsfile .mcp.json mcp.json .vsconfig'
  ).split(' '),
);

/** `.bashrc`, `.npmrc`, `.eslintrc.json`, `_vimrc`, `.yarnrc.yml`. */
const rcFile = /^[._][a-z0-9_-]{0,40}rc(?:\.[a-z]{1,8})?$/;
/** `GIT~1`: the short name of another file. */
const shortName = /~\d/;
const reserved = /^(?:con|prn|aux|nul|com\d|lpt\d|conin\$|conout\$)(?:\.|$)/;

/** The rule that keeps a path from being edited; null where it may be. A path that reads well after decoding counts as decoded. */
export function protectedPath(path: string): string | null {
  return ruleOf(path) ?? ruleOf(decoded(path)) ?? (isDeniedPath(path).denied ? 'denied' : null);
}

function ruleOf(path: string): string | null {
  if (path === '' || path.length > 1_000) return 'path';
  for (const char of path) {
    const code = char.codePointAt(0) ?? 0;
    if (code < 0x20 || code === 0x7f || code === 0x2028 || code === 0x2029) return 'path';
    if (isInvisible(code) || (code >= 0xe0000 && code <= 0xe0fff)) return 'path';
  }
  const folded = fold(path);
  const elsewhere = [/^[/\\~]/, /^[a-z][a-z0-9+.-]*:/, /^\$\{?(?:home|userprofile|tmpdir)\b/, /%[a-z_]+%/];
  if (elsewhere.some((pattern) => pattern.test(folded))) return 'outside';
  const segments = folded.split(/[/\\]/).map(plainName);
  if (folded.split(/[/\\]/).some((segment) => segment.trim() === '..')) return 'outside';
  const name = segments.at(-1) ?? '';
  if (name === '' || name === '.') return 'path';
  for (const segment of segments) {
    if (folders.has(segment)) return 'folder';
    if (shortName.test(segment) || reserved.test(segment)) return 'path';
  }
  if (names.has(name) || rcFile.test(name)) return 'settings';
  return name.endsWith('.code-workspace') ? 'settings' : null;
}

/** Letters as the most forgiving file system compares them. */
function fold(path: string): string {
  return path.normalize('NFKC').toUpperCase().toLowerCase().normalize('NFKC');
}

/** A name without what Windows drops: streams, and dots and spaces at its end. `..` becomes empty and is looked at before. */
function plainName(segment: string): string {
  const stream = segment.indexOf(':');
  let name = (stream >= 0 ? segment.slice(0, stream) : segment).trimStart();
  if (name === '.') return name;
  while (name.endsWith('.') || name.endsWith(' ')) name = name.slice(0, -1);
  return name;
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    // No encoding at all, so nothing else can be meant by it.
    return path;
  }
}
