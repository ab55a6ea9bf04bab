// The ignore files of the workspace, as matchers for the deny-only union in core. Patterns are git's, matched by `ignore`.
import ignore from 'ignore';
import * as vscode from 'vscode';
import { IgnoreRules, ignoreFileNames, type IgnoreFile } from '../core/privacy/ignoreRules';

const glob = `**/{${ignoreFileNames.join(',')}}`;
const leftOut = '**/{node_modules,.git}/**';
const maxFiles = 500;

export async function readIgnoreFiles(): Promise<IgnoreRules> {
  const uris = await vscode.workspace.findFiles(glob, leftOut, maxFiles);
  return new IgnoreRules(await Promise.all(uris.map(readOne)));
}

export function watchIgnoreFiles(changed: () => void): vscode.Disposable {
  const watcher = vscode.workspace.createFileSystemWatcher(glob);
  watcher.onDidChange(changed);
  watcher.onDidCreate(changed);
  watcher.onDidDelete(changed);
  return watcher;
}

async function readOne(uri: vscode.Uri): Promise<IgnoreFile> {
  const path = vscode.workspace.asRelativePath(uri, false);
  const cut = path.lastIndexOf('/');
  const place = { folder: cut < 0 ? '' : path.slice(0, cut), name: path.slice(cut + 1) };
  try {
    const rules = ignore().add(new TextDecoder().decode(await vscode.workspace.fs.readFile(uri)));
    return { ...place, matcher: { ignores: (inside) => rules.ignores(inside) } };
  } catch {
    // There, but not to be understood: everything below it is denied.
    return { ...place, matcher: null };
  }
}
