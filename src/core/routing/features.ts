// Turns what is known of a task into features: plain numbers by name. Decides nothing.
import type { Reach } from '../context/reach';
import type { SyntaxFacts } from '../syntaxPort';
import type { ContextPiece, Diagnostic, Features, LineRange, Severity } from '../task';
import { diagnosticFamilies, diagnosticFamily } from './diagnosticFamily';
import { nodeKindFamilies, nodeKindFamily } from './nodeKindFamily';

export interface FeatureInput {
  readonly syntax: SyntaxFacts | null;
  /** What the file's imports lead to; null, or absent, where nobody could tell. */
  readonly reach?: Reach | null;
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
    ...reachFeatures(input.reach ?? null),
    ...diagnosticFeatures(input.diagnostics, input.path, input.range),
    'context.files': new Set(input.context.map((piece) => piece.path)).size,
    'request.tokens': input.promptTokens,
    'request.lines': input.range.endLine - input.range.startLine + 1,
    ...input.more,
  };
}

function syntaxFeatures(facts: SyntaxFacts | null): Features {
  if (facts === null) return {};
  const stands = nodeKindFamily(facts.nodeKind);
  return {
    ...Object.fromEntries(nodeKindFamilies.map((family) => [`syntax.at.${family}`, family === stands ? 1 : 0])),
    'syntax.errorNodes': facts.errorNodes,
    'syntax.missingNodes': facts.missingNodes,
    'syntax.depth': facts.depth,
    'syntax.functionLines': facts.functionLines,
    'syntax.classLines': facts.classLines,
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

function reachFeatures(reach: Reach | null): Features {
  if (reach === null) return {};
  const { imports, names } = reach;
  return { 'syntax.workspaceImports': imports, ...(names !== null && { 'syntax.workspaceNames': names }) };
}

function diagnosticFeatures(diagnostics: readonly Diagnostic[], path: string, range: LineRange): Features {
  const inFile = diagnostics.filter((diagnostic) => diagnostic.path === path);
  const inRange = inFile.filter(({ startLine, endLine }) => startLine <= range.endLine && endLine >= range.startLine);
  const elsewhere = diagnostics.filter((diagnostic) => diagnostic.path !== path);
  const families = inRange.map(diagnosticFamily);
  const related = inRange.flatMap((diagnostic) => diagnostic.related);
  const ages = inRange.flatMap(({ ageSeconds }) => ageSeconds ?? []);
  return {
    'diagnostics.errorsInRange': countOf(inRange, 'error'),
    'diagnostics.warningsInRange': countOf(inRange, 'warning'),
    'diagnostics.notesInRange': countOf(inRange, 'information') + countOf(inRange, 'hint'),
    'diagnostics.errorsInFile': countOf(inFile, 'error'),
    'diagnostics.warningsInFile': countOf(inFile, 'warning'),
    'diagnostics.errorsElsewhere': countOf(elsewhere, 'error'),
    'diagnostics.related': related.length,
    'diagnostics.relatedElsewhere': related.filter((other) => other.path !== path).length,
    ...Object.fromEntries(
      diagnosticFamilies.map((name) => [`diagnostics.${name}`, families.filter((family) => family === name).length]),
    ),
    ...(ages.length > 0 && { 'diagnostics.oldestSeconds': Math.max(...ages) }),
  };
}

function countOf(diagnostics: readonly Diagnostic[], severity: Severity): number {
  return diagnostics.filter((diagnostic) => diagnostic.severity === severity).length;
}
