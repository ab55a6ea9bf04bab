// Changes texts of open documents: one workspace edit for all files, so that the editor undoes it as one.
import * as vscode from 'vscode';
import { changedRange } from '../core/patch/changedRange';

export interface TextChange {
  readonly document: vscode.TextDocument;
  /** Both with the line ends that `plainText` gives. */
  readonly from: string;
  readonly to: string;
}

/** A document's text with `\n` at its line ends; the editor puts its own where a text is inserted. */
export function plainText(text: string): string {
  return text.replaceAll('\r\n', '\n');
}

/** Resolves to whether it was done. Files that were saved before are saved after, so that what runs sees the change. */
export async function changeTexts(changes: readonly TextChange[], label: string): Promise<boolean> {
  const edit = new vscode.WorkspaceEdit();
  const clean = changes.filter(({ document }) => !document.isDirty);
  for (const { document, from, to } of changes) {
    const { start, endBefore, endAfter } = changedRange(from, to);
    const range = new vscode.Range(positionIn(from, start), positionIn(from, endBefore));
    edit.replace(document.uri, range, to.slice(start, endAfter), { needsConfirmation: false, label });
  }
  if (!(await vscode.workspace.applyEdit(edit, { isRefactoring: true }))) return false;
  for (const { document } of clean) await document.save();
  return true;
}

/** Lines and columns are the same whatever ends the lines. */
function positionIn(text: string, offset: number): vscode.Position {
  const before = text.slice(0, offset);
  const lineStart = before.lastIndexOf('\n') + 1;
  return new vscode.Position(before.split('\n').length - 1, offset - lineStart);
}
