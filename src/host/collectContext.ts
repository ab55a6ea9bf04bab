// Collects code for a trace: the engine in core/context, with the editor's files, grammars, definitions and Git behind its ports.
import { collectContext } from '../core/context/collectContext';
import { estimateTokens } from '../core/context/estimateTokens';
import type { Session } from '../core/session';
import type { ReadTrace } from '../core/tasks/debugTask';
import type { ContextPiece, Diagnostic } from '../core/task';
import { findLocated, type Located } from './editorDefinitions';
import { findRecentChanges, type RecentChanges } from './recentChanges';
import type { Workspace } from './workspace';

/** What the language servers and Git have not said by then is left out. */
const patienceMs = 700;
/** The part of the budget that diffs may take at most. */
const changesShare = 0.15;

export function collectFor(
  session: Session,
  workspace: Workspace,
  files: readonly string[],
  diagnostics: readonly Diagnostic[],
): (read: ReadTrace, budgetTokens: number) => Promise<readonly ContextPiece[]> {
  return async (read, budgetTokens) => {
    const located: Located = { definitions: [], references: [] };
    const changes: RecentChanges = { ranges: [], pieces: [] };
    const asked = [findLocated(read, workspace, located), findRecentChanges(read, workspace, session.clock(), changes)];
    // A server that fails is one that says nothing: what the others said counts.
    await session.within(Promise.allSettled(asked), patienceMs);
    let room = budgetTokens * changesShare;
    const diffs = changes.pieces.filter((piece) => (room -= estimateTokens(piece.text)) >= 0);
    const { pieces } = await collectContext(
      {
        trace: read.trace,
        frames: read.frames,
        files,
        readFile: (path) => workspace.read(path),
        scopes: (languageId, text) => session.syntax.scopes({ languageId, text }),
        definitions: [...located.definitions],
        references: [...located.references],
        recentChanges: [...changes.ranges],
        diagnostics,
        printed: read.text,
      },
      budgetTokens - diffs.reduce((sum, { text }) => sum + estimateTokens(text), 0),
    );
    return [...pieces, ...diffs];
  };
}
