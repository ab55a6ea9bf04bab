// Turns what is known of a task into features: plain numbers by name. Decides nothing.
import type { SyntaxFacts } from '../syntaxPort';
import type { ContextPiece, Diagnostic, Features, LineRange } from '../task';
import { diagnosticFamilies, diagnosticFamily } from './diagnosticFamily';

export interface FeatureInput {
  readonly syntax: SyntaxFacts | null;
  /** Diagnostics of the file and of related files. */
  readonly diagnostics: readonly Diagnostic[];
  readonly path: string;
  readonly range: LineRange;
  readonly context: readonly ContextPiece[];
  /** Estimated tokens of the whole prompt. */
  readonly promptTokens: number;
  /** Further features that their owners measured, such as `trace.*`. */
  readonly more?: Features;
}

export function taskFeatures(input: FeatureInput): Features {
  return {
    ...syntaxFeatures(input.syntax),
    ...diagnosticFeatures(input.diagnostics, input.path, input.range),
    'context.files': new Set(input.context.map((piece) => piece.path)).size,
    'request.tokens': input.promptTokens,
    'request.lines': input.range.endLine - input.range.startLine + 1,
    ...input.more,
  };
}

function syntaxFeatures(facts: SyntaxFacts | null): Features {
  if (facts === null) return {};
  return {
    'syntax.errorNodes': facts.errorNodes,
    'syntax.missingNodes': facts.missingNodes,
    'syntax.depth': facts.depth,
    'syntax.functionLines': facts.functionLines,
    'syntax.branches': facts.branches,
    'syntax.loops': facts.loops,
    'syntax.exceptions': facts.exceptions,
    'syntax.async': facts.asyncConstructs,
    'syntax.nesting': facts.nesting,
    'syntax.imports': facts.imports.length,
    'syntax.localNames': facts.identifiers.local,
    'syntax.importedNames': facts.identifiers.imported,
    'syntax.unknownNames': facts.identifiers.unknown,
    'syntax.emptyBlock': facts.emptyBlock ? 1 : 0,
  };
}

function diagnosticFeatures(diagnostics: readonly Diagnostic[], path: string, range: LineRange): Features {
  let errorsInRange = 0;
  let warningsInRange = 0;
  let errorsInFile = 0;
  let errorsElsewhere = 0;
  let related = 0;
  let oldest: number | null = null;
  const families = new Map<string, number>(diagnosticFamilies.map((family) => [family, 0]));
  for (const diagnostic of diagnostics) {
    const here = diagnostic.path === path;
    const inRange = here && diagnostic.startLine <= range.endLine && diagnostic.endLine >= range.startLine;
    if (diagnostic.severity === 'error') {
      if (inRange) errorsInRange++;
      if (here) errorsInFile++;
      else errorsElsewhere++;
    }
    if (diagnostic.severity === 'warning' && inRange) warningsInRange++;
    if (!inRange) continue;
    const family = diagnosticFamily(diagnostic);
    families.set(family, (families.get(family) ?? 0) + 1);
    if (diagnostic.ageSeconds !== undefined) oldest = Math.max(oldest ?? 0, diagnostic.ageSeconds);
    related += diagnostic.related.filter((other) => other.path !== path).length;
  }
  return {
    'diagnostics.errorsInRange': errorsInRange,
    'diagnostics.warningsInRange': warningsInRange,
    'diagnostics.errorsInFile': errorsInFile,
    'diagnostics.errorsElsewhere': errorsElsewhere,
    'diagnostics.relatedElsewhere': related,
    ...Object.fromEntries([...families].map(([family, count]) => [`diagnostics.${family}`, count])),
    ...(oldest !== null && { 'diagnostics.oldestSeconds': oldest }),
  };
}
