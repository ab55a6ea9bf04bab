// Takes frames of generated code back to their sources. The map itself is behind a port: core knows no source map format.
import { isLibraryPath } from './libraryCode';
import type { TraceFrame } from './stackTrace';

export interface OriginalPosition {
  /** As a path or URL that `resolveFrames` understands. */
  readonly source: string;
  readonly line: number;
  readonly column: number;
  readonly name: string | null;
}

/** One generated file's map. Lines and columns start at 1 on both sides. Implemented on @jridgewell/trace-mapping. */
export interface SourceMapLike {
  original(line: number, column: number): OriginalPosition | null;
}

/** Frames whose file has no map, or whose place is not in it, stay as they are. `load` is asked once a file. */
export function mapFrames(
  frames: readonly TraceFrame[],
  load: (file: string) => SourceMapLike | null,
): readonly TraceFrame[] {
  const maps = new Map<string, SourceMapLike | null>();
  return frames.map((frame) => {
    if (frame.file === null || frame.line === null) return frame;
    let map = maps.get(frame.file);
    if (map === undefined) {
      map = load(frame.file);
      maps.set(frame.file, map);
    }
    const original = map?.original(frame.line, frame.column ?? 1) ?? null;
    if (original === null) return frame;
    return {
      ...frame,
      file: original.source,
      line: original.line,
      column: original.column,
      ...(original.name === null ? {} : { function: original.name }),
      library: isLibraryPath(original.source),
    };
  });
}
