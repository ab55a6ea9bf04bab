// A trace store that cannot be read or written: one notice a window, whoever meets it first, and every other cause into the log.
// Tasks go on without it.
import * as vscode from 'vscode';
import type { Log } from './log';

export class StoreNotice {
  private told = false;
  private readonly logged = new Set<string>();

  constructor(private readonly log: Pick<Log, 'warn'>) {}

  failed = (error: unknown): void => {
    this.tell(error instanceof Error ? error.message : String(error));
  };

  /** `sentence` says what is wrong, or what was done about it. */
  tell = (sentence: string): void => {
    if (this.logged.has(sentence)) return;
    this.logged.add(sentence);
    this.log.warn(sentence);
    if (this.told) return;
    this.told = true;
    const show = vscode.l10n.t('Show Log');
    const words = vscode.l10n.t('Weir answers, and cannot keep its traces as it should: {0}', sentence);
    void vscode.window.showWarningMessage(words, show).then((chosen) => {
      if (chosen === show) void vscode.commands.executeCommand('weir.showLog');
    });
  };
}
