// "Always" and "never" for a kind of task: the user's standing word on which tier answers it. The cascade sees it as a pin.
import * as vscode from 'vscode';
import type { TaskKind, Tier } from '../core/task';

const key = 'weir.kindRules';

export class KindRules {
  constructor(private readonly memento: vscode.Memento) {}

  /** Null: the cascade decides. */
  pinFor(kind: TaskKind): Tier | null {
    return this.all()[kind] ?? null;
  }

  async ask(kind: TaskKind): Promise<void> {
    const now = this.pinFor(kind);
    const name = names[kind]();
    const choices: readonly (readonly [Tier | null, string])[] = [
      [null, vscode.l10n.t('$(git-merge) Let the cascade decide for {0}', name)],
      ['strong', vscode.l10n.t('$(rocket) Always the strong model for {0}', name)],
      ['fast', vscode.l10n.t('$(zap) Never the strong model for {0}', name)],
    ];
    const chosen = await vscode.window.showQuickPick(
      choices.map(([tier, label]) => ({ label, tier, ...(tier === now && { description: vscode.l10n.t('now') }) })),
      { title: 'Weir', placeHolder: vscode.l10n.t('Which model is to answer {0} from now on?', name) },
    );
    if (chosen === undefined) return;
    const { [kind]: _before, ...others } = this.all();
    await this.memento.update(key, chosen.tier === null ? others : { ...others, [kind]: chosen.tier });
  }

  private all(): Readonly<Partial<Record<TaskKind, Tier>>> {
    return this.memento.get<Partial<Record<TaskKind, Tier>>>(key, {});
  }
}

const names: Readonly<Record<TaskKind, () => string>> = {
  complete: () => vscode.l10n.t('completions'),
  explain: () => vscode.l10n.t('Explain'),
  edit: () => vscode.l10n.t('Edit'),
  debug: () => vscode.l10n.t('Debug'),
  chat: () => vscode.l10n.t('chat'),
};
