// Whether Weir may offer to debug what failed without being asked. Off until the user says so.
import * as vscode from 'vscode';
import { readSettings } from './readSettings';

export function offersDebug(): boolean {
  return readSettings().offerDebug;
}

export function stopOffering(): Thenable<void> {
  return vscode.workspace.getConfiguration('weir').update('offerDebug', false, vscode.ConfigurationTarget.Global);
}
