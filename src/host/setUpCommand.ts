// `weir.setUp`: where the two models live. Downloads the embedded ones after one yes, with progress and a way out.
import * as vscode from 'vscode';
import { ModelError, isCancelled } from '../core/modelError';
import type { ProviderChoice } from '../core/settings';
import type { Tier } from '../core/task';

export interface ModelOffer {
  readonly tier: Tier;
  readonly id: string;
  readonly licence: string;
  readonly bytes: number;
  readonly there: boolean;
}

export interface Downloads {
  offers(): readonly ModelOffer[];
  /** @throws {ModelError} */
  fetch(tier: Tier, signal: AbortSignal, onProgress: (done: number, total: number) => void): Promise<void>;
}

interface Choice extends vscode.QuickPickItem {
  readonly provider: ProviderChoice;
}

export async function setUpCommand(downloads: Downloads, refresh: () => void): Promise<void> {
  const choice = await vscode.window.showQuickPick(choices(downloads.offers()), {
    title: vscode.l10n.t('Weir: Set Up Models'),
    placeHolder: vscode.l10n.t('Where do your models live?'),
    matchOnDetail: true,
  });
  if (choice === undefined) return;
  const ready = choice.provider === 'embedded' ? await fetchMissing(downloads) : await furtherFacts(choice.provider);
  if (!ready) return;
  await both('provider', choice.provider);
  refresh();
  await vscode.commands.executeCommand('weir.testConnection');
}

function choices(offers: readonly ModelOffer[]): Choice[] {
  const missing = offers.filter((offer) => !offer.there).reduce((sum, offer) => sum + offer.bytes, 0);
  const size = missing === 0 ? vscode.l10n.t('already here') : vscode.l10n.t('{0} to download', megabytes(missing));
  return [
    {
      label: vscode.l10n.t('$(device-desktop) On this machine, inside Weir'),
      detail: `${offers.map((offer) => `${offer.id} (${offer.licence})`).join(', ')}: ${size}`,
      provider: 'embedded',
    },
    {
      label: vscode.l10n.t('$(server) A server that speaks OpenAI’s protocol'),
      detail: vscode.l10n.t('Ollama, llama.cpp, LM Studio, vLLM, or any gateway'),
      provider: 'compatible',
    },
    { label: '$(cloud) OpenAI', detail: vscode.l10n.t('With a key of yours'), provider: 'openai' },
    { label: '$(cloud) Anthropic', detail: vscode.l10n.t('With a key of yours'), provider: 'anthropic' },
    {
      label: vscode.l10n.t('$(vscode) VS Code’s own models'),
      detail: vscode.l10n.t('From Copilot or another provider in this editor; needs no key'),
      provider: 'vscode',
    },
    {
      label: vscode.l10n.t('$(wand) Whatever is there'),
      detail: vscode.l10n.t(
        'Keys in the environment, else VS Code’s models, else a server found here, else the embedded ones',
      ),
      provider: 'auto',
    },
  ];
}

/** Asks for what a provider cannot do without; false where the user turned back. */
async function furtherFacts(provider: ProviderChoice): Promise<boolean> {
  if (provider === 'compatible') {
    const address = await vscode.window.showInputBox({
      title: vscode.l10n.t('Address of the server'),
      value: 'http://127.0.0.1:11434/v1',
      validateInput: (value) =>
        URL.canParse(value) ? null : vscode.l10n.t('Write it like http://127.0.0.1:11434/v1.'),
      ignoreFocusOut: true,
    });
    if (address === undefined) return false;
    await both('baseUrl', address);
    return true;
  }
  if (provider === 'openai' || provider === 'anthropic') {
    await both('baseUrl', '');
    await both('provider', provider);
    await vscode.commands.executeCommand('weir.setKey');
  }
  return true;
}

async function both(name: string, value: string): Promise<void> {
  const config = vscode.workspace.getConfiguration('weir');
  for (const tier of ['fast', 'strong'])
    await config.update(`${tier}.${name}`, value, vscode.ConfigurationTarget.Global);
}

async function fetchMissing(downloads: Downloads): Promise<boolean> {
  for (const offer of downloads.offers().filter((one) => !one.there)) {
    if (!(await fetchOne(downloads, offer))) return false;
  }
  return true;
}

async function fetchOne(downloads: Downloads, { tier, id }: ModelOffer): Promise<boolean> {
  const title = vscode.l10n.t('Weir fetches {0}', id);
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  return vscode.window.withProgress(options, async (progress, token) => {
    const abort = new AbortController();
    token.onCancellationRequested(() => abort.abort());
    let shown = 0;
    try {
      await downloads.fetch(tier, abort.signal, (done, total) => {
        const percent = total === 0 ? 0 : Math.floor((done / total) * 100);
        progress.report({ increment: percent - shown, message: `${megabytes(done)} / ${megabytes(total)}` });
        shown = percent;
      });
      return true;
    } catch (error) {
      if (!(error instanceof ModelError)) throw error;
      if (!isCancelled(error)) void vscode.window.showErrorMessage(error.sentence);
      return false;
    }
  });
}

function megabytes(bytes: number): string {
  return `${Math.round(bytes / 1e6)} MB`;
}
