// A trace in numbers, for the estimate of how hard its task is. Decides nothing.
import type { Features } from '../task';
import type { ResolvedFrame } from './resolveFrames';
import type { StackTrace } from './stackTrace';
import { extensionOf } from './scanText';

/**
 * `trace.frames`, `.workspaceFrames`, `.workspaceFiles` (distinct), `.errors`, `.causes`, `.asyncBoundaries`, `.languages`,
 * and `.topIsLibrary` (0 or 1: the error was raised outside the workspace). Empty where there is no trace.
 */
export function traceFeatures(trace: StackTrace, frames: readonly ResolvedFrame[]): Features {
  if (trace.language === null) return {};
  const own = frames.filter((frame) => frame.path !== null && !frame.library);
  const extensions = new Set(own.map((frame) => extensionOf(frame.path ?? '')).filter((extension) => extension !== ''));
  const first = trace.errors[0]?.innermostLast === true ? frames.findLast((frame) => frame.error === 0) : frames[0];
  return {
    'trace.frames': frames.length,
    'trace.workspaceFrames': own.length,
    'trace.workspaceFiles': new Set(own.map((frame) => frame.path)).size,
    'trace.errors': trace.errors.length,
    'trace.causes': trace.errors.filter((error) => error.relation === 'cause').length,
    'trace.asyncBoundaries': frames.filter((frame) => frame.async === true).length,
    'trace.languages': Math.max(1, extensions.size),
    ...(first === undefined ? {} : { 'trace.topIsLibrary': first.path === null || first.library ? 1 : 0 }),
  };
}
