// A first parse that does not fit into one budget, carried on in slices between requests.
import { Parser, type Language, type Tree } from 'web-tree-sitter';

/** Slices after which a text is given up: 1.5 s of parsing. */
const mostSlices = 30;

export class SlowParse {
  readonly #parser: Parser;
  #slices = 0;

  constructor(
    language: Language,
    readonly text: string,
    private readonly now: () => number,
  ) {
    this.#parser = new Parser().setLanguage(language);
  }

  get givenUp(): boolean {
    return this.#slices >= mostSlices;
  }

  /** One slice. Null where there is more to do. The caller frees the tree. */
  advance(milliseconds: number): Tree | null {
    const end = this.now() + milliseconds;
    this.#slices++;
    return this.#parser.parse(this.text, null, { progressCallback: () => this.now() > end });
  }

  dispose(): void {
    this.#parser.delete();
  }
}
