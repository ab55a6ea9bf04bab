// What counts as hard, and how much: p(hard) = P(the fast answer would be bad), from features alone.
// The weights are a prior set by hand so that what the hard rules nearly catch is sent to strong; calibration replaces them.
import { logistic, logit, type LogisticResult, type Weight } from '../logistic';
import type { Features, TaskKind } from '../task';
import { diagnosticFamilies } from './diagnosticFamily';
import { nodeKindFamilies } from './nodeKindFamily';

/** Share of bad fast answers to an ordinary task of each kind, before anything is known of it. */
const base: Record<TaskKind, number> = { complete: 0.25, explain: 0.12, edit: 0.25, debug: 0.3, chat: 0.25 };

const weights: readonly Weight[] = [
  { name: 'syntax.errorNodes', weight: 0.9, centre: 0, scale: 'log', cap: 2 },
  { name: 'syntax.missingNodes', weight: 0.5, centre: 0, scale: 'log', cap: 1 },
  { name: 'syntax.functionLines', weight: 0.6, centre: 20, scale: 'log', cap: 1.5 },
  { name: 'syntax.branches', weight: 0.45, centre: 3, scale: 'log', cap: 1 },
  { name: 'syntax.loops', weight: 0.25, centre: 1, scale: 'log', cap: 0.6 },
  { name: 'syntax.nesting', weight: 0.3, centre: 2, cap: 1.2 },
  { name: 'syntax.async', weight: 0.25, centre: 0, scale: 'log', cap: 0.8 },
  { name: 'syntax.exceptions', weight: 0.2, centre: 0, scale: 'log', cap: 0.6 },
  { name: 'syntax.unknownNames', weight: 0.25, centre: 1, scale: 'log', cap: 0.8 },
  { name: 'diagnostics.errorsInRange', weight: 0.7, centre: 0, scale: 'log', cap: 1.5 },
  { name: 'diagnostics.errorsInFile', weight: 0.2, centre: 0, scale: 'log', cap: 0.8 },
  { name: 'diagnostics.relatedElsewhere', weight: 0.6, centre: 0, scale: 'log', cap: 1.2 },
  { name: 'trace.workspaceFiles', weight: 1.3, centre: 1, cap: 2.6 },
  { name: 'trace.causes', weight: 1.0, centre: 0, cap: 2 },
  { name: 'trace.asyncBoundaries', weight: 0.4, centre: 0, scale: 'log', cap: 0.8 },
  { name: 'context.files', weight: 0.5, centre: 1, scale: 'log', cap: 1.2 },
  { name: 'request.tokens', weight: 0.45, centre: 600, scale: 'log', cap: 1.2 },
  { name: 'request.lines', weight: 0.3, centre: 25, scale: 'log', cap: 1 },
  { name: 'history.reasks', weight: 0.9, centre: 0, cap: 1.8 },
];

/**
 * Measured, kept in the trace and shown there, and without a weight: no data says yet which way, or how far, they pull. The
 * three logs of real models in `eval/reports` hold single functions, for which most of these are zero. A test keeps each
 * feature in one of the two tables.
 */
export const unweighted: readonly string[] = [
  'syntax.classLines', 'syntax.depth', 'syntax.imports', 'syntax.localNames', 'syntax.importedNames', 'syntax.emptyBlock',
  'syntax.workspaceImports', 'syntax.workspaceNames', ...nodeKindFamilies.map((family) => `syntax.at.${family}`),
  'diagnostics.warningsInRange', 'diagnostics.notesInRange', 'diagnostics.warningsInFile', 'diagnostics.errorsElsewhere',
  'diagnostics.related', 'diagnostics.oldestSeconds', ...diagnosticFamilies.map((family) => `diagnostics.${family}`),
  'trace.frames', 'trace.workspaceFrames', 'trace.errors', 'trace.languages', 'trace.topIsLibrary',
  'request.manual', 'request.multiline',
]; // prettier-ignore

/** Names of the features that weigh. */
export const weighted: readonly string[] = weights.map(({ name }) => name);

export function pHard(kind: TaskKind, features: Features): LogisticResult {
  return logistic(logit(base[kind]), weights, features);
}
