// The settings as they were last read, until the editor says that some have changed: reading them takes the editor more than a tenth
// of a millisecond, and a task and a keystroke ask several times. To be made before whoever else listens for changes.
import * as vscode from 'vscode';
import type { Settings } from '../core/settings';
import { readSettings } from './readSettings';

/** A user has few files open at a time. */
const most = 50;

export class KeptSettings implements vscode.Disposable {
  private readonly kept = new Map<string, Settings>();
  private readonly subscriptions: readonly vscode.Disposable[];

  constructor() {
    const forget = (): void => this.kept.clear();
    this.subscriptions = [
      vscode.workspace.onDidChangeConfiguration(forget),
      vscode.workspace.onDidChangeWorkspaceFolders(forget),
      vscode.workspace.onDidGrantWorkspaceTrust(forget),
    ];
  }

  read(scope?: vscode.ConfigurationScope): Settings {
    const place = placeOf(scope);
    const known = this.kept.get(place);
    if (known !== undefined) return known;
    if (this.kept.size >= most) this.kept.clear();
    const read = readSettings(scope);
    this.kept.set(place, read);
    return read;
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
  }
}

/** A setting may be another one in another folder and another language. */
function placeOf(scope: vscode.ConfigurationScope | undefined): string {
  if (scope === undefined) return '';
  if (scope instanceof vscode.Uri) return scope.toString();
  return `${scope.uri?.toString() ?? ''} ${'languageId' in scope ? scope.languageId : ''}`;
}
