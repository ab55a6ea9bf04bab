// A problem that the editor reports as a question (why, and how is it mended?) or as a wish (mend it).
import * as vscode from 'vscode';
import type { Session } from '../core/session';
import { editRange } from './editCommand';
import { runExplain } from './explainTask';
import { pathInWorkspace } from './fileOf';
import type { TaskParts } from './taskParts';
import type { Workspace } from './workspace';

/** Lines around a problem that are shown to the model where no function is around it. */
const around = 15;
/** A function longer than this is not shown whole. */
const longest = 200;

export interface Problem {
  readonly document: vscode.TextDocument;
  readonly diagnostic: vscode.Diagnostic;
}

export function isErrorOrWarning({ severity }: vscode.Diagnostic): boolean {
  return severity <= vscode.DiagnosticSeverity.Warning;
}

/** The first error or warning at the cursor; null where there is none, or the file is not to be read. */
export async function problemAtCursor(workspace: Workspace): Promise<Problem | null> {
  const editor = vscode.window.activeTextEditor;
  return editor === undefined ? null : problemAt(workspace, editor.document, editor.selection);
}

export async function problemAt(
  workspace: Workspace,
  document: vscode.TextDocument,
  range: vscode.Range,
): Promise<Problem | null> {
  await workspace.ready();
  if (workspace.refusal(document.uri) !== null) return null;
  const diagnostic = vscode.languages
    .getDiagnostics(document.uri)
    .find((one) => isErrorOrWarning(one) && one.range.intersection(range) !== undefined);
  return diagnostic === undefined ? null : { document, diagnostic };
}

export async function explainDiagnostic(parts: TaskParts, { document, diagnostic }: Problem): Promise<void> {
  const line = diagnostic.range.start.line + 1;
  const { range, name } = await surroundings(parts.session, document, line);
  const path = pathInWorkspace(document.uri);
  await runExplain(parts, {
    subject: {
      what: 'problem',
      name: null,
      languageId: document.languageId,
      path,
      code: document.getText(range),
      problem: `${diagnostic.message} (line ${line})`,
      startLine: range.start.line + 1,
      endLine: range.end.line + 1,
    },
    uri: document.uri,
    title: `${firstLine(diagnostic)} · ${path}:${line}`,
    line,
    label: name ?? '',
    fileText: document.getText(),
    selection: { start: document.offsetAt(range.start), end: document.offsetAt(range.end) },
    context: [],
  });
}

/** The same way as an edit in words: a verified change, opened as a diff. */
export async function mendDiagnostic(parts: TaskParts, { document, diagnostic }: Problem): Promise<void> {
  const line = diagnostic.range.start.line + 1;
  const { range } = await surroundings(parts.session, document, line);
  const problem = `${diagnostic.message} (line ${line})`;
  const title = vscode.l10n.t('Mend: {0}', firstLine(diagnostic));
  await editRange(parts, { document, range, wish: 'Mend the problem that the editor reports.', title, problem });
}

/** The function around a line, or some lines around it. */
async function surroundings(
  session: Session,
  document: vscode.TextDocument,
  line: number,
): Promise<{ range: vscode.Range; name: string | null }> {
  const scopes = await session.syntax.scopes({ languageId: document.languageId, text: document.getText() });
  const scope = scopes?.filter((one) => one.startLine <= line && line <= one.endLine).at(-1);
  const whole = scope !== undefined && scope.endLine - scope.startLine < longest ? scope : null;
  const startLine = whole?.startLine ?? Math.max(1, line - around);
  const endLine = Math.min(document.lineCount, whole?.endLine ?? line + around);
  const range = document.validateRange(new vscode.Range(startLine - 1, 0, endLine - 1, 10_000));
  return { range, name: scope?.name ?? null };
}

function firstLine({ message }: vscode.Diagnostic): string {
  return message.split('\n')[0] ?? '';
}
