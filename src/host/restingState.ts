// What the status bar says while nothing happens. An untrusted workspace says so from the start, not after the first key.
import * as vscode from 'vscode';
import type { StatusState } from '../shared/statusText';

export function restingState(): StatusState {
  if (!vscode.workspace.isTrusted) return { kind: 'silent', why: { rule: 'held.untrusted', weight: 1, data: {} } };
  return { kind: 'idle' };
}
