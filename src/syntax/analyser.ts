// Syntax facts of texts, synchronously: parses within budgets and keeps trees from keystroke to keystroke.
// Runs in the syntax worker, and directly in the evaluation and in tests.
import { Parser, type Tree } from 'web-tree-sitter';
import type { EnclosingScope, SyntaxFacts, SyntaxFit, SyntaxPort, SyntaxRequest } from '../core/syntaxPort';
import { BudgetedParser } from './budgetedParser';
import { DocumentTrees } from './documentTrees';
import { factsAt } from './facts';
import { fitWindow } from './fitWindow';
import { languageFor } from './languages';
import { loadLanguage, type GrammarSource, type LoadedLanguage } from './loadedLanguage';
import { openBrackets } from './openBrackets';
import { parseErrors } from './parseErrors';
import { wholeScopes } from './wholeScopes';
import { windowAround } from './window';
import { editBetween } from './textEdit';

export type FitRequest = Parameters<SyntaxPort['fit']>[0];
export type ScopesRequest = Parameters<SyntaxPort['scopes']>[0];

interface Served {
  readonly loaded: LoadedLanguage;
  readonly parser: BudgetedParser;
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
      this.#served.set(language.grammar, { loaded, parser: new BudgetedParser(loaded.grammar, this.options.now) });
    }
    return true;
  }

  facts(request: SyntaxRequest): SyntaxFacts | null {
    const served = this.#find(request.languageId);
    if (served === undefined) return null;
    const { text, start, linesBefore } = windowAround(request.text, request.offset);
    const parsed = this.#trees.parse(request.document, served.loaded, served.parser, text);
    if (parsed === null) return null;
    const within = (offset: number): number => Math.max(0, Math.min(text.length, offset - start));
    const { selection } = request;
    return factsAt(
      { ...parsed, linesBefore },
      {
        offset: within(request.offset),
        ...(selection === undefined || selection.start === selection.end
          ? {}
          : { selection: { start: within(selection.start), end: within(selection.end) } }),
      },
    );
  }

  /** Carries on with a parse that ran out of time, for one budget: to be called while there is nothing else to do. False: done. */
  advance(): boolean {
    return this.#trees.advance();
  }

  fit(request: FitRequest): SyntaxFit | null {
    const served = this.#find(request.languageId);
    if (served === undefined) return null;
    const { lexis } = served.loaded.language;
    const { prefix, suffix } = fitWindow(request.prefix, request.suffix);
    const without = openBrackets(lexis, prefix, '', suffix);
    const before = prefix + suffix + without.atEnd;
    const withText = openBrackets(lexis, prefix, request.text, suffix);
    const after = prefix + request.text + withText.afterText + suffix + withText.atEnd;
    let tree: Tree | null = null;
    let next: Tree | null = null;
    try {
      tree = served.parser.parse(before, null, this.#budget);
      if (tree === null) return null;
      const { errors, missing } = parseErrors(tree.rootNode);
      const edit = editBetween(before, after);
      if (edit !== null) tree.edit(edit);
      next = served.parser.parse(after, tree, this.#budget);
      if (next === null) return null;
      const now = parseErrors(next.rootNode);
      return {
        errorsBefore: errors,
        errorsAfter: now.errors,
        missingBefore: missing,
        missingAfter: now.missing,
      };
    } finally {
      tree?.delete();
      next?.delete();
    }
  }

  scopes(request: ScopesRequest): readonly EnclosingScope[] | null {
    const served = this.#find(request.languageId);
    if (served === undefined) return null;
    const { text } = windowAround(request.text, 0);
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
    for (const { parser } of this.#served.values()) parser.dispose();
    this.#served.clear();
  }

  #find(languageId: string): Served | undefined {
    return this.#served.get(languageFor(languageId)?.grammar ?? '');
  }
}
