// Finds the workspace's files behind a trace's frames. Pure: it knows paths, opens nothing, and never leaves the workspace.
import { FileIndex, type IndexedFile } from './fileIndex';
import { framePath, type FramePath } from './framePath';
import { isLibraryPath } from './libraryCode';
import { extensionOf } from './scanText';
import type { StackTrace, TraceFrame } from './stackTrace';

/** `absolute`: the path lies in a workspace folder. `suffix`: the longest that agrees. `module`: by the function's name. */
export type Resolution = 'absolute' | 'relative' | 'suffix' | 'module';

export interface ResolvedFrame extends TraceFrame {
  /** As in `files`, relative to the workspace. Null where no file of the workspace is meant. */
  readonly path: string | null;
  readonly resolution: Resolution | null;
}

export interface WorkspaceFolders {
  /** Absolute paths, `/` or `\`, without a slash at the end. */
  readonly workspaceFolders: readonly string[];
}

interface Folder {
  readonly path: FramePath;
  readonly name: string;
}

const jvm = new Set(['java', 'kt', 'kts', 'scala', 'groovy', 'clj']);

/** @param files paths relative to the workspace (with several folders: below the folder's name), `/` between segments */
export function resolveFrames(
  trace: StackTrace,
  files: readonly string[],
  options: WorkspaceFolders,
): readonly ResolvedFrame[] {
  const index = new FileIndex(files);
  const folders = options.workspaceFolders.flatMap((folder): Folder[] => {
    const path = framePath(folder);
    return path === null ? [] : [{ path, name: path.segments.at(-1) ?? '' }];
  });
  return trace.frames.map((frame) => {
    const found = resolve(frame, index, folders);
    const library = found === null ? frame.library : isLibraryPath(`/${found.path}`);
    return { ...frame, library, path: found?.path ?? null, resolution: found?.resolution ?? null };
  });
}

interface Found {
  readonly path: string;
  readonly resolution: Resolution;
}

function resolve(frame: TraceFrame, index: FileIndex, folders: readonly Folder[]): Found | null {
  if (frame.file === null) return byModule(frame, index);
  const spelled = framePath(frame.file);
  if (spelled === null) return null;
  const inside = insideFolder(spelled, folders);
  if (inside !== null) {
    const path = inside.find((candidate) => index.has(candidate));
    return path === undefined ? null : { path, resolution: 'absolute' };
  }
  const relative = spelled.segments.join('/');
  if (!spelled.absolute && index.has(relative) && !isAmbiguousRoot(spelled, index, frame)) {
    return { path: relative, resolution: 'relative' };
  }
  return frame.library && !jvm.has(extensionOf(frame.file)) ? null : bySuffix(frame, spelled, index);
}

/** The paths that an absolute path inside a folder may have in `files`; null outside every folder. */
function insideFolder(path: FramePath, folders: readonly Folder[]): string[] | null {
  if (!path.absolute) return null;
  for (const folder of folders) {
    if (folder.path.drive !== path.drive || folder.path.segments.length >= path.segments.length) continue;
    const fits = folder.path.segments.every((segment, at) => sameSegment(segment, path.segments[at] ?? '', path.drive));
    if (!fits) continue;
    const rest = path.segments.slice(folder.path.segments.length).join('/');
    return [rest, `${folder.name}/${rest}`];
  }
  return null;
}

function sameSegment(a: string, b: string, drive: string): boolean {
  return a === b || (drive !== '' && a.toLowerCase() === b.toLowerCase());
}

/** `src/main.rs` exists at the root, but the function's crate has one of its own. */
function isAmbiguousRoot(path: FramePath, index: FileIndex, frame: TraceFrame): boolean {
  const { files } = index.longestSuffix(path.segments, false);
  return files.length > 1 && bestNamed(files, frame) !== null && !jvm.has(extensionOf(frame.file ?? ''));
}

function bySuffix(frame: TraceFrame, spelled: FramePath, index: FileIndex): Found | null {
  // Kotlin's folders may leave out the packages that all share, and a class has its own name.
  const byPackage = jvm.has(extensionOf(frame.file ?? ''));
  const segments = byPackage ? packagePath(frame, spelled) : spelled.segments;
  const { files, matched } = index.longestSuffix(segments, spelled.drive !== '');
  const bareName = segments.length === 1;
  // One agreeing name is too little for a long path (`index.js`), unless that name is all the file's path.
  const enough = files.filter((file) => matched >= 2 || bareName || byPackage || file.segments.length === matched);
  const [first] = enough;
  if (first === undefined) return null;
  // The library's own `com.example.Util` is not the workspace's: packages agree whole, or the frame was the user's.
  if (frame.library && matched < segments.length) return null;
  const whole = enough.filter((file) => file.segments.length === matched);
  const best =
    enough.length === 1 ? first : (bestNamed(enough, frame) ?? whole[0] ?? (bareName ? null : shortest(enough)));
  return best === null ? null : { path: best.path, resolution: 'suffix' };
}

function shortest(files: readonly IndexedFile[]): IndexedFile | null {
  return files.toSorted((a, b) => a.segments.length - b.segments.length || a.path.localeCompare(b.path))[0] ?? null;
}

/** Of several files, the one whose folders the function's name speaks of (crate, package, module), if one does. */
function bestNamed(files: readonly IndexedFile[], frame: TraceFrame): IndexedFile | null {
  if (frame.function === undefined) return null;
  const words = new Set(
    frame.function
      .toLowerCase()
      .replaceAll('-', '_')
      .split(/[^a-z0-9_]+/)
      .filter((word) => word !== ''),
  );
  let best: IndexedFile | null = null;
  let bestScore = 0;
  let tied = false;
  for (const file of files) {
    const score = file.segments.filter((segment) => words.has(stem(segment))).length;
    if (score === bestScore) tied = true;
    if (score <= bestScore) continue;
    best = file;
    bestScore = score;
    tied = false;
  }
  return tied ? null : best;
}

function stem(segment: string): string {
  const dot = segment.indexOf('.');
  return (dot > 0 ? segment.slice(0, dot) : segment).toLowerCase().replaceAll('-', '_');
}

/** `com.example.Store.load` of `Store.java` is `com/example/Store.java`. */
function packagePath(frame: TraceFrame, spelled: FramePath): readonly string[] {
  const names = (frame.function ?? '').split('.');
  const folders = names.filter((name, at) => at < names.length - 1 && /^[a-z]/.test(name));
  return [...folders, spelled.segments.at(-1) ?? ''];
}

/** A Rust or Python function without a place: `app::store::load` is in `store.rs` or `store/mod.rs`. */
function byModule(frame: TraceFrame, index: FileIndex): Found | null {
  if (frame.library || frame.function === undefined || !frame.function.includes('::')) return null;
  const names = frame.function.split('::').filter((name) => /^[a-z_][a-z0-9_]*$/.test(name));
  for (let end = names.length - 1; end >= 1; end -= 1) {
    const modules = names.slice(1, end + 1);
    for (const segments of [
      [...modules.slice(0, -1), `${modules.at(-1) ?? ''}.rs`],
      [...modules, 'mod.rs'],
    ]) {
      const { files, matched } = index.longestSuffix(segments, false);
      const best = files.length === 1 ? files[0] : bestNamed(files, frame);
      if (matched === segments.length && best !== undefined && best !== null) {
        return { path: best.path, resolution: 'module' };
      }
    }
  }
  return null;
}
