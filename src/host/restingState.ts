// What the status bar says while nothing happens. An untrusted workspace says so from the start, not after the first key.
import * as vscode from 'vscode';
import type { StatusState } from '../shared/statusText';
import { readSettings } from './readSettings';

/** `pausedMs`: how long Weir still rests; 0 where it does not. */
export function restingState(pausedMs = 0): StatusState {
  if (!vscode.workspace.isTrusted) return { kind: 'silent', why: { rule: 'held.untrusted', weight: 1, data: {} } };
  if (pausedMs > 0) return { kind: 'paused', leftMs: pausedMs };
  return readSettings(vscode.window.activeTextEditor?.document).completions.enabled
    ? { kind: 'idle' }
    : { kind: 'off' };
}
