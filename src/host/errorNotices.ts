// What went wrong, once: one notification for one cause in ten minutes, the rest in the log; a rate limit counts down in the status bar.
import * as vscode from 'vscode';
import type { ModelError, ModelErrorKind } from '../core/modelError';
import type { Log } from './log';
import type { StatusBar } from './statusBar';

const sameCauseMs = 600_000;
/** A server that asks for a longer wait than this is out of quota, not busy. */
const longestCountMs = 600_000;

type Failure = Pick<ModelError, 'kind' | 'sentence' | 'retryAfterMs'>;

export class ErrorNotices implements vscode.Disposable {
  private readonly told = new Map<string, number>();
  private counting: NodeJS.Timeout | undefined;

  constructor(
    private readonly status: StatusBar,
    private readonly log: Log,
    private readonly now: () => number = () => Date.now(),
  ) {}

  /** `seen`: the user has the sentence before his eyes already, in the answer view. */
  failed(error: Failure, seen: boolean): void {
    const wait = error.retryAfterMs;
    if (error.kind === 'rate-limited' && wait !== undefined && wait <= longestCountMs) this.count(wait, error.sentence);
    else this.status.show({ kind: 'error', sentence: error.sentence });
    if (seen || !this.isNew(error)) return;
    this.log.warn(error.sentence);
    const fix = fixes[error.kind];
    const title = fix === undefined ? vscode.l10n.t('Show Log') : fix.title();
    void vscode.window.showWarningMessage(error.sentence, title).then((chosen) => {
      if (chosen === title) void vscode.commands.executeCommand(fix?.command ?? 'weir.showLog');
    });
  }

  dispose(): void {
    clearInterval(this.counting);
  }

  private isNew({ kind, sentence }: Failure): boolean {
    // The same cause may come in other words: a wait of 30 s, then of 29 s.
    const cause = `${kind} ${sentence.replace(/\d+/g, '#')}`;
    const now = this.now();
    if (now - (this.told.get(cause) ?? -Infinity) < sameCauseMs) return false;
    this.told.set(cause, now);
    return true;
  }

  private count(waitMs: number, sentence: string): void {
    const end = this.now() + waitMs;
    clearInterval(this.counting);
    const step = (): void => {
      const leftMs = end - this.now();
      const current = this.status.current.kind;
      if (leftMs > 0 && (current === 'limited' || leftMs === waitMs))
        this.status.show({ kind: 'limited', leftMs, sentence });
      else {
        clearInterval(this.counting);
        if (current === 'limited') this.status.rest();
      }
    };
    this.status.show({ kind: 'limited', leftMs: waitMs, sentence });
    this.counting = setInterval(step, 1_000);
  }
}

interface Fix {
  readonly title: () => string;
  readonly command: string;
}

const fixes: Readonly<Partial<Record<ModelErrorKind, Fix>>> = {
  auth: { title: () => vscode.l10n.t('Set API Key'), command: 'weir.setKey' },
  'unknown-model': { title: () => vscode.l10n.t('Choose Model'), command: 'weir.chooseModel' },
  'not-configured': { title: () => vscode.l10n.t('Set Up Models'), command: 'weir.setUp' },
  network: { title: () => vscode.l10n.t('Test Connection'), command: 'weir.testConnection' },
  tls: { title: () => vscode.l10n.t('Test Connection'), command: 'weir.testConnection' },
};
