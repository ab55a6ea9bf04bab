// The user's hands: how fast keys come, and whether the last change accepted an offer or undid something.
import * as vscode from 'vscode';
import { typingInterval } from '../core/completion/timing';

interface Version {
  readonly uri: string;
  readonly version: number;
}

export class Typing implements vscode.Disposable {
  private lastKeyAt = 0;
  private interval: number | null = null;
  private acceptance: Version | null = null;
  private undo: Version | null = null;
  private readonly subscription = vscode.workspace.onDidChangeTextDocument((event) => this.changed(event));

  get intervalMs(): number | null {
    return this.interval;
  }

  get millisSinceLastKey(): number {
    return Date.now() - this.lastKeyAt;
  }

  justAccepted(document: vscode.TextDocument): boolean {
    return isLast(this.acceptance, document);
  }

  justUndone(document: vscode.TextDocument): boolean {
    return isLast(this.undo, document);
  }

  /** The editor ran an offer's command: the change before it was the acceptance. */
  accepted(): void {
    const document = vscode.window.activeTextEditor?.document;
    this.acceptance = document === undefined ? null : versionOf(document);
  }

  dispose(): void {
    this.subscription.dispose();
  }

  private changed({ document, contentChanges, reason }: vscode.TextDocumentChangeEvent): void {
    if (contentChanges.length === 0 || document.uri.scheme === 'output') return;
    const now = Date.now();
    this.interval = typingInterval(this.interval, now - this.lastKeyAt);
    this.lastKeyAt = now;
    if (reason === vscode.TextDocumentChangeReason.Undo) this.undo = versionOf(document);
  }
}

function versionOf(document: vscode.TextDocument): Version {
  return { uri: document.uri.toString(), version: document.version };
}

function isLast(change: Version | null, document: vscode.TextDocument): boolean {
  return change !== null && change.version === document.version && change.uri === document.uri.toString();
}
