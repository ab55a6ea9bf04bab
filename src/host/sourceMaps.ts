// Takes frames of generated code back to their sources, by the source map beside the generated file. Only inside the workspace.
import { readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { originalPositionFor, TraceMap } from '@jridgewell/trace-mapping';
import type { SourceMapLike } from '../core/stackTrace/mapFrames';

const maxBytes = 20_000_000;

/** `folders`: absolute paths of the workspace folders. */
export function sourceMapsIn(folders: readonly string[]): (file: string) => SourceMapLike | null {
  return (file) => {
    const generated = localPath(file);
    const text = generated === null ? null : readInside(`${generated}.map`, folders);
    return generated === null || text === null ? null : mapOf(text, generated);
  };
}

function localPath(file: string): string | null {
  if (!file.startsWith('file://')) return file;
  try {
    return fileURLToPath(file);
  } catch {
    // A URL with another machine's host is no file of this one.
    return null;
  }
}

/** The text of a regular file whose real path lies in a folder, or null. */
function readInside(path: string, folders: readonly string[]): string | null {
  try {
    if (!folders.some((folder) => resolve(path).startsWith(folder + sep))) return null;
    const real = realpathSync(path);
    if (!folders.some((folder) => real.startsWith(realpathSync(folder) + sep))) return null;
    const stat = statSync(real);
    return stat.isFile() && stat.size <= maxBytes ? readFileSync(real, 'utf8') : null;
  } catch {
    // No map beside it: the frame stays as it is.
    return null;
  }
}

function mapOf(text: string, generated: string): SourceMapLike | null {
  let map: TraceMap;
  try {
    map = new TraceMap(text);
  } catch {
    // Not a source map, or a broken one.
    return null;
  }
  return {
    original(line, column) {
      const found = originalPositionFor(map, { line, column: column - 1 });
      if (found.source === null) return null;
      const source = resolve(dirname(generated), found.source);
      return { source, line: found.line, column: found.column + 1, name: found.name };
    },
  };
}
