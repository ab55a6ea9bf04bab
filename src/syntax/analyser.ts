// Syntax facts of texts, synchronously: parses within budgets and keeps trees from keystroke to keystroke.
// Runs in the syntax worker, and directly in the evaluation and in tests.
import { Parser } from 'web-tree-sitter';
import type { EnclosingScope, SyntaxFacts, SyntaxFit, SyntaxPort, SyntaxRequest } from '../core/syntaxPort';
import { BudgetedParser } from './budgetedParser';
import { DocumentTrees } from './documentTrees';
import { factsAt } from './facts';
import { Fits } from './fits';
import { languageFor } from './languages';
import { loadLanguage, type GrammarSource, type LoadedLanguage } from './loadedLanguage';
import { wholeScopes } from './wholeScopes';
import { movedDown, windowed } from './window';

export type FitRequest = Parameters<SyntaxPort['fit']>[0];
export type ScopesRequest = Parameters<SyntaxPort['scopes']>[0];

interface Served {
  readonly loaded: LoadedLanguage;
  readonly parser: BudgetedParser;
  readonly fits: Fits;
}

export interface AnalyserOptions {
  readonly source: GrammarSource;
  /** Milliseconds, monotonic. */
  readonly now: () => number;
  /** Milliseconds that one parse may take. */
  readonly budget?: number;
}

export class Analyser {
  readonly #served = new Map<string, Served>();
  readonly #trees: DocumentTrees;
  readonly #budget: number;

  private constructor(private readonly options: AnalyserOptions) {
    this.#budget = options.budget ?? 50;
    this.#trees = new DocumentTrees(options.now, this.#budget);
  }

  static async create(options: AnalyserOptions): Promise<Analyser> {
    await Parser.init({ wasmBinary: await options.source.grammar('tree-sitter') });
    return new Analyser(options);
  }

  /** Loads a language once. False: no row, no grammar. Rejects where a grammar is there and does not load. */
  async load(languageId: string): Promise<boolean> {
    const language = languageFor(languageId);
    if (language === undefined) return false;
    if (!this.#served.has(language.grammar)) {
      const loaded = await loadLanguage(language, this.options.source);
      const parser = new BudgetedParser(loaded.grammar, this.options.now);
      this.#served.set(language.grammar, { loaded, parser, fits: new Fits(language.lexis, parser, this.#budget) });
    }
    return true;
  }

  /** Node kinds of the language's row that its grammar does not have: misspelt, or of another version. */
  unknownKinds(languageId: string): readonly string[] {
    const loaded = this.#find(languageId)?.loaded;
    if (loaded === undefined) return [];
    const { functions, classes, blocks, holes = [] } = loaded.language;
    const kinds = [...functions, ...classes, ...blocks, ...holes];
    return kinds.filter((kind) => loaded.grammar.idForNodeType(kind, true) === null);
  }

  facts(whole: SyntaxRequest): SyntaxFacts | null {
    const served = this.#find(whole.languageId);
    if (served === undefined) return null;
    const { request, linesBefore } = windowed(whole);
    const { document, text, offset, selection } = request;
    const parsed = this.#trees.parse(document, served.loaded, served.parser, text);
    if (parsed === null) return null;
    const chosen = selection !== undefined && selection.start < selection.end;
    return movedDown(factsAt(parsed, { offset, ...(chosen ? { selection } : {}) }), linesBefore);
  }

  /** Carries on with a parse that ran out of time, for one budget: to be called while there is nothing else to do. False: done. */
  advance(): boolean {
    return this.#trees.advance();
  }

  fit(request: FitRequest): SyntaxFit | null {
    return this.#find(request.languageId)?.fits.of(request) ?? null;
  }

  scopes(request: ScopesRequest): readonly EnclosingScope[] | null {
    const served = this.#find(request.languageId);
    if (served === undefined) return null;
    const { text } = windowed({ ...request, document: '', offset: 0 }).request;
    const tree = served.parser.parse(text, null, this.#budget * 4);
    if (tree === null) return null;
    try {
      return wholeScopes(served.loaded, tree, text);
    } finally {
      tree.delete();
    }
  }

  dispose(): void {
    this.#trees.dispose();
    for (const { fits, parser } of this.#served.values()) {
      fits.dispose();
      parser.dispose();
    }
    this.#served.clear();
  }

  #find(languageId: string): Served | undefined {
    return this.#served.get(languageFor(languageId)?.grammar ?? '');
  }
}
