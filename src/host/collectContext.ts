// Collects code for a trace: the functions that its frames stand in.
import type { Session } from '../core/session';
import type { ReadTrace } from '../core/tasks/debugTask';
import type { ContextPiece } from '../core/task';
import type { Workspace } from './workspace';

export function collectFor(session: Session, workspace: Workspace) {
  return async (read: ReadTrace, budgetTokens: number): Promise<readonly ContextPiece[]> => {
    const pieces: ContextPiece[] = [];
    let left = budgetTokens;
    for (const { frame, score } of read.suspects) {
      if (frame.path === null) continue;
      const text = await workspace.read(frame.path);
      if (text === null) continue;
      const line = frame.line ?? 1;
      const lines = text.split('\n');
      const languageId = read.trace.language ?? 'plaintext';
      const scopes = await session.syntax.scopes({ languageId, text });
      const scope = scopes
        ?.filter((one) => one.kind === 'function' && one.startLine <= line && line <= one.endLine)
        .at(-1);
      const startLine = scope?.startLine ?? Math.max(1, line - 12);
      const endLine = Math.min(lines.length, scope?.endLine ?? line + 12);
      const piece = lines.slice(startLine - 1, endLine).join('\n');
      left -= Math.ceil(piece.length / 3);
      if (left < 0) break;
      if (pieces.some((one) => one.path === frame.path && one.startLine === startLine)) continue;
      pieces.push({ path: frame.path, startLine, endLine, text: piece, reason: 'frame', score });
    }
    return pieces;
  };
}
