// Where the user was lately: the files looked at and the places changed, newest first. Only files of the workspace.
import * as vscode from 'vscode';
import { RecentEdits } from '../core/completion/recentEdits';

const keptFiles = 8;

export class EditTrail implements vscode.Disposable {
  readonly edits = new RecentEdits();
  private viewed: readonly vscode.TextDocument[] = [];
  private readonly subscriptions = [
    vscode.window.onDidChangeActiveTextEditor((editor) => editor !== undefined && this.look(editor.document)),
    vscode.workspace.onDidChangeTextDocument((event) => this.edited(event)),
    vscode.workspace.onDidCloseTextDocument((closed) => {
      this.viewed = this.viewed.filter((document) => document !== closed);
    }),
  ];

  /** The files looked at lately and still open, then the others that are open. */
  get documents(): readonly vscode.TextDocument[] {
    return [...new Set([...this.viewed, ...vscode.workspace.textDocuments])].filter(
      (document) => !document.isClosed && document.uri.scheme === 'file',
    );
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  private look(document: vscode.TextDocument): void {
    this.viewed = [document, ...this.viewed.filter((other) => other !== document)].slice(0, keptFiles);
  }

  private edited({ document, contentChanges }: vscode.TextDocumentChangeEvent): void {
    if (document.uri.scheme !== 'file') return;
    for (const { range, text } of contentChanges) {
      const grown = text.split('\n').length - 1 - (range.end.line - range.start.line);
      this.edits.add(document.uri.toString(), range.start.line + 1, grown);
    }
  }
}
