// `weir.explain`: finds out what the user points at (selection, enclosing function, file) and hands it to the explain task.
import * as vscode from 'vscode';
import type { ExplainSubject } from '../core/prompts/explain';
import type { Session } from '../core/session';
import { explain } from '../core/tasks/explainTask';
import { diagnosticsOf } from './diagnostics';
import { tell, type TaskParts } from './taskParts';

/** A file longer than this is explained by its beginning; nobody reads an explanation of more. */
const maxFileCharacters = 24_000;

export async function explainCommand({ session, runner, workspace }: TaskParts): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined) return tell(vscode.l10n.t('Open a file first, then ask Weir to explain a selection.'));
  await workspace.ready();
  const refused = workspace.refusal(editor.document.uri);
  if (refused !== null) return tell(refused);
  const pointed = await subjectOf(session, editor);
  if (pointed.subject.code.trim() === '') {
    return tell(
      vscode.l10n.t('There is nothing to explain here: select some code, or put the cursor into a function.'),
    );
  }
  const { subject } = pointed;
  const diagnostics = diagnosticsOf([editor.document.uri]);
  await runner.run({
    kind: 'explain',
    subject: subject.name === null ? `${subject.path}:${subject.startLine}` : `${subject.name} · ${subject.path}`,
    frames: [{ path: subject.path, line: subject.startLine, label: subject.name ?? '' }],
    async *start(pin, signal) {
      const tiers = await session.tiers();
      yield* explain(session, tiers, { ...pointed, diagnostics, context: [], pin }, signal);
    },
    openFrame: () => void workspace.open(subject.path, subject.startLine),
  });
}

interface Pointed {
  readonly subject: ExplainSubject;
  readonly fileText: string;
  readonly selection: { readonly start: number; readonly end: number };
}

async function subjectOf(session: Session, editor: vscode.TextEditor): Promise<Pointed> {
  const { document, selection } = editor;
  const fileText = document.getText();
  const common = { languageId: document.languageId, path: vscode.workspace.asRelativePath(document.uri, false) };
  const pointed = (range: vscode.Range, what: ExplainSubject['what'], name: string | null): Pointed => ({
    subject: {
      ...common,
      what,
      name,
      code: document.getText(range).slice(0, maxFileCharacters),
      startLine: range.start.line + 1,
      endLine: range.end.line + 1,
    },
    fileText,
    selection: { start: document.offsetAt(range.start), end: document.offsetAt(range.end) },
  });
  if (!selection.isEmpty) return pointed(selection, 'code', null);

  const line = selection.active.line + 1;
  const scopes = await session.syntax.scopes({ languageId: document.languageId, text: fileText });
  const around = scopes?.filter((scope) => scope.startLine <= line && line <= scope.endLine) ?? [];
  const scope = around.at(-1);
  if (scope !== undefined) {
    const range = document.validateRange(new vscode.Range(scope.startLine - 1, 0, scope.endLine - 1, 10_000));
    return pointed(range, scope.kind, scope.name);
  }
  const whole = document.validateRange(new vscode.Range(0, 0, document.lineCount, 0));
  return pointed(whole, 'file', null);
}
