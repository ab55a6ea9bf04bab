// `weir.edit`: takes the selected lines and a wish in words, and hands them to the edit task.
import * as vscode from 'vscode';
import type { Session } from '../core/session';
import { edit } from '../core/tasks/editTask';
import { diagnosticsOf } from './diagnostics';
import type { PatchFiles } from './patchFiles';
import type { TaskRunner } from './taskRunner';
import type { Workspace } from './workspace';

/** More lines than this are no selection but a file, and no model rewrites them without a slip. */
const mostLines = 400;

/** `given` stands for the words that are typed otherwise. */
export async function editCommand(
  session: Session,
  runner: TaskRunner,
  workspace: Workspace,
  files: PatchFiles,
  given?: string,
): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined) return tell(vscode.l10n.t('Open a file and select the lines to change first.'));
  const { document } = editor;
  await workspace.ready();
  const refused = workspace.refusal(document.uri);
  if (refused !== null) return tell(refused);
  const path = vscode.workspace.asRelativePath(document.uri, false);
  if ((await files.target(path)) === null) {
    return tell(vscode.l10n.t('Weir changes files of this workspace only, and none that hold its settings.'));
  }
  const range = wholeLines(document, editor.selection);
  if (range.end.line - range.start.line >= mostLines) {
    return tell(vscode.l10n.t('Select fewer lines: at most {0} can be changed at a time.', mostLines));
  }
  if (document.getText(range).trim() === '') return tell(vscode.l10n.t('Select the lines to change first.'));
  const wish = (typeof given === 'string' ? given : await askWish())?.trim();
  if (wish === undefined || wish === '') return;

  const line = range.start.line + 1;
  await runner.run({
    kind: 'edit',
    subject: `${wish} · ${path}:${line}`,
    frames: [{ path, line, label: '' }],
    async *start(pin, signal) {
      const tiers = await session.tiers();
      const subject = {
        path,
        languageId: document.languageId,
        wish,
        code: document.getText(range),
        startLine: line,
        endLine: range.end.line + 1,
      };
      const selection = { start: document.offsetAt(range.start), end: document.offsetAt(range.end) };
      const diagnostics = diagnosticsOf([document.uri]);
      const readFile = (file: string): Promise<string | null> => files.read(file);
      const fileText = document.getText();
      yield* edit(session, tiers, { subject, fileText, selection, diagnostics, readFile, pin }, signal);
    },
    openFrame: () => void workspace.open(path, line),
  });
}

/** The lines that a selection touches; the line of the cursor where nothing is selected. */
function wholeLines(document: vscode.TextDocument, selection: vscode.Selection): vscode.Range {
  const { start, end } = selection;
  // A selection of whole lines ends at the start of the next one.
  const last = end.character === 0 && end.line > start.line ? end.line - 1 : end.line;
  return new vscode.Range(start.line, 0, last, document.lineAt(last).range.end.character);
}

function askWish(): Thenable<string | undefined> {
  return vscode.window.showInputBox({
    title: vscode.l10n.t('Weir: Edit Selection'),
    prompt: vscode.l10n.t('What should become of the selected lines?'),
    placeHolder: vscode.l10n.t('extract a function, make it async, handle the empty list …'),
  });
}

function tell(sentence: string): void {
  void vscode.window.showInformationMessage(sentence);
}
