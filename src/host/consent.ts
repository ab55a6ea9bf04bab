// Which origins may see this workspace's code. Models on this machine need no yes; every other origin needs one for each workspace.
import * as vscode from 'vscode';
import type { ModelInfo } from '../core/model';

const key = 'weir.agreedOrigins';

export class Consent {
  private readonly asking = new Set<string>();
  /** Origins that got no yes in this window: typing does not ask about them again. */
  private readonly declined = new Set<string>();

  constructor(
    private readonly memento: vscode.Memento,
    /** After a yes: what failed for want of it may be tried again. */
    private readonly onAgreed: () => void,
  ) {}

  agreed(info: Pick<ModelInfo, 'origin' | 'local'>): boolean {
    return info.local || this.memento.get<readonly string[]>(key, []).includes(info.origin);
  }

  /** Asks once at a time for an origin; nobody waits for the answer. `explicit`: the user asked for something just now. */
  ask(info: ModelInfo, explicit: boolean): void {
    if (this.agreed(info) || this.asking.has(info.origin)) return;
    if (!explicit && this.declined.has(info.origin)) return;
    this.asking.add(info.origin);
    void this.question(info).finally(() => this.asking.delete(info.origin));
  }

  private async question(info: ModelInfo): Promise<void> {
    const allow = vscode.l10n.t('Allow');
    const answer = await vscode.window.showInformationMessage(
      vscode.l10n.t('May Weir send code of this workspace to {0} ({1})?', info.origin, info.model),
      allow,
      vscode.l10n.t('Not Now'),
    );
    if (answer !== allow) {
      this.declined.add(info.origin);
      return;
    }
    await this.agree(info.origin);
    this.onAgreed();
  }

  /** The user named this address himself, where it was said what goes there. */
  async agree(origin: string): Promise<void> {
    const agreed = this.memento.get<readonly string[]>(key, []);
    if (!agreed.includes(origin)) await this.memento.update(key, [...agreed, origin]);
  }
}
