// The files that a patch may touch: inside the workspace where their links lead, too, and never a protected one.
import { realpath } from 'node:fs/promises';
import { relative, sep } from 'node:path';
import * as vscode from 'vscode';
import { protectedPath } from '../core/patch/protectedPath';
import type { Workspace } from './workspace';

export class PatchFiles {
  constructor(private readonly workspace: Workspace) {}

  /** Null where the file must not be changed, or is not there. */
  async target(path: string): Promise<vscode.Uri | null> {
    await this.workspace.ready();
    if (protectedPath(path) !== null) return null;
    const uri = this.workspace.uriOf(path);
    if (uri === null || this.workspace.refusal(uri) !== null) return null;
    return (await staysInside(uri)) ? uri : null;
  }

  /** The text that edits are held against: the editor's, where the file is open. */
  async read(path: string): Promise<string | null> {
    return (await this.target(path)) === null ? null : this.workspace.read(path);
  }
}

/** Whether a file, with all links followed, lies in its workspace folder and is not protected there. */
async function staysInside(uri: vscode.Uri): Promise<boolean> {
  const folder = vscode.workspace.getWorkspaceFolder(uri);
  if (folder === undefined) return false;
  // Elsewhere there is no link that Weir could follow: the file system behind the address decides.
  if (uri.scheme !== 'file') return true;
  try {
    const [root, real] = [await realpath(folder.uri.fsPath), await realpath(uri.fsPath)];
    const inside = relative(root, real);
    return inside !== '' && protectedPath(inside.split(sep).join('/')) === null;
  } catch {
    // Not there, or not to be read: nothing to change.
    return false;
  }
}
