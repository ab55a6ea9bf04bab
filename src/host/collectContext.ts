// Collects code for a trace: the engine in core/context, with the editor's files, grammars and definitions behind its ports.
import * as vscode from 'vscode';
import { collectContext } from '../core/context/collectContext';
import type { LocatedRange } from '../core/context/contextInput';
import type { Session } from '../core/session';
import type { ReadTrace } from '../core/tasks/debugTask';
import type { ContextPiece, Diagnostic } from '../core/task';
import type { Workspace } from './workspace';

/** Definitions are asked for at this many frames; each answer of a language server may take a while. */
const askedFrames = 3;
/** What has not come by then is left to the imports. */
const definitionsMs = 700;

export function collectFor(
  session: Session,
  workspace: Workspace,
  files: readonly string[],
  diagnostics: readonly Diagnostic[],
): (read: ReadTrace, budgetTokens: number) => Promise<readonly ContextPiece[]> {
  return async (read, budgetTokens) => {
    const definitions = (await session.within(definitionsOf(read, workspace), definitionsMs)) ?? [];
    const { pieces } = await collectContext(
      {
        trace: read.trace,
        frames: read.frames,
        files,
        readFile: (path) => workspace.read(path),
        scopes: (languageId, text) => session.syntax.scopes({ languageId, text }),
        definitions,
        diagnostics,
        words: read.trace.errors.map((error) => error.message ?? '').join('\n'),
      },
      budgetTokens,
    );
    return pieces;
  };
}

/** Where the names on the failing lines are defined, as the language's own server says. */
async function definitionsOf(read: ReadTrace, workspace: Workspace): Promise<LocatedRange[]> {
  const found: LocatedRange[] = [];
  for (const { frame } of read.suspects.slice(0, askedFrames)) {
    const uri = frame.path === null ? null : workspace.uriOf(frame.path);
    if (uri === null || frame.line === null || workspace.refusal(uri) !== null) continue;
    // What the gate does not read is not opened either.
    if ((await workspace.read(frame.path ?? '')) === null) continue;
    const document = await vscode.workspace.openTextDocument(uri);
    if (frame.line > document.lineCount) continue;
    const line = document.lineAt(frame.line - 1);
    for (const match of line.text.matchAll(/[A-Za-z_$][\w$]*/g)) {
      const at = new vscode.Position(line.lineNumber, match.index);
      const locations = await vscode.commands.executeCommand<(vscode.Location | vscode.LocationLink)[] | undefined>(
        'vscode.executeDefinitionProvider',
        uri,
        at,
      );
      for (const location of locations ?? []) found.push(...located(location, workspace));
    }
  }
  return found;
}

function located(location: vscode.Location | vscode.LocationLink, workspace: Workspace): LocatedRange[] {
  const [uri, range] =
    'targetUri' in location ? [location.targetUri, location.targetRange] : [location.uri, location.range];
  if (vscode.workspace.getWorkspaceFolder(uri) === undefined || workspace.refusal(uri) !== null) return [];
  const path = vscode.workspace.asRelativePath(uri, false);
  return [{ path, startLine: range.start.line + 1, endLine: range.end.line + 1 }];
}
