// How many parse errors a text brings to the place where it is inserted. Keeps the last tree: the next text is mostly the same
// with a few tokens more. Knows nothing of documents.
import type { Tree } from 'web-tree-sitter';
import type { SyntaxFit, SyntaxPort } from '../core/syntaxPort';
import type { BudgetedParser } from './budgetedParser';
import { fitWindow } from './fitWindow';
import type { LexisName } from './languages';
import { openBrackets } from './openBrackets';
import { parseErrors, type ParseErrors } from './parseErrors';
import { editBetween } from './textEdit';

export class Fits {
  #last: { readonly text: string; readonly tree: Tree } | null = null;
  #around: { readonly prefix: string; readonly suffix: string; readonly before: ParseErrors } | null = null;

  constructor(
    private readonly lexis: LexisName,
    private readonly parser: BudgetedParser,
    /** Milliseconds for one parse. */
    private readonly budget: number,
  ) {}

  /** Null where the budget ran out. */
  of(request: Parameters<SyntaxPort['fit']>[0]): SyntaxFit | null {
    const { prefix, suffix } = fitWindow(request.prefix, request.suffix);
    const after = this.#errors(this.#completed(prefix, request.text, suffix));
    const before = after === null ? null : this.#before(prefix, suffix);
    if (after === null || before === null) return null;
    return {
      errorsBefore: before.errors,
      errorsAfter: after.errors,
      missingBefore: before.missing,
      missingAfter: after.missing,
    };
  }

  dispose(): void {
    this.#last?.tree.delete();
    this.#last = null;
  }

  /**
   * Errors before are those of the surroundings: as they are, or without the cursor's line where that has fewer, so that
   * the unfinished line at the cursor gives no credit to an answer that leaves it broken.
   */
  #before(prefix: string, suffix: string): ParseErrors | null {
    const known = this.#around;
    if (known?.prefix === prefix && known.suffix === suffix) return known.before;
    const asItIs = this.#errors(this.#completed(prefix, '', suffix));
    const bare = asItIs === null || count(asItIs) === 0 ? asItIs : this.#errors(this.#withoutLine(prefix, suffix));
    if (asItIs === null || bare === null) return null;
    const before = count(bare) < count(asItIs) ? bare : asItIs;
    this.#around = { prefix, suffix, before };
    return before;
  }

  /** `prefix + text + suffix` with all that is left open closed: what the text opened right behind it, the rest at the end. */
  #completed(prefix: string, text: string, suffix: string): string {
    const { afterText, atEnd } = openBrackets(this.lexis, prefix, text, suffix);
    return prefix + text + afterText + suffix + atEnd;
  }

  /** The surroundings without the line that the cursor stands in. */
  #withoutLine(prefix: string, suffix: string): string {
    const lineStart = prefix.lastIndexOf('\n') + 1;
    const lineEnd = suffix.indexOf('\n');
    return this.#completed(prefix.slice(0, lineStart), '', lineEnd === -1 ? '' : suffix.slice(lineEnd));
  }

  /** Parses on from the last text, whatever that was. Null where the budget ran out: the next one begins anew. */
  #errors(text: string): ParseErrors | null {
    const last = this.#last;
    const edit = last === null ? null : editBetween(last.text, text);
    if (last !== null && edit === null) return parseErrors(last.tree.rootNode);
    this.#last = null;
    try {
      if (edit !== null) last?.tree.edit(edit);
      const tree = this.parser.parse(text, last?.tree ?? null, this.budget);
      if (tree === null) return null;
      this.#last = { text, tree };
      return parseErrors(tree.rootNode);
    } finally {
      last?.tree.delete();
    }
  }
}

function count({ errors, missing }: ParseErrors): number {
  return errors + missing;
}
