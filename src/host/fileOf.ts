// The file that a document is, or is a part of: the address of a notebook's cell lies in no folder and names no file.
import * as vscode from 'vscode';

const cellScheme = 'vscode-notebook-cell';

export function isCell({ scheme }: vscode.Uri): boolean {
  return scheme === cellScheme;
}

export function fileOf(uri: vscode.Uri): vscode.Uri {
  if (!isCell(uri)) return uri;
  const name = uri.toString();
  const holds = (notebook: vscode.NotebookDocument): boolean =>
    notebook.getCells().some(({ document }) => document.uri.toString() === name);
  return vscode.workspace.notebookDocuments.find(holds)?.uri ?? uri;
}

/** The file's path in the workspace; whole where it lies outside. */
export function pathInWorkspace(uri: vscode.Uri): string {
  return vscode.workspace.asRelativePath(fileOf(uri), false);
}
