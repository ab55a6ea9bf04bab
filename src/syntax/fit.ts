// How many parse errors a text brings to the place where it is inserted. Knows nothing of documents.
import type { Tree } from 'web-tree-sitter';
import type { SyntaxFit, SyntaxPort } from '../core/syntaxPort';
import type { BudgetedParser } from './budgetedParser';
import { fitWindow } from './fitWindow';
import type { LexisName } from './languages';
import { openBrackets } from './openBrackets';
import { parseErrors } from './parseErrors';
import { editBetween } from './textEdit';

/** `prefix + text + suffix` with all that is left open closed: what the text opened right behind it, the rest at the end. */
function completed(lexis: LexisName, prefix: string, text: string, suffix: string): string {
  const { afterText, atEnd } = openBrackets(lexis, prefix, text, suffix);
  return prefix + text + afterText + suffix + atEnd;
}

/** The surroundings without the line that the cursor stands in. */
function withoutLine(lexis: LexisName, prefix: string, suffix: string): string {
  const lineStart = prefix.lastIndexOf('\n') + 1;
  const lineEnd = suffix.indexOf('\n');
  return completed(lexis, prefix.slice(0, lineStart), '', lineEnd === -1 ? '' : suffix.slice(lineEnd));
}

/**
 * Errors before are those of the surroundings: as they are, or without the cursor's line where that has fewer, so that
 * the unfinished line at the cursor gives no credit to an answer that leaves it broken. Null where the budget ran out.
 */
export function fitOf(
  request: Parameters<SyntaxPort['fit']>[0],
  lexis: LexisName,
  parser: BudgetedParser,
  budget: number,
): SyntaxFit | null {
  const { prefix, suffix } = fitWindow(request.prefix, request.suffix);
  let text = completed(lexis, prefix, request.text, suffix);
  let tree: Tree | null = parser.parse(text, null, budget);
  const reparse = (next: string): Tree | null => {
    const edit = editBetween(text, next);
    if (edit === null || tree === null) return tree;
    const old = tree;
    try {
      old.edit(edit);
      text = next;
      tree = parser.parse(next, old, budget);
      return tree;
    } finally {
      old.delete();
    }
  };
  try {
    if (tree === null) return null;
    const after = parseErrors(tree.rootNode);
    const asItIs = reparse(completed(lexis, prefix, '', suffix));
    if (asItIs === null) return null;
    let before = parseErrors(asItIs.rootNode);
    if (before.errors + before.missing > 0) {
      const bare = reparse(withoutLine(lexis, prefix, suffix));
      if (bare === null) return null;
      const errors = parseErrors(bare.rootNode);
      if (errors.errors + errors.missing < before.errors + before.missing) before = errors;
    }
    return {
      errorsBefore: before.errors,
      errorsAfter: after.errors,
      missingBefore: before.missing,
      missingAfter: after.missing,
    };
  } finally {
    tree?.delete();
  }
}
