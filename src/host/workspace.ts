// Files of the workspace, through one gate: only inside it, only trusted, never what the deny list names.
import * as vscode from 'vscode';
import { isDeniedPath } from '../core/privacy/denyList';

/** Files larger than this are never read for context. */
const maxBytes = 1_000_000;
const maxFiles = 20_000;
const leftOut = '**/{node_modules,.git,dist,out,build,target,.venv,venv,__pycache__}/**';

export class Workspace {
  get folders(): readonly string[] {
    return (vscode.workspace.workspaceFolders ?? []).map((folder) => folder.uri.fsPath);
  }

  /** Why nothing of this file may be read or sent, as the user's sentence; null where it may. */
  refusal(uri: vscode.Uri): string | null {
    if (!vscode.workspace.isTrusted) {
      return vscode.l10n.t(
        'Weir reads and sends nothing before you trust this workspace: use "Manage Workspace Trust".',
      );
    }
    if (isDeniedPath(vscode.workspace.asRelativePath(uri, false)).denied) {
      return vscode.l10n.t('Weir never sends files like this one to a model, since they usually hold secrets.');
    }
    return null;
  }

  /** Workspace-relative paths of the files that may be read. */
  async files(): Promise<string[]> {
    if (!vscode.workspace.isTrusted) return [];
    const uris = await vscode.workspace.findFiles('**/*', leftOut, maxFiles);
    return uris.map((uri) => vscode.workspace.asRelativePath(uri, false)).filter((path) => !isDeniedPath(path).denied);
  }

  /** Text of a file inside the workspace, or null where it may not or cannot be read. */
  async read(path: string): Promise<string | null> {
    const uri = this.uriOf(path);
    if (uri === null || this.refusal(uri) !== null) return null;
    const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
    if (open !== undefined) return open.getText();
    try {
      const stat = await vscode.workspace.fs.stat(uri);
      if ((stat.type & vscode.FileType.File) === 0 || stat.size > maxBytes) return null;
      const bytes = await vscode.workspace.fs.readFile(uri);
      if (bytes.includes(0)) return null;
      return new TextDecoder().decode(bytes);
    } catch {
      // Gone or unreadable: context does without it.
      return null;
    }
  }

  /** Opens a file of the workspace at a line; says so where it is gone. */
  async open(path: string, line: number): Promise<void> {
    const uri = this.uriOf(path);
    try {
      if (uri === null) throw new Error('outside');
      const at = new vscode.Position(Math.max(0, line - 1), 0);
      await vscode.window.showTextDocument(uri, { selection: new vscode.Range(at, at) });
    } catch {
      void vscode.window.showWarningMessage(vscode.l10n.t('{0} is not in this workspace any more.', path));
    }
  }

  /** Null for what is not a path inside the workspace. */
  uriOf(path: string): vscode.Uri | null {
    const parts = path.split(/[\\/]/);
    if (path === '' || path.startsWith('/') || /^[A-Za-z]:/.test(path) || parts.includes('..')) return null;
    const folders = vscode.workspace.workspaceFolders ?? [];
    // With several folders, `asRelativePath(uri, false)` leaves the folder's name out; the first that has the file wins.
    const folder = folders[0];
    return folder === undefined ? null : vscode.Uri.joinPath(folder.uri, ...parts);
  }
}
