// The problem at the cursor as a question: why does the editor report it, and how is it mended?
import * as vscode from 'vscode';
import type { Session } from '../core/session';
import { explain } from '../core/tasks/explainTask';
import { diagnosticsOf } from './diagnostics';
import type { TaskRunner } from './taskRunner';
import type { Workspace } from './workspace';

/** Lines around a problem that are shown to the model where no function is around it. */
const around = 15;

/** False where no error or warning stands at the cursor. */
export async function explainDiagnostic(session: Session, runner: TaskRunner, workspace: Workspace): Promise<boolean> {
  const editor = vscode.window.activeTextEditor;
  await workspace.ready();
  if (editor === undefined || workspace.refusal(editor.document.uri) !== null) return false;
  const { document, selection } = editor;
  const found = vscode.languages
    .getDiagnostics(document.uri)
    .find(
      (one) => one.severity <= vscode.DiagnosticSeverity.Warning && one.range.intersection(selection) !== undefined,
    );
  if (found === undefined) return false;

  const line = found.range.start.line + 1;
  const fileText = document.getText();
  const scopes = await session.syntax.scopes({ languageId: document.languageId, text: fileText });
  const scope = scopes?.filter((one) => one.startLine <= line && line <= one.endLine).at(-1);
  const startLine = scope?.startLine ?? Math.max(1, line - around);
  const endLine = Math.min(document.lineCount, scope?.endLine ?? line + around);
  const range = document.validateRange(new vscode.Range(startLine - 1, 0, endLine - 1, 10_000));
  const path = vscode.workspace.asRelativePath(document.uri, false);
  const diagnostics = diagnosticsOf([document.uri]);
  const subject = {
    what: 'problem' as const,
    name: null,
    languageId: document.languageId,
    path,
    code: document.getText(range),
    problem: `${found.message} (line ${line})`,
    startLine,
    endLine,
  };
  const offsets = { start: document.offsetAt(range.start), end: document.offsetAt(range.end) };
  await runner.run({
    kind: 'explain',
    subject: `${found.message.split('\n')[0] ?? ''} · ${path}:${line}`,
    frames: [{ path, line, label: scope?.name ?? '' }],
    async *start(pin, signal) {
      const tiers = await session.tiers();
      yield* explain(session, tiers, { subject, fileText, selection: offsets, diagnostics, context: [], pin }, signal);
    },
    openFrame: () => void workspace.open(path, line),
  });
  return true;
}
