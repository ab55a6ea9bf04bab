// Signals from the parse around an inserted text: a veto where it brings new errors, never a score for being clean.
import type { SyntaxFit } from '../../syntaxPort';
import type { Signals } from '../../task';

/** `syntax.newErrors`: ERROR and MISSING nodes that the text added, at least 0; absent where nothing could be parsed. */
export function syntaxFitSignals(fit: SyntaxFit | null): Signals {
  if (fit === null) return {};
  const before = fit.errorsBefore + fit.missingBefore;
  const after = fit.errorsAfter + fit.missingAfter;
  return { 'syntax.newErrors': Math.max(0, after - before) };
}
