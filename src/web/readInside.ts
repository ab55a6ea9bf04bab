// Files of a folder in the web extension host: its file systems show no links, so that a path is where it says.
import * as vscode from 'vscode';
import type { leadsToDenied as leads, readInside as original } from '../host/readInside';

export const readInside: typeof original = async (folder, file, { maxBytes, denied }) => {
  const inside = file.startsWith(`${folder}/`) ? file.slice(folder.length + 1) : null;
  if (inside === null || inside.split('/').includes('..') || denied(inside)) return null;
  const uri = vscode.Uri.file(file);
  try {
    const { type, size } = await vscode.workspace.fs.stat(uri);
    return type !== vscode.FileType.File || size > maxBytes ? null : await vscode.workspace.fs.readFile(uri);
  } catch {
    // Gone or unreadable: context does without it.
    return null;
  }
};

export const leadsToDenied: typeof leads = () => false;
