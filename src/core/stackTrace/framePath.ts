// Turns the spellings of a frame's file into one plain path, and refuses what must never be opened. Touches no disk.
import { hasScheme } from './scanText';

/** `segments` from the root down, without `.` and `..`; `absolute` as spelled; `drive` lower case, or empty. */
export interface FramePath {
  readonly segments: readonly string[];
  readonly absolute: boolean;
  readonly drive: string;
}

const nowhere = ['node:', 'blob:', 'data:', 'dart:', 'wasm:', 'native ', 'ext:', 'bun:', 'about:', 'javascript:'];
const refusedRoots = new Set(['proc', 'dev', 'sys', 'run']);
const bundlers = [
  'webpack-internal://',
  'webpack://',
  'turbopack://',
  'rsc://',
  'ng://',
  'app://',
  'vite://',
  'capacitor://',
];

function decoded(text: string): string {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch (error) {
    // A stray `%` is part of a name, not an escape.
    if (error instanceof URIError) return text;
    throw error;
  }
}

function withoutQuery(text: string): string {
  const query = text.search(/[?#]/);
  return query < 0 ? text : text.slice(0, query);
}

/** The part of a URL that names a file: empty where it names another machine's. */
function urlPath(url: string): string | null {
  const start = url.indexOf('://') + 3;
  const scheme = url.slice(0, start);
  if (scheme === 'file://') {
    const rest = url.slice(start);
    if (rest.startsWith('localhost/')) return decoded(rest.slice(9));
    // `file://server/share` is a network path.
    return rest.startsWith('/') ? decoded(rest) : null;
  }
  const path = withoutQuery(url.slice(start));
  const slash = path.indexOf('/');
  if (slash < 0) return null;
  const rest = decoded(path.slice(slash + 1));
  if (bundlers.includes(scheme)) return withoutGroups(rest);
  return rest.startsWith('@fs/') ? rest.slice(3) : rest;
}

/** `(app-pages-browser)/./src/a.tsx`, `[project]/src/a.tsx`: a layer's name in front. */
function withoutGroups(path: string): string {
  const slash = path.indexOf('/');
  const first = path.slice(0, slash);
  const group = (first.startsWith('(') && first.endsWith(')')) || (first.startsWith('[') && first.endsWith(']'));
  return group ? path.slice(slash + 1) : path;
}

/** `package:app/src/a.dart` lives in the package's `lib`. */
function dartPackage(file: string): string {
  const slash = file.indexOf('/');
  return slash < 0 ? file : `lib${file.slice(slash)}`;
}

/** The path of a frame's file, or null for what names no file that may be opened (UNC, remote, `/proc`, native code). */
export function framePath(file: string): FramePath | null {
  if (file === '' || file.length > 2048 || file.includes('\0') || file.startsWith('<')) return null;
  if (nowhere.some((start) => file.startsWith(start))) return null;
  let path: string | null = file;
  if (file.startsWith('package:')) path = dartPackage(file);
  else if (hasScheme(file)) path = urlPath(file);
  if (path === null) return null;
  path = path.replaceAll('\\', '/');
  if (path.startsWith('//?/UNC/')) return null;
  if (path.startsWith('//?/') || path.startsWith('//./')) path = path.slice(4);
  if (path.startsWith('//')) return null;
  let drive = '';
  const colon = path.startsWith('/') ? 2 : 1;
  if (path.charAt(colon) === ':' && /[A-Za-z]/.test(path.charAt(colon - 1))) {
    drive = path.charAt(colon - 1).toLowerCase();
    path = path.slice(colon + 1);
    if (!path.startsWith('/')) return null;
  }
  const absolute = path.startsWith('/');
  const segments = plainSegments(path);
  if (segments === null || segments.length === 0) return null;
  if (absolute && drive === '' && refusedRoots.has(segments[0] ?? '')) return null;
  return { segments, absolute, drive };
}

/** Without `.` and `..`; null where `..` climbs above an absolute path's root. A relative path drops its leading `..`. */
function plainSegments(path: string): string[] | null {
  const segments: string[] = [];
  for (const segment of path.split('/')) {
    if (segment === '' || segment === '.' || segment === '~') continue;
    if (segment !== '..') segments.push(segment);
    else if (segments.length > 0) segments.pop();
    else if (path.startsWith('/')) return null;
  }
  return segments;
}
