// What every command that starts a task needs. Holds nothing itself.
import * as vscode from 'vscode';
import type { Session } from '../core/session';
import type { PatchFiles } from './patchFiles';
import type { TaskRunner } from './taskRunner';
import type { Workspace } from './workspace';

export interface TaskParts {
  readonly session: Session;
  readonly runner: TaskRunner;
  readonly workspace: Workspace;
  readonly patchFiles: PatchFiles;
}

/** One sentence where a command can do nothing. */
export function tell(sentence: string): void {
  void vscode.window.showInformationMessage(sentence);
}
