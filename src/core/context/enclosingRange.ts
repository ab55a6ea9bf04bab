// The lines worth showing around a place: its function, or a window of it where the function is long.
import type { EnclosingScope } from '../syntaxPort';
import type { LineRange } from '../task';
import type { Definition } from './definitionsOf';

const longest = 70;
const before = 30;
const after = 16;

/** `scopes`: from a grammar; `definitions` serve where it gave none. `lines`: how many the file has. */
export function enclosingRange(
  line: number,
  lines: number,
  scopes: readonly EnclosingScope[] | null,
  definitions: readonly Definition[],
): LineRange {
  const candidates: readonly (LineRange & { readonly kind: string })[] = scopes ?? definitions;
  let best: LineRange | null = null;
  for (const scope of candidates) {
    if (scope.kind !== 'function' || line < scope.startLine || line > scope.endLine) continue;
    if (best === null || scope.endLine - scope.startLine <= best.endLine - best.startLine) best = scope;
  }
  if (best === null) return clamp(line - 12, line + 8, lines);
  if (best.endLine - best.startLine < longest) return clamp(best.startLine, best.endLine, lines);
  return clamp(Math.max(best.startLine, line - before), Math.min(best.endLine, line + after), lines);
}

function clamp(startLine: number, endLine: number, lines: number): LineRange {
  return { startLine: Math.max(1, startLine), endLine: Math.min(lines, Math.max(1, endLine)) };
}
