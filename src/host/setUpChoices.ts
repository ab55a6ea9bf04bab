// The places where models can live, as the set-up offers them: what is here first, then what needs a download, an address or a key.
import * as vscode from 'vscode';
import type { ProviderChoice } from '../core/settings';
import { megabytes, type ModelOffer } from './downloadOffer';

export interface Choice extends vscode.QuickPickItem {
  readonly provider: ProviderChoice;
}

/** `found`: what "whatever is there" would use now, in words; null where there is nothing. `absent`: why there are no `offers`. */
export function choices(found: string | null, offers: readonly ModelOffer[], absent: string): Choice[] {
  const automatic: Choice = {
    label: vscode.l10n.t('$(wand) Whatever is there'),
    detail:
      found ??
      vscode.l10n.t('Keys in the environment, else VS Code’s models, else a server found here, else the embedded ones'),
    provider: 'auto',
  };
  return [
    ...(found === null ? [] : [automatic]),
    ...(offers.length === 0 ? [] : [embedded(offers)]),
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
    ...(found === null ? [automatic] : []),
    // Said where it is looked for, and last, since it leads nowhere.
    ...(offers.length === 0
      ? [{ ...embedded(offers), label: vscode.l10n.t('$(circle-slash) On this machine, inside Weir'), detail: absent }]
      : []),
  ];
}

function embedded(offers: readonly ModelOffer[]): Choice {
  const missing = offers.filter((offer) => !offer.there).reduce((sum, offer) => sum + offer.bytes, 0);
  const size = missing === 0 ? vscode.l10n.t('already here') : vscode.l10n.t('{0} to download', megabytes(missing));
  return {
    label: vscode.l10n.t('$(device-desktop) On this machine, inside Weir'),
    detail: `${offers.map((offer) => `${offer.id} (${offer.licence})`).join(', ')}: ${size}`,
    provider: 'embedded',
  };
}
