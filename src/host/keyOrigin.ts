// A key was typed for one address and its tier now has another: asks before it goes there, naming both. Sends nothing itself.
import * as vscode from 'vscode';
import type { Tier } from '../core/task';

export interface MovedKey {
  readonly tier: Tier;
  readonly boundTo: string;
  readonly origin: string;
}

export class KeyOrigin {
  /** Asked about in this window: closing the question is a no until the address changes again. */
  private readonly asked = new Set<string>();

  constructor(
    private readonly moved: () => Promise<readonly MovedKey[]>,
    private readonly rebind: (moved: MovedKey) => Promise<void>,
  ) {}

  async look(): Promise<void> {
    for (const moved of await this.moved()) {
      const { tier, boundTo, origin } = moved;
      const pair = `${tier} ${boundTo} ${origin}`;
      if (this.asked.has(pair)) continue;
      this.asked.add(pair);
      const send = vscode.l10n.t('Send It There');
      const other = vscode.l10n.t('Type Another Key');
      const name = tier === 'fast' ? vscode.l10n.t('fast') : vscode.l10n.t('strong');
      const answer = await vscode.window.showWarningMessage(
        vscode.l10n.t(
          'The key of the {0} model was typed for {1}, and its address is now {2}. May the key be sent to {2}?',
          name,
          boundTo,
          origin,
        ),
        send,
        other,
      );
      if (answer === send) await this.rebind(moved);
      if (answer === other) await vscode.commands.executeCommand('weir.setKey');
    }
  }
}
