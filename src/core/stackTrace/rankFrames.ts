// Which of the user's own frames is most likely to show the bug. Reads no file: see core/context for what lies off the trace.
import type { ResolvedFrame } from './resolveFrames';
import type { StackTrace } from './stackTrace';

export interface RankedFrame {
  readonly frame: ResolvedFrame;
  /** Index into the resolved frames. */
  readonly index: number;
  /** 0 to 1; only the order matters. */
  readonly score: number;
}

const relationWeight = { primary: 0.8, cause: 0.8, group: 0.7, suppressed: 0.4 } as const;

/** True for files of tests: an assertion fails there, what it tests is at fault. */
export function isTestPath(path: string): boolean {
  const lower = path.toLowerCase();
  if (/(^|[/])(tests?|__tests__|specs?|testing)[/]/.test(lower)) return true;
  const name = lower.slice(lower.lastIndexOf('/') + 1);
  return /(^test_|[._-]test[._]|[._-]spec[._]|_test\.|tests?\.(java|kt|cs|swift|php)$)/.test(name);
}

/** An error's frames from where it was raised outwards. */
export function framesOfError(trace: StackTrace, frames: readonly ResolvedFrame[], error: number): readonly number[] {
  const own = frames.flatMap((frame, index) => (frame.error === error ? [index] : []));
  return trace.errors[error]?.innermostLast === true ? own.reverse() : own;
}

/** The error at the bottom of its chain of causes: Java names it last, Python first. */
function isRoot(trace: StackTrace, error: number): boolean {
  const found = trace.errors[error];
  if (found === undefined) return false;
  if (found.relation === 'cause') {
    const next = trace.errors[found.innermostLast === true ? error - 1 : error + 1];
    return next?.relation !== 'cause';
  }
  if (found.relation !== 'primary') return false;
  const neighbour = trace.errors[found.innermostLast === true ? error - 1 : error + 1];
  return neighbour?.relation !== 'cause';
}

/** The workspace's frames, most suspect first: the innermost of the root cause, then outwards, then the other errors'. */
export function rankFrames(trace: StackTrace, frames: readonly ResolvedFrame[]): readonly RankedFrame[] {
  const ranked: RankedFrame[] = [];
  for (let error = 0; error < trace.errors.length; error += 1) {
    const relation = trace.errors[error]?.relation ?? 'primary';
    const weight = isRoot(trace, error) ? 1 : relationWeight[relation];
    let depth = 0;
    for (const index of framesOfError(trace, frames, error)) {
      const frame = frames[index];
      if (frame === undefined || frame.path === null || frame.library) continue;
      const test = isTestPath(frame.path) ? 0.6 : 1;
      const started = frame.async === true ? 0.9 : 1;
      ranked.push({ frame, index, score: weight * test * started * Math.pow(0.85, depth) });
      depth += 1;
    }
  }
  return ranked.toSorted((a, b) => b.score - a.score || a.index - b.index);
}
