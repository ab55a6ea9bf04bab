// What a program printed when it failed, as plain data. No behaviour, and nothing of the workspace: see resolveFrames.

/** How an error stands to the one the program ended with. `group`: a member of an exception group. */
export type ErrorRelation = 'primary' | 'cause' | 'suppressed' | 'group';

export interface TraceError {
  /** As printed (`ValueError`, `java.lang.IllegalStateException`, `panic`). Null where the text does not name one. */
  readonly type: string | null;
  readonly message: string | null;
  readonly relation: ErrorRelation;
  /** The frame that raised it is its last one (Python, old Ruby); elsewhere it is the first. */
  readonly innermostLast?: true;
}

export interface TraceFrame {
  /** As printed: any spelling, any machine. Null for native code and the like. */
  readonly file: string | null;
  readonly line: number | null;
  readonly column?: number;
  readonly function?: string;
  /** Code of a library or of the language's own run time, by its path or name. `resolveFrames` knows better. */
  readonly library: boolean;
  /** Index into `errors`. */
  readonly error: number;
  /** 1-based line of the text. */
  readonly textLine: number;
  /** The frame stands behind an `await`, a resumed task or the place that started this thread. */
  readonly async?: true;
}

/** Frames and errors in the order of the text. `language` is null, and both lists empty, where the text has no trace. */
export interface StackTrace {
  readonly language: string | null;
  readonly errors: readonly TraceError[];
  readonly frames: readonly TraceFrame[];
}

export const noTrace: StackTrace = { language: null, errors: [], frames: [] };
