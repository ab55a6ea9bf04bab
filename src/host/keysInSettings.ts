// A key that stands in the settings, where any program can read it: moved into the secret storage and wiped. Reads no other setting.
import * as vscode from 'vscode';
import type { Tier } from '../core/task';

/** Names under `weir.` that other extensions have taught people to write keys into. None of them is a setting of Weir. */
const names: Readonly<Record<Tier, readonly string[]>> = {
  fast: ['fast.apiKey', 'fast.key', 'apiKey', 'key'],
  strong: ['strong.apiKey', 'strong.key', 'apiKey', 'key'],
};

const places = [
  ['globalValue', vscode.ConfigurationTarget.Global],
  ['workspaceValue', vscode.ConfigurationTarget.Workspace],
  ['workspaceFolderValue', vscode.ConfigurationTarget.WorkspaceFolder],
] as const;

/**
 * `store` binds a key to the address that its tier has now; false where that tier needs none.
 * Resolves to the names of the settings that held a key.
 */
export async function moveKeysOutOfSettings(store: (tier: Tier, key: string) => Promise<boolean>): Promise<string[]> {
  const config = vscode.workspace.getConfiguration('weir');
  const found = new Set<string>();
  for (const tier of ['fast', 'strong'] as const) {
    const key = names[tier].flatMap((name) => keyAt(config, name)).at(0);
    if (key !== undefined) await store(tier, key);
    for (const name of names[tier]) if (keyAt(config, name).length > 0) found.add(name);
  }
  for (const name of found) await wipe(config, name);
  return [...found].map((name) => `weir.${name}`);
}

function keyAt(config: vscode.WorkspaceConfiguration, name: string): string[] {
  const inspected = config.inspect<unknown>(name);
  return places.flatMap(([place]) => {
    const value = inspected?.[place];
    return typeof value === 'string' && value.trim() !== '' ? [value.trim()] : [];
  });
}

/** The editor lets an unknown setting be removed, though not written. */
async function wipe(config: vscode.WorkspaceConfiguration, name: string): Promise<void> {
  const inspected = config.inspect<unknown>(name);
  for (const [place, target] of places) {
    if (inspected?.[place] !== undefined) await config.update(name, undefined, target);
  }
}

export function tellMoved(settings: readonly string[]): void {
  if (settings.length === 0) return;
  void vscode.window.showInformationMessage(
    vscode.l10n.t(
      'A key stood in the settings ({0}): Weir has moved it into the secret storage and wiped it there. Change the key if that file was shared.',
      settings.join(', '),
    ),
  );
}
