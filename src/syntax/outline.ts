// Names that a whole file defines and imports, kept from keystroke to keystroke: only changed pieces are asked again.
import type { Edit, Node, Query, Tree } from 'web-tree-sitter';
import { FUNCTION } from './nodeKinds';
import type { LoadedLanguage } from './loadedLanguage';
import { scopeNameNode } from './scopeName';

/** A node larger than this is looked at child by child, so that an edit asks little again. UTF-16 units. */
const largePiece = 8192;
/** A function larger than this is a module in disguise: what it defines counts for the file. UTF-16 units. */
export const largeFunction = 65_536;
const mostPieces = 4000;
export const matchLimit = 512;

interface Piece {
  readonly end: number;
  readonly kind: number;
  readonly definitions: readonly string[];
  readonly imported: readonly string[];
  readonly sources: readonly string[];
}

export interface Outline {
  readonly definitions: ReadonlySet<string>;
  readonly imported: ReadonlySet<string>;
  /** Import specifiers as written, in the order of the file. */
  readonly sources: readonly string[];
}

/** What the captures of an outline query name. `local` drops what a function keeps to itself. */
export function outlineNames(
  query: Query,
  node: Node,
  text: string,
  local: boolean,
  depth?: number,
): Omit<Piece, 'end' | 'kind'> {
  const definitions: string[] = [];
  const imported: string[] = [];
  const sources: string[] = [];
  let functionEnd = -1;
  let ownName: number | undefined;
  const options = depth === undefined ? { matchLimit } : { matchLimit, maxStartDepth: depth };
  for (const { name, node: found } of query.captures(node, options)) {
    const start = found.startIndex;
    if (name === 'function') {
      if (start < functionEnd) continue;
      functionEnd = found.endIndex;
      ownName = scopeNameNode(found)?.startIndex;
      continue;
    }
    if (name === 'import' || name === 'import.call') continue;
    if (!local && start < functionEnd && start !== ownName) continue;
    if (name === 'import.path') {
      const path = text.slice(start, found.endIndex);
      sources.push(path);
      imported.push(lastSegment(path));
      continue;
    }
    const list = name === 'definition' ? definitions : name === 'import.name' ? imported : sources;
    list.push(text.slice(start, found.endIndex));
  }
  return { definitions, imported, sources };
}

/** The name that a path binds: `b` of `a/b`, `a.b`, `a\\b` and Go's `a/b/v2`. */
function lastSegment(path: string): string {
  const segments = path.split(/[/.\\]/);
  const last = segments.at(-1) ?? path;
  return /^v\d+$/.test(last) ? (segments.at(-2) ?? last) : last;
}

function same(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((name, i) => name === b[i]);
}

export class OutlineCache implements Outline {
  definitions: ReadonlySet<string> = new Set();
  imported: ReadonlySet<string> = new Set();
  sources: readonly string[] = [];
  #pieces = new Map<number, Piece>();

  /** `edit` is what changed since the last update; null for a first one. Asks until `until` says that time is up. */
  update(loaded: LoadedLanguage, tree: Tree, text: string, edit: Edit | null, until: () => boolean): void {
    const { outline, kinds } = loaded;
    if (outline === null) return;
    const old = this.#pieces;
    const pieces = new Map<number, Piece>();
    const shift = edit === null ? 0 : edit.newEndIndex - edit.oldEndIndex;
    const cursor = tree.walk();
    let changed = false;
    try {
      let more = cursor.gotoFirstChild();
      while (more && pieces.size < mostPieces) {
        const start = cursor.startIndex;
        const end = cursor.endIndex;
        const kind = cursor.nodeTypeId;
        const isFunction = ((kinds[kind] ?? 0) & FUNCTION) !== 0;
        const descend = end - start > (isFunction ? largeFunction : largePiece);
        const key = edit !== null && start >= edit.newEndIndex ? start - shift : start;
        const known = old.get(key);
        const untouched =
          known?.kind === kind &&
          (edit === null || end < edit.startIndex || start > edit.newEndIndex) &&
          known.end - key === end - start;
        if (untouched && known !== undefined) {
          pieces.set(start, key === start ? known : { ...known, end });
        } else if (cursor.nodeIsNamed && !until()) {
          const names = outlineNames(outline, cursor.currentNode, text, false, descend || isFunction ? 0 : undefined);
          pieces.set(start, { ...names, end, kind });
          changed ||=
            known === undefined ||
            !same(known.definitions, names.definitions) ||
            !same(known.imported, names.imported) ||
            !same(known.sources, names.sources);
        }
        if (descend && cursor.gotoFirstChild()) continue;
        more = cursor.gotoNextSibling();
        while (!more && cursor.gotoParent()) more = cursor.gotoNextSibling();
      }
    } finally {
      cursor.delete();
    }
    this.#pieces = pieces;
    if (changed || pieces.size !== old.size) this.#merge();
  }

  #merge(): void {
    const all = [...this.#pieces.values()];
    this.definitions = new Set(all.flatMap((piece) => piece.definitions));
    this.imported = new Set(all.flatMap((piece) => piece.imported));
    this.sources = [...new Set(all.flatMap((piece) => piece.sources))];
  }
}
