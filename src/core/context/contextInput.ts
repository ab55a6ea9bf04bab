// What the collection of context may see. The ports are the caller's: it decides which files may be read at all.
import type { ResolvedFrame } from '../stackTrace/resolveFrames';
import type { StackTrace } from '../stackTrace/stackTrace';
import type { EnclosingScope } from '../syntaxPort';
import type { ContextPiece, Diagnostic, LineRange } from '../task';

/** A range of a file that the caller knows to matter: a definition from the editor, a recent change. */
export interface LocatedRange extends LineRange {
  readonly path: string;
}

export interface ContextInput {
  readonly trace: StackTrace;
  readonly frames: readonly ResolvedFrame[];
  /** Every file of the workspace, relative, `/` between segments. */
  readonly files: readonly string[];
  /** Null for what may not be read, does not exist, or is too large. */
  readonly readFile: (path: string) => string | null | Promise<string | null>;
  /** Function and class ranges from a grammar; null where none serves. Without the port, indentation decides. */
  readonly scopes?: (
    languageId: string,
    text: string,
  ) => readonly EnclosingScope[] | null | Promise<readonly EnclosingScope[] | null>;
  /** Definitions and types behind the failing lines' names, from the editor. */
  readonly definitions?: readonly LocatedRange[];
  /** Where the failing function is used, from the editor. */
  readonly references?: readonly LocatedRange[];
  readonly diagnostics?: readonly Diagnostic[];
  /** Recently changed lines of files, newest first. */
  readonly recentChanges?: readonly LocatedRange[];
  /** What the task is about where there is no trace: the selection, or the cursor's line. */
  readonly focus?: LocatedRange;
  /** What was printed, the trace in it: it names the failing test and its file. */
  readonly printed?: string;
  /** The user's words: names in them count. */
  readonly words?: string;
}

export interface CollectedContext {
  /** Most useful first. Ranges of one file do not overlap. */
  readonly pieces: readonly ContextPiece[];
  /** Estimated tokens of all pieces with their headings. */
  readonly tokens: number;
}
