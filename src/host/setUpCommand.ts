// `weir.setUp`: where the two models live. Asks for what that place cannot do without, and then tries the connection.
import * as vscode from 'vscode';
import type { ProviderChoice } from '../core/settings';
import type { Tier } from '../core/task';
import { fetchOffer, type Downloads } from './downloadOffer';
import { typedKey } from './keyCommand';
import { choices } from './setUpChoices';

export interface SetUpParts {
  readonly downloads: Downloads;
  /** What Weir would use if it were left to choose, in words; null where there is nothing. */
  readonly found: () => Promise<string | null>;
  readonly storeKey: (tier: Tier, origin: string, key: string) => Promise<void>;
  /** Code of this workspace may go there. */
  readonly agree: (origin: string) => Promise<void>;
  /** What is wrong with an address, in a sentence; else its origin, and whether it is on this machine. */
  readonly address: (url: string) => string | { readonly origin: string; readonly local: boolean };
  /** Names of a server's models, the smallest first; empty where it does not say. */
  readonly listModels: (url: string, key: string) => Promise<readonly string[]>;
  readonly changed: () => void;
}

const makers = { openai: 'https://api.openai.com', anthropic: 'https://api.anthropic.com' };

export async function setUpCommand(parts: SetUpParts): Promise<void> {
  const { absent } = parts.downloads;
  const choice = await vscode.window.showQuickPick(choices(await parts.found(), parts.downloads.offers(), absent), {
    title: vscode.l10n.t('Weir: Set Up Models'),
    placeHolder: vscode.l10n.t('Where do your models live?'),
    matchOnDetail: true,
  });
  if (choice === undefined || !(await settle(choice.provider, parts))) return;
  parts.changed();
  await vscode.commands.executeCommand('weir.testConnection');
}

/** False where the user turned back. */
async function settle(provider: ProviderChoice, parts: SetUpParts): Promise<boolean> {
  switch (provider) {
    case 'embedded':
      if (parts.downloads.offers().length > 0) return fetchMissing(parts);
      void vscode.window.showInformationMessage(parts.downloads.absent);
      return false;
    case 'compatible':
      return atServer(parts);
    case 'openai':
    case 'anthropic': {
      const key = await typedKey(makers[provider], agreement(makers[provider]));
      if (key === undefined) return false;
      await keep(parts, makers[provider], key);
      return write(['fast', 'strong'], { provider });
    }
    case 'auto':
    case 'vscode':
      return write(['fast', 'strong'], { provider });
  }
}

/** The fast model first: completions work while the strong one still comes. */
async function fetchMissing(parts: SetUpParts): Promise<boolean> {
  for (const offer of parts.downloads.offers()) {
    if (!offer.there && !(await fetchOffer(parts.downloads, offer))) return false;
    await write([offer.tier], { provider: 'embedded' });
    parts.changed();
  }
  return true;
}

async function atServer(parts: SetUpParts): Promise<boolean> {
  const url = await vscode.window.showInputBox({
    title: vscode.l10n.t('Address of the server'),
    prompt: vscode.l10n.t('Code of this workspace is sent there, and to no other address.'),
    value: 'http://127.0.0.1:11434/v1',
    validateInput: (value) => {
      const address = parts.address(value);
      return typeof address === 'string' ? address : null;
    },
    ignoreFocusOut: true,
  });
  const address = url === undefined ? '' : parts.address(url);
  if (url === undefined || typeof address === 'string') return false;
  if (address.local) return write(['fast', 'strong'], { provider: 'compatible', baseUrl: url });

  const key = await typedKey(address.origin, vscode.l10n.t('Empty where it needs none.'));
  if (key === undefined) return false;
  await keep(parts, address.origin, key);
  const models = await parts.listModels(url, key);
  await write(['fast'], { provider: 'compatible', baseUrl: url, model: models[0] ?? '' });
  return write(['strong'], { provider: 'compatible', baseUrl: url, model: models.at(-1) ?? '' });
}

/** One key serves both tiers; typing an address or a key for it is the yes to it, which the question says. */
async function keep(parts: SetUpParts, origin: string, key: string): Promise<void> {
  if (key !== '') for (const tier of ['fast', 'strong'] as const) await parts.storeKey(tier, origin, key);
  await parts.agree(origin);
}

function agreement(origin: string): string {
  return vscode.l10n.t('Code of this workspace is then sent to {0} and to no other address.', origin);
}

interface TierChoice {
  readonly provider: ProviderChoice;
  readonly baseUrl?: string;
  readonly model?: string;
}

/** Address and model of another place mean nothing at this one. */
async function write(tiers: readonly Tier[], choice: TierChoice): Promise<true> {
  const config = vscode.workspace.getConfiguration('weir');
  const values = { baseUrl: '', model: '', ...choice };
  for (const tier of tiers)
    for (const [name, value] of Object.entries(values))
      await config.update(`${tier}.${name}`, value === '' ? undefined : value, vscode.ConfigurationTarget.Global);
  return true;
}
