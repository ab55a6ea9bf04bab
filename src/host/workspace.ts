// Files of the workspace, through one gate: only inside it, only trusted, never what the deny list names.
import * as vscode from 'vscode';
import { IgnoreRules } from '../core/privacy/ignoreRules';
import { readIgnoreFiles, watchIgnoreFiles } from './ignoreFiles';

/** Files larger than this are never read for context. */
const maxBytes = 1_000_000;
const maxFiles = 20_000;
const leftOut = '**/{node_modules,.git,dist,out,build,target,.venv,venv,__pycache__}/**';

export class Workspace implements vscode.Disposable {
  private rules: Promise<IgnoreRules> | null = null;
  /** Until the ignore files have been read, the built-in list speaks alone; `ready` waits for them. */
  private current = new IgnoreRules([]);
  private readonly watcher = watchIgnoreFiles(() => {
    this.rules = null;
  });

  /** Resolves once the ignore files are known. At once but for the first time, and after one of them changed. */
  async ready(): Promise<void> {
    if (!vscode.workspace.isTrusted) return;
    this.rules ??= readIgnoreFiles();
    this.current = await this.rules;
  }

  dispose(): void {
    this.watcher.dispose();
  }

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
    const { denied, rule } = this.current.check(vscode.workspace.asRelativePath(uri, false));
    if (denied) return vscode.l10n.t('Weir keeps this file to itself: it is named by the rule "{0}".', rule ?? '');
    return null;
  }

  /** Workspace-relative paths of the files that may be read. */
  async files(): Promise<string[]> {
    if (!vscode.workspace.isTrusted) return [];
    await this.ready();
    const uris = await vscode.workspace.findFiles('**/*', leftOut, maxFiles);
    return uris
      .map((uri) => vscode.workspace.asRelativePath(uri, false))
      .filter((path) => !this.current.check(path).denied);
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
