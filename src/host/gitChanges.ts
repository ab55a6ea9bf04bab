// What changed in a file lately, as the editor's Git extension tells: what is not committed yet, else the file's last commit
// where that is recent. Nothing where there is no Git.
import * as vscode from 'vscode';

/** The part of the extension's API that is used here. */
interface GitExtension {
  readonly enabled: boolean;
  getAPI(version: 1): { getRepository(uri: vscode.Uri): Repository | null };
}

interface Repository {
  diffWithHEAD(path: string): Promise<string>;
  diffBetween(from: string, to: string, path: string): Promise<string>;
  log(options: { readonly maxEntries: number; readonly path: string }): Promise<readonly Commit[]>;
}

interface Commit {
  readonly hash: string;
  readonly commitDate?: Date;
}

const recentMs = 30 * 24 * 3_600_000;

/** A unified diff of one file; null where nothing is known of it. */
export async function gitChange(uri: vscode.Uri, now: number): Promise<string | null> {
  const repository = await repositoryOf(uri);
  if (repository === null) return null;
  try {
    const open = await repository.diffWithHEAD(uri.fsPath);
    if (open.trim() !== '') return open;
    const [last] = await repository.log({ maxEntries: 1, path: uri.fsPath });
    if (last === undefined || now - (last.commitDate?.getTime() ?? now) > recentMs) return null;
    return await repository.diffBetween(`${last.hash}^`, last.hash, uri.fsPath);
  } catch {
    // Not under version control, without a commit yet, or in its very first one.
    return null;
  }
}

/** What is not committed yet; null where there is no Git, empty where nothing changed. */
export async function uncommitted(uri: vscode.Uri): Promise<string | null> {
  try {
    return (await (await repositoryOf(uri))?.diffWithHEAD(uri.fsPath)) ?? null;
  } catch {
    // A repository without a commit has nothing to compare with.
    return null;
  }
}

async function repositoryOf(uri: vscode.Uri): Promise<Repository | null> {
  const extension = vscode.extensions.getExtension<GitExtension>('vscode.git');
  if (extension === undefined || uri.scheme !== 'file') return null;
  const git = extension.isActive ? extension.exports : await extension.activate();
  return git.enabled ? git.getAPI(1).getRepository(uri) : null;
}
