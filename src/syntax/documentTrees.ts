// The last tree of each of the last documents, parsed on from there. Owns the trees and frees them.
import type { Tree } from 'web-tree-sitter';
import type { BudgetedParser } from './budgetedParser';
import type { LoadedLanguage } from './loadedLanguage';
import { OutlineCache } from './outline';
import { editBetween } from './textEdit';

const mostDocuments = 20;
/** Milliseconds for asking the names of a file; what is left is asked at the next keystroke. */
const outlineBudget = 50;

interface Kept {
  readonly grammar: string;
  readonly text: string;
  readonly tree: Tree;
  readonly outline: OutlineCache;
}

export class DocumentTrees {
  readonly #kept = new Map<string, Kept>();

  constructor(private readonly now: () => number) {}

  /** The tree stays owned here, and good until the next call. Null where the milliseconds ran out. */
  parse(document: string, loaded: LoadedLanguage, parser: BudgetedParser, text: string, budget: number): Kept | null {
    const grammar = loaded.language.grammar;
    const found = this.#kept.get(document);
    const old = found?.grammar === grammar ? found : undefined;
    this.#kept.delete(document);
    if (old?.text === text) {
      this.#kept.set(document, old);
      return old;
    }
    try {
      const edit = old === undefined ? null : editBetween(old.text, text);
      if (edit !== null) old?.tree.edit(edit);
      const tree = parser.parse(text, old?.tree ?? null, budget);
      if (tree === null) return null;
      const outline = old?.outline ?? new OutlineCache();
      const kept = { grammar, text, tree, outline };
      this.#kept.set(document, kept);
      const end = this.now() + outlineBudget;
      outline.update(loaded, tree, text, edit, () => this.now() > end);
      this.#dropOldest();
      return kept;
    } finally {
      found?.tree.delete();
    }
  }

  dispose(): void {
    for (const { tree } of this.#kept.values()) tree.delete();
    this.#kept.clear();
  }

  #dropOldest(): void {
    const [oldest] = this.#kept;
    if (this.#kept.size <= mostDocuments || oldest === undefined) return;
    oldest[1].tree.delete();
    this.#kept.delete(oldest[0]);
  }
}
