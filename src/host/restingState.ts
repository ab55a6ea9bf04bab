// What the status bar says while nothing happens. An untrusted workspace says so from the start, not after the first key.
import * as vscode from 'vscode';
import type { StatusState } from '../shared/statusText';
import { readSettings } from './readSettings';

export interface Resting {
  /** How long Weir still rests; 0 where it does not. */
  readonly pausedMs: number;
  /** A server that asked to wait; null where none did. */
  readonly limited: StatusState | null;
  /** Why the strong tier is closed, in a sentence; null where money is left. */
  readonly overBudget: string | null;
}

/** The first that is true is said: what the user has decided, then what holds Weir back. */
export function restingState({ pausedMs, limited, overBudget }: Resting): StatusState {
  if (!vscode.workspace.isTrusted) return { kind: 'silent', why: { rule: 'held.untrusted', weight: 1, data: {} } };
  if (pausedMs > 0) return { kind: 'paused', leftMs: pausedMs };
  const { completions, localOnly } = readSettings(vscode.window.activeTextEditor?.document);
  if (!completions.enabled) return { kind: 'off' };
  if (limited !== null) return limited;
  return overBudget === null ? { kind: 'idle', localOnly } : { kind: 'over-budget', sentence: overBudget };
}
