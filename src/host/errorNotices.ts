// What went wrong, once: one notification for one cause in ten minutes, the rest in the log; a rate limit counts down in the status bar.
import * as vscode from 'vscode';
import type { ModelError, ModelErrorKind } from '../core/modelError';
import type { Log } from './log';
import type { RateLimit } from './rateLimit';
import type { StatusBar } from './statusBar';
import { ToldCauses } from './toldCauses';

type Failure = Pick<ModelError, 'kind' | 'sentence' | 'retryAfterMs'>;

export class ErrorNotices {
  private readonly causes = new ToldCauses(() => Date.now());

  constructor(
    private readonly status: StatusBar,
    private readonly limit: RateLimit,
    private readonly log: Log,
  ) {}

  /** `seen`: the user has the sentence before his eyes already, in the answer view. */
  failed(error: Failure, seen: boolean): void {
    this.show(error);
    if (seen || !this.causes.isNew(error)) return;
    this.log.warn(error.sentence);
    const fix = fixes[error.kind];
    const title = fix === undefined ? vscode.l10n.t('Show Log') : fix.title();
    void vscode.window.showWarningMessage(error.sentence, title).then((chosen) => {
      if (chosen === title) void vscode.commands.executeCommand(fix?.command ?? 'weir.showLog');
    });
  }

  private show({ kind, sentence, retryAfterMs }: Failure): void {
    if (kind === 'budget') return this.status.show({ kind: 'over-budget', sentence });
    const counts = kind === 'rate-limited' && retryAfterMs !== undefined && this.limit.start(retryAfterMs, sentence);
    this.status.show((counts ? this.limit.state : null) ?? { kind: 'error', cause: kind, sentence });
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
