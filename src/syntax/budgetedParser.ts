// A parser that gives up in time. Does not decide what is parsed.
import { Parser, type Language, type Tree } from 'web-tree-sitter';

export class BudgetedParser {
  #parser: Parser | null = null;

  constructor(
    private readonly language: Language,
    private readonly now: () => number,
  ) {}

  /** Null where `milliseconds` ran out. The caller frees the tree. */
  parse(text: string, oldTree: Tree | null, milliseconds: number): Tree | null {
    const parser = (this.#parser ??= new Parser().setLanguage(this.language));
    const end = this.now() + milliseconds;
    let finished = false;
    try {
      const tree = parser.parse(text, oldTree, { progressCallback: () => this.now() > end });
      finished = tree !== null;
      return tree;
    } finally {
      // An aborted parser holds the state to resume from, and the next text would be read in its light.
      if (!finished) this.dispose();
    }
  }

  dispose(): void {
    this.#parser?.delete();
    this.#parser = null;
  }
}
