// The nouns of a task: what the user wants, and the plain data that describes it. No behaviour.
// Everywhere in Weir: offsets are UTF-16 code units, lines and columns start at 1, paths use `/`.

/** Exactly two. A tier is a provider, a model and what that pair can do. */
export type Tier = 'fast' | 'strong';

export type TaskKind = 'complete' | 'explain' | 'edit' | 'debug' | 'chat';

/** Lines, 1-based, both ends included. */
export interface LineRange {
  readonly startLine: number;
  readonly endLine: number;
}

export type Severity = 'error' | 'warning' | 'information' | 'hint';

export interface Diagnostic extends LineRange {
  readonly path: string;
  readonly startColumn: number;
  readonly endColumn: number;
  readonly severity: Severity;
  readonly message: string;
  readonly code?: string;
  readonly source?: string;
  /** Since it was first reported; absent where nobody watched. */
  readonly ageSeconds?: number;
  readonly related: readonly { readonly path: string; readonly line: number; readonly message: string }[];
}

/**
 * Measured facts, by dotted name (`syntax.errorNodes`, `trace.files`). Flags are 0 or 1.
 * A fact that could not be measured is absent: absent is never the same as zero.
 */
export type Features = Readonly<Record<string, number>>;

/** Measured facts about one answer (`logprob.mean`, `veto.newErrors`). Absent is never the same as zero. */
export type Signals = Readonly<Record<string, number>>;

/** A reason as plain data. `shared/reasonTexts` words it; nothing else does. */
export interface Reason {
  readonly rule: string;
  /** Contribution to the decision: log-odds for weighted rules, 1 for hard rules, 0 for notes. */
  readonly weight: number;
  readonly data: Readonly<Record<string, string | number | boolean>>;
}

/** A piece of a file that goes into a prompt, with why it was chosen. */
export interface ContextPiece extends LineRange {
  readonly path: string;
  readonly text: string;
  /** Why it is here: `frame`, `definition`, `import`, `caller`, `diagnostic`, `recent-edit`, `similar` … */
  readonly reason: string;
  /** Higher is more useful; only the order matters. */
  readonly score: number;
}
