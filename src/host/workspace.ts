// Files of the workspace, through one gate: only inside it, only trusted, never what the deny list names.
import * as vscode from 'vscode';
import { IgnoreRules } from '../core/privacy/ignoreRules';
import { fileOf, pathInWorkspace } from './fileOf';
import { readIgnoreFiles, watchIgnoreFiles } from './ignoreFiles';
import { leadsToDenied, readInside } from './readInside';

/** Files larger than this are never read for context. */
const maxBytes = 1_000_000;
const maxFiles = 20_000;
/** A list of files older than this is made anew. */
const freshMs = 60_000;
const leftOut = '**/{node_modules,.git,dist,out,build,target,.venv,venv,__pycache__}/**';

export class Workspace implements vscode.Disposable {
  private rules: Promise<IgnoreRules> | null = null;
  /** Until the ignore files have been read, the built-in list speaks alone; `ready` waits for them. */
  private current = new IgnoreRules([]);
  private readonly forget = (): void => {
    this.rules = null;
  };
  private readonly watcher = watchIgnoreFiles(this.forget);
  /** A folder that comes later tells of none of its files. */
  private readonly folderWatch = vscode.workspace.onDidChangeWorkspaceFolders(this.forget);

  /** Resolves once the ignore files are known. At once but for the first time, and after one of them changed. */
  async ready(): Promise<void> {
    if (!vscode.workspace.isTrusted) return;
    const asked = (this.rules ??= readIgnoreFiles());
    const read = await asked;
    // One of them changed meanwhile: what was read is old, and may not undo what a newer look finds.
    if (this.rules !== asked) return this.ready();
    if (this.current === read) return;
    this.current = read;
    this.linked.clear();
    this.listed = null;
  }

  /** Whether the links of an open file lead to a denied one; looked up once, since typing must not wait for a disk. */
  private readonly linked = new Map<string, boolean>();
  private readonly closing = vscode.workspace.onDidCloseTextDocument(({ uri }) => {
    this.linked.delete(uri.toString());
  });

  dispose(): void {
    this.watcher.dispose();
    this.folderWatch.dispose();
    this.closing.dispose();
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
    const file = fileOf(uri);
    const { denied, rule } = this.current.check(pathInWorkspace(file));
    if (denied) return vscode.l10n.t('Weir keeps this file to itself: it is named by the rule "{0}".', rule ?? '');
    return this.isLinkToDenied(file)
      ? vscode.l10n.t('Weir keeps this file to itself: it is a link to a private one.')
      : null;
  }

  private isLinkToDenied(uri: vscode.Uri): boolean {
    if (uri.scheme !== 'file') return false;
    const known = this.linked.get(uri.toString());
    if (known !== undefined) return known;
    const folder = vscode.workspace.getWorkspaceFolder(uri)?.uri.fsPath ?? null;
    const denied = leadsToDenied(folder, uri.fsPath, (path) => this.current.check(path).denied);
    this.linked.set(uri.toString(), denied);
    return denied;
  }

  private listed: { readonly paths: readonly string[]; readonly at: number } | null = null;

  /** Workspace-relative paths of the files that may be read. */
  async files(): Promise<readonly string[]> {
    if (!vscode.workspace.isTrusted) return [];
    await this.ready();
    const uris = await vscode.workspace.findFiles('**/*', leftOut, maxFiles);
    const paths = uris
      .map((uri) => vscode.workspace.asRelativePath(uri, false))
      .filter((path) => !this.current.check(path).denied);
    this.listed = { paths, at: performance.now() };
    return paths;
  }

  /** The files as they were listed last, for what must not wait; null where they never were. An old list is made anew behind it. */
  filesLately(): readonly string[] | null {
    if (this.listed === null || performance.now() - this.listed.at > freshMs) {
      // A search that fails leaves the list as it is.
      void this.files().then(undefined, () => undefined);
    }
    return this.listed?.paths ?? null;
  }

  /** Text of a file inside the workspace, or null where it may not or cannot be read. */
  async read(path: string): Promise<string | null> {
    const uri = this.uriOf(path);
    if (uri === null || this.refusal(uri) !== null) return null;
    const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
    if (open !== undefined) return open.getText();
    try {
      const bytes = await this.bytesOf(uri);
      if (bytes === null || bytes.includes(0)) return null;
      return new TextDecoder().decode(bytes);
    } catch {
      // Gone or unreadable: context does without it.
      return null;
    }
  }

  private async bytesOf(uri: vscode.Uri): Promise<Uint8Array | null> {
    const folder = vscode.workspace.getWorkspaceFolder(uri);
    if (folder?.uri.scheme === 'file') {
      const denied = (path: string): boolean => this.current.check(path).denied;
      return readInside(folder.uri.fsPath, uri.fsPath, { maxBytes, denied });
    }
    // Elsewhere there is no link that Weir could follow: the file system behind the address decides.
    const stat = await vscode.workspace.fs.stat(uri);
    return (stat.type & vscode.FileType.File) === 0 || stat.size > maxBytes ? null : vscode.workspace.fs.readFile(uri);
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
