// When the user last did something with what stands there: scrolled in the answer, copied from it, or typed in an editor.
import * as vscode from 'vscode';

export class Touches implements vscode.Disposable {
  private lastMs = 0;
  private readonly typing = vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
    const active = vscode.window.activeTextEditor?.document;
    if (contentChanges.length > 0 && document === active) this.touched();
  });

  /** Epoch milliseconds; 0 where nothing was done yet. */
  readonly at = (): number => this.lastMs;

  touched(): void {
    this.lastMs = Date.now();
  }

  dispose(): void {
    this.typing.dispose();
  }
}
