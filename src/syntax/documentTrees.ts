// The last tree of each of the last documents, parsed on from there. Owns the trees and frees them.
import type { Tree } from 'web-tree-sitter';
import type { BudgetedParser } from './budgetedParser';
import type { LoadedLanguage } from './loadedLanguage';
import { OutlineCache } from './outline';
import { SlowParse } from './slowParse';
import { editBetween } from './textEdit';

const mostDocuments = 20;
/** All texts together: a tree takes some fifty times its text. UTF-16 units. */
const mostUnits = 1_500_000;

interface Kept {
  readonly loaded: LoadedLanguage;
  readonly text: string;
  readonly tree: Tree;
  readonly outline: OutlineCache;
}

interface Slow {
  readonly document: string;
  readonly loaded: LoadedLanguage;
  readonly parse: SlowParse;
}

export class DocumentTrees {
  readonly #kept = new Map<string, Kept>();
  #slow: Slow | null = null;

  constructor(
    private readonly now: () => number,
    /** Milliseconds for one parse, and for asking the names of a file; names left over are asked at the next keystroke. */
    private readonly budget: number,
  ) {}

  /** The tree stays owned here, and good until the next call. Null where the milliseconds ran out: see `advance`. */
  parse(document: string, loaded: LoadedLanguage, parser: BudgetedParser, text: string): Kept | null {
    const found = this.#kept.get(document);
    const old = found?.loaded === loaded ? found : undefined;
    this.#kept.delete(document);
    if (old?.text === text) return this.#keep(document, old);
    if (old === undefined && this.#slow?.document === document && this.#slow.loaded === loaded) {
      found?.tree.delete();
      return null;
    }
    try {
      const edit = old === undefined ? null : editBetween(old.text, text);
      if (edit !== null) old?.tree.edit(edit);
      const tree = parser.parse(text, old?.tree ?? null, this.budget);
      if (tree === null) {
        this.#startSlow({ document, loaded, parse: new SlowParse(loaded.grammar, text, this.now) });
        return null;
      }
      const kept = this.#keep(document, { loaded, text, tree, outline: old?.outline ?? new OutlineCache() });
      const end = this.now() + this.budget;
      kept.outline.update(loaded, tree, text, edit, () => this.now() > end);
      return kept;
    } finally {
      found?.tree.delete();
    }
  }

  /** Carries on with a parse that ran out of time, for one budget. False where there is nothing to do. */
  advance(): boolean {
    const slow = this.#slow;
    if (slow === null) return false;
    const tree = slow.parse.advance(this.budget);
    if (tree !== null) {
      const { loaded, parse, document } = slow;
      this.#kept.get(document)?.tree.delete();
      const kept = this.#keep(document, { loaded, text: parse.text, tree, outline: new OutlineCache() });
      const end = this.now() + this.budget;
      kept.outline.update(loaded, tree, parse.text, null, () => this.now() > end);
    }
    if (tree !== null || slow.parse.givenUp) this.#startSlow(null);
    return this.#slow !== null;
  }

  dispose(): void {
    this.#startSlow(null);
    for (const { tree } of this.#kept.values()) tree.delete();
    this.#kept.clear();
  }

  #startSlow(next: Slow | null): void {
    this.#slow?.parse.dispose();
    this.#slow = next;
  }

  #keep(document: string, kept: Kept): Kept {
    this.#kept.set(document, kept);
    let units = 0;
    for (const { text } of this.#kept.values()) units += text.length;
    for (const [name, { text, tree }] of this.#kept) {
      if (name === document || (this.#kept.size <= mostDocuments && units <= mostUnits)) break;
      this.#kept.delete(name);
      units -= text.length;
      tree.delete();
    }
    return kept;
  }
}
