// `weir.explain` and `weir.explainChanges`: find out what the user points at, from a single name to a whole file or its changes.
import * as vscode from 'vscode';
import { diffHunks } from '../core/context/diffHunks';
import type { ExplainSubject } from '../core/prompts/explain';
import type { EnclosingScope } from '../core/syntaxPort';
import type { ContextPiece } from '../core/task';
import { explainTaskOf, runExplain, type Explained } from './explainTask';
import { fieldOf } from './fields';
import { pathInWorkspace } from './fileOf';
import { uncommitted } from './gitChanges';
import { tell, type TaskParts } from './taskParts';
import type { ExplicitTask } from './taskRunner';

/** A file longer than this is explained by its beginning; nobody reads an explanation of more. */
const maxFileCharacters = 24_000;
/** Lines of the code around a name or an expression that are shown with it. */
const mostAround = 120;

export async function explainCommand(parts: TaskParts): Promise<void> {
  const task = await explainTaskHere(parts);
  if (typeof task === 'string') tell(task);
  else await parts.runner.run(task);
}

/** What the cursor is in, as a task; a sentence where there is nothing to explain. */
export async function explainTaskHere(parts: TaskParts): Promise<ExplicitTask | string> {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined) return vscode.l10n.t('Open a file first, then ask Weir to explain a selection.');
  await parts.workspace.ready();
  const refused = parts.workspace.refusal(editor.document.uri);
  if (refused !== null) return refused;
  const pointed = await pointedAt(parts, editor);
  if (pointed.subject.code.trim() !== '') return explainTaskOf(parts, pointed);
  return vscode.l10n.t('There is nothing to explain here: select some code, or put the cursor into a function.');
}

/** `argument`: an entry of the source control view; else the open file. */
export async function explainChanges(parts: TaskParts, argument?: unknown): Promise<void> {
  const given = fieldOf(argument, 'resourceUri');
  const uri = given instanceof vscode.Uri ? given : openFile();
  if (uri === undefined) return tell(vscode.l10n.t('Open a file that has changed first.'));
  if (!(await mayRead(parts, uri))) return;
  const diff = await uncommitted(uri);
  if (diff === null || diff.trim() === '') {
    return tell(vscode.l10n.t('There is no change to explain: Git knows of none in this file.'));
  }
  const path = vscode.workspace.asRelativePath(uri, false);
  const hunks = diffHunks(diff);
  const [startLine, endLine] = [hunks[0]?.startLine ?? 1, hunks.at(-1)?.endLine ?? 1];
  const fileText = (await parts.workspace.read(path)) ?? '';
  await runExplain(parts, {
    subject: {
      what: 'change',
      name: null,
      languageId: 'diff',
      path,
      code: diff.slice(0, maxFileCharacters),
      startLine,
      endLine,
    },
    uri,
    title: vscode.l10n.t('Changes of {0}', path),
    line: startLine,
    label: '',
    fileText,
    selection: { start: 0, end: fileText.length },
    context: [],
  });
}

/** Says so where a file is not to be read. */
async function mayRead({ workspace }: TaskParts, uri: vscode.Uri): Promise<boolean> {
  await workspace.ready();
  const refused = workspace.refusal(uri);
  if (refused !== null) tell(refused);
  return refused === null;
}

/** The file that is open, where a diff is open the one that has changed. */
function openFile(): vscode.Uri | undefined {
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  if (input instanceof vscode.TabInputTextDiff) return input.modified.with({ scheme: 'file', query: '' });
  return vscode.window.activeTextEditor?.document.uri;
}

async function pointedAt({ session }: TaskParts, { document, selection }: vscode.TextEditor): Promise<Explained> {
  const fileText = document.getText();
  const path = pathInWorkspace(document.uri);
  const { languageId } = document;
  const pointed = (
    range: vscode.Range,
    what: ExplainSubject['what'],
    name: string | null,
    context: readonly ContextPiece[] = [],
  ): Explained => {
    const line = range.start.line + 1;
    const code = document.getText(range).slice(0, maxFileCharacters);
    return {
      subject: { what, name, languageId, path, code, startLine: line, endLine: range.end.line + 1 },
      uri: document.uri,
      title: name === null ? `${path}:${line}` : `${name} · ${path}`,
      line,
      label: name ?? '',
      fileText,
      selection: { start: document.offsetAt(range.start), end: document.offsetAt(range.end) },
      context,
    };
  };
  const scopes = await session.syntax.scopes({ languageId, text: fileText });
  if (!selection.isEmpty) {
    const what = kindOf(document, selection);
    if (what === 'code') return pointed(selection, 'code', null);
    const name = what === 'name' ? document.getText(selection).trim() : null;
    return pointed(selection, what, name, [around(document, path, selection, scopes)]);
  }
  const scope = scopes?.filter((one) => holds(one, selection)).at(-1);
  if (scope !== undefined) {
    const range = document.validateRange(new vscode.Range(scope.startLine - 1, 0, scope.endLine - 1, 10_000));
    return pointed(range, scope.kind, scope.name);
  }
  return pointed(document.validateRange(new vscode.Range(0, 0, document.lineCount, 0)), 'file', null);
}

/** A name, a part of a line, or whole lines of code. */
function kindOf(document: vscode.TextDocument, selection: vscode.Selection): 'name' | 'expression' | 'code' {
  const text = document.getText(selection).trim();
  if (/^[\p{L}_$@#][\p{L}\p{N}_$]*[?!]?$/u.test(text)) return 'name';
  const line = document.lineAt(selection.start.line).text.trim();
  return selection.isSingleLine && text !== line ? 'expression' : 'code';
}

/** The function around a name or an expression: nobody understands either without it. */
function around(
  document: vscode.TextDocument,
  path: string,
  selection: vscode.Selection,
  scopes: readonly EnclosingScope[] | null,
): ContextPiece {
  const scope = scopes?.filter((one) => holds(one, selection)).at(-1);
  const line = selection.start.line + 1;
  const startLine = Math.max(scope?.startLine ?? 1, line - mostAround / 2);
  const endLine = Math.min(scope?.endLine ?? document.lineCount, line + mostAround / 2);
  const text = document.getText(new vscode.Range(startLine - 1, 0, endLine - 1, 10_000));
  return { path, startLine, endLine, text, reason: 'focus', score: 100 };
}

function holds({ startLine, endLine }: EnclosingScope, { start, end }: vscode.Selection): boolean {
  return startLine <= start.line + 1 && end.line + 1 <= endLine;
}
