// What Explain and Edit may know of the workspace around a place without waiting for a disk.
import * as vscode from 'vscode';
import type { Place } from '../core/tasks/lookAtPlace';
import { diagnosticsOf } from './diagnostics';
import type { Workspace } from './workspace';

export function aroundPlace(workspace: Workspace, uri: vscode.Uri): Pick<Place, 'files' | 'diagnosticsOf'> {
  const own = vscode.workspace.asRelativePath(uri, false);
  const uriOf = (path: string): vscode.Uri | null => (path === own ? uri : workspace.uriOf(path));
  return {
    files: workspace.filesLately(),
    diagnosticsOf: (paths) => diagnosticsOf(paths.flatMap((path) => uriOf(path) ?? [])),
  };
}
