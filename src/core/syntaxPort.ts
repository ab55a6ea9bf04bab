// What core asks of a parser. Implemented by syntax/ on tree-sitter in a worker; gives plain data, never nodes.
import type { LineRange } from './task';

/** Where a text is looked at. `selection` and `offset` are UTF-16 offsets into `text`. */
export interface SyntaxRequest {
  /** Identifies the document for incremental parsing; any stable string. */
  readonly document: string;
  readonly languageId: string;
  readonly text: string;
  readonly offset: number;
  readonly selection?: { readonly start: number; readonly end: number };
}

/** A function, method or class around a place. */
export interface EnclosingScope extends LineRange {
  readonly kind: 'function' | 'class';
  readonly name: string | null;
}

/** Plain numbers about a place in a file. Counts are over the enclosing function, or the file where there is none. */
export interface SyntaxFacts {
  readonly nodeKind: string;
  readonly inComment: boolean;
  readonly inString: boolean;
  /** True where the cursor stands at the start of a block that is still empty. */
  readonly emptyBlock: boolean;
  readonly errorNodes: number;
  readonly missingNodes: number;
  /** Nodes from the root to the cursor. */
  readonly depth: number;
  readonly functionLines: number;
  /** Of the innermost class around the place; 0 where there is none. */
  readonly classLines: number;
  readonly branches: number;
  readonly loops: number;
  readonly exceptions: number;
  readonly asyncConstructs: number;
  /** Deepest nesting of blocks inside the function. */
  readonly nesting: number;
  readonly imports: readonly string[];
  /** Identifiers in the selection (or function) by where they come from. */
  readonly identifiers: { readonly local: number; readonly imported: number; readonly unknown: number };
  /** The imported ones, and those that nothing explains: the first of each. */
  readonly importedNames: readonly string[];
  readonly unknownNames: readonly string[];
  readonly scopes: readonly EnclosingScope[];
}

/** How an inserted text changes the parse of what stands around it. */
export interface SyntaxFit {
  readonly errorsBefore: number;
  readonly errorsAfter: number;
  readonly missingBefore: number;
  readonly missingAfter: number;
}

export interface SyntaxPort {
  /** Null where no grammar serves the language ("heuristic only") or the budget of 50 ms ran out. */
  facts(request: SyntaxRequest): Promise<SyntaxFacts | null>;
  /** Parses `prefix + suffix` and `prefix + text + suffix`, open brackets completed. Null as above. */
  fit(request: {
    readonly languageId: string;
    readonly prefix: string;
    readonly text: string;
    readonly suffix: string;
  }): Promise<SyntaxFit | null>;
  /** Function and class ranges of a whole file, outermost first. Null as above. */
  scopes(request: { readonly languageId: string; readonly text: string }): Promise<readonly EnclosingScope[] | null>;
}
