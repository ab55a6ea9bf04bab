// The nouns of a patch: what a model proposes, and what becomes of the files. Plain data, no behaviour.
import type { Reason } from '../task';

/** One replacement of whole lines. Both texts are empty or end with `\n`, whatever ends the lines of the file. */
export interface Edit {
  /** Inside the workspace, with `/`. */
  readonly path: string;
  /** Stands exactly once in the file. */
  readonly search: string;
  readonly replace: string;
}

/** A file as it is and as the edits would leave it. */
export interface ChangedFile {
  readonly path: string;
  readonly before: string;
  readonly after: string;
  /** Lines of `after` that the edits wrote, 1-based, both ends included; a pure deletion gives the line behind it. */
  readonly lines: readonly { readonly startLine: number; readonly endLine: number }[];
}

/** What was read in an answer. `prose` is the answer without its edits. */
export interface ParsedEdits {
  readonly edits: readonly Edit[];
  readonly prose: string;
  /** Blocks that could not be read, one reason each. */
  readonly malformed: readonly Reason[];
}

export type Applied =
  | { readonly ok: true; readonly files: readonly ChangedFile[]; readonly notes: readonly Reason[] }
  | { readonly ok: false; readonly failures: readonly Reason[] };

/** A patch that applies, with what was found out about it without a model. */
export interface Patch {
  readonly files: readonly ChangedFile[];
  /** What was verified, and what was not: `verified.*`, `unverified.*`, and notes on how the edits applied. */
  readonly facts: readonly Reason[];
}
