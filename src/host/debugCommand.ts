// `weir.debug`: takes a trace from the selection, a diagnostic at the cursor, the clipboard or the open text.
import * as vscode from 'vscode';
import { debugTrace } from './debugTrace';
import { explainDiagnostic, problemAtCursor } from './explainDiagnostic';
import { tell, type TaskParts } from './taskParts';

export async function debugCommand(parts: TaskParts, given?: string): Promise<void> {
  if (await debugTrace(parts, typeof given === 'string' ? [given] : await candidates())) return;
  const problem = await problemAtCursor(parts.workspace);
  if (problem !== null) return explainDiagnostic(parts, problem);
  const editor = vscode.window.activeTextEditor;
  // Anything else that is open, be it an issue's text: a false trace is less likely than a true one.
  if (editor !== undefined && (await debugTrace(parts, [editor.document.getText()]))) return;
  tell(
    vscode.l10n.t('No stack trace was found: select one in an editor, or copy it from the terminal, and try again.'),
  );
}

/** Where a trace may stand, in the order in which the user means it. */
async function candidates(): Promise<string[]> {
  const editor = vscode.window.activeTextEditor;
  const texts: string[] = [];
  if (editor !== undefined && !editor.selection.isEmpty) texts.push(editor.document.getText(editor.selection));
  texts.push(await vscode.env.clipboard.readText());
  // A log or an untitled text that was pasted into an editor.
  if (editor !== undefined && ['plaintext', 'log'].includes(editor.document.languageId))
    texts.push(editor.document.getText());
  return texts;
}
