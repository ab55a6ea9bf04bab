// `weir.setKey`: a key for a tier, into the secret storage, bound to the address that the tier has now.
import * as vscode from 'vscode';
import type { Tier } from '../core/task';

export interface KeyTarget {
  readonly tier: Tier;
  /** Null where the tier's address needs no key. */
  readonly origin: string | null;
  readonly model: string;
}

/** `store` binds the key; an empty key forgets the stored one. Where there is one target only, nothing is asked about it. */
export async function keyCommand(
  targets: readonly KeyTarget[],
  store: (tier: Tier, origin: string, key: string) => Promise<void>,
): Promise<void> {
  const target = targets.length === 1 ? targets[0] : await pickTarget(targets);
  if (target === undefined) return;
  const { tier, origin } = target;
  if (origin === null) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('The {0} model runs without a key: choose another provider in the settings first.', tier),
    );
    return;
  }
  const key = await typedKey(origin, vscode.l10n.t('Empty forgets it.'));
  if (key === undefined) return;
  await store(tier, origin, key);
  void vscode.window.showInformationMessage(
    key === ''
      ? vscode.l10n.t('The key for {0} is forgotten.', origin)
      : vscode.l10n.t('The key for {0} is kept. "Weir: Test Connection" tries it.', origin),
  );
}

async function pickTarget(targets: readonly KeyTarget[]): Promise<KeyTarget | undefined> {
  const chosen = await vscode.window.showQuickPick(
    targets.map((target) => ({
      label: target.tier === 'fast' ? vscode.l10n.t('$(zap) Fast model') : vscode.l10n.t('$(rocket) Strong model'),
      description: target.model,
      detail: target.origin ?? vscode.l10n.t('This model needs no key.'),
      target,
    })),
    { title: vscode.l10n.t('Weir: Set API Key'), placeHolder: vscode.l10n.t('Which model is the key for?') },
  );
  return chosen?.target;
}

/** Asks for the key of an address. `more`: what follows the sentence about where it goes. Undefined: the user turned back. */
export async function typedKey(origin: string, more: string): Promise<string | undefined> {
  const key = await vscode.window.showInputBox({
    title: vscode.l10n.t('Weir: Set API Key'),
    prompt: `${vscode.l10n.t('The key is kept in the secret storage and sent to {0} only.', origin)} ${more}`,
    password: true,
    ignoreFocusOut: true,
  });
  return key?.trim();
}
