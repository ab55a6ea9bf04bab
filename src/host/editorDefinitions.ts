// What the language's own server knows of the names on a trace's failing lines: where they and their types are defined, and who
// else calls the innermost function.
import * as vscode from 'vscode';
import type { LocatedRange } from '../core/context/contextInput';
import type { ReadTrace } from '../core/tasks/debugTask';
import type { Workspace } from './workspace';

export interface Located {
  readonly definitions: LocatedRange[];
  readonly references: LocatedRange[];
}

/** Names are asked about at this many frames; each answer of a language server may take a while. */
const askedFrames = 3;
const mostNames = 12;
const mostReferences = 6;

/** Fills `found` as answers come: what is late is left to the imports. */
export async function findLocated(read: ReadTrace, workspace: Workspace, found: Located): Promise<void> {
  const frames = read.suspects.slice(0, askedFrames);
  await Promise.all(
    frames.map(async ({ frame }, index) => {
      const uri = frame.path === null ? null : workspace.uriOf(frame.path);
      if (uri === null || frame.line === null || workspace.refusal(uri) !== null) return;
      // What the gate does not read is not opened either.
      if (frame.path === null || (await workspace.read(frame.path)) === null) return;
      const document = await vscode.workspace.openTextDocument(uri);
      if (frame.line > document.lineCount) return;
      const names = namesOn(document.lineAt(frame.line - 1));
      const asked = names.map((at) => ask('vscode.executeDefinitionProvider', uri, at, workspace, found.definitions));
      if (index === 0) {
        asked.push(
          ...names.map((at) => ask('vscode.executeTypeDefinitionProvider', uri, at, workspace, found.definitions)),
          findCallers(document, frame.line, frame.function ?? '', workspace, found.references),
        );
      }
      await Promise.all(asked);
    }),
  );
}

function namesOn(line: vscode.TextLine): vscode.Position[] {
  const names = [...line.text.matchAll(/[A-Za-z_$][\w$]*/g)].slice(0, mostNames);
  return names.map(({ index }) => new vscode.Position(line.lineNumber, index));
}

/** References of the function, by its name where that stands last above the failing line. */
async function findCallers(
  document: vscode.TextDocument,
  line: number,
  printed: string,
  workspace: Workspace,
  into: LocatedRange[],
): Promise<void> {
  const name = printed.split(/[^\w$]/).at(-1) ?? '';
  if (!/^[A-Za-z_$]/.test(name)) return;
  for (let above = line - 1; above >= 0; above--) {
    const at = document.lineAt(above).text.search(new RegExp(`(?<![\\w$])${name.replaceAll('$', '\\$')}(?![\\w$])`));
    if (at < 0) continue;
    const all: LocatedRange[] = [];
    await ask('vscode.executeReferenceProvider', document.uri, new vscode.Position(above, at), workspace, all);
    const path = vscode.workspace.asRelativePath(document.uri, false);
    into.push(...all.filter((one) => one.path !== path || one.startLine !== above + 1).slice(0, mostReferences));
    return;
  }
}

async function ask(
  provider: string,
  uri: vscode.Uri,
  at: vscode.Position,
  workspace: Workspace,
  into: LocatedRange[],
): Promise<void> {
  type Answer = (vscode.Location | vscode.LocationLink)[] | undefined;
  const locations = await vscode.commands.executeCommand<Answer>(provider, uri, at);
  for (const location of locations ?? []) into.push(...located(location, workspace));
}

function located(location: vscode.Location | vscode.LocationLink, workspace: Workspace): LocatedRange[] {
  const [uri, range] =
    'targetUri' in location ? [location.targetUri, location.targetRange] : [location.uri, location.range];
  if (vscode.workspace.getWorkspaceFolder(uri) === undefined || workspace.refusal(uri) !== null) return [];
  const path = vscode.workspace.asRelativePath(uri, false);
  return [{ path, startLine: range.start.line + 1, endLine: range.end.line + 1 }];
}
