// `weir.chooseModel`: provider and model of one tier, the models as the server itself lists them. Writes settings, asks no model.
import * as vscode from 'vscode';
import type { ProviderChoice, TierSettings } from '../core/settings';
import type { Tier } from '../core/task';

/** A place that models can be listed at. `url` empty: the provider's own. */
export interface ModelPlace {
  readonly tier: Tier;
  readonly provider: ProviderChoice;
  readonly url: string;
}

export interface ListedModel {
  readonly name: string;
  readonly detail?: string;
}

export interface PickerParts {
  readonly tier: (tier: Tier) => TierSettings;
  /** What the tier uses now, in words; null where it uses nothing. */
  readonly current: (tier: Tier) => Promise<string | null>;
  /** Names, and in a sentence what is missing where there are none. */
  readonly list: (place: ModelPlace) => Promise<{ readonly models: readonly ListedModel[]; readonly sentence: string }>;
  /** What is wrong with an address, in a sentence; else null. */
  readonly wrong: (url: string) => string | null;
  readonly changed: () => void;
}

export async function chooseModel(parts: PickerParts, given?: Tier): Promise<void> {
  const tier = given ?? (await pickTier(parts));
  if (tier === undefined) return;
  const place = await pickPlace(tier, parts);
  if (place === undefined) return;
  const model = place.provider === 'auto' || place.provider === 'embedded' ? '' : await pickModel(place, parts);
  if (model === undefined) return;
  const config = vscode.workspace.getConfiguration('weir');
  const values = { provider: place.provider, baseUrl: place.url, model };
  for (const [name, value] of Object.entries(values))
    await config.update(`${tier}.${name}`, value === '' ? undefined : value, vscode.ConfigurationTarget.Global);
  parts.changed();
}

async function pickTier({ current }: PickerParts): Promise<Tier | undefined> {
  const [fast, strong] = await Promise.all([current('fast'), current('strong')]);
  const none = vscode.l10n.t('none');
  const chosen = await vscode.window.showQuickPick(
    [
      { label: vscode.l10n.t('$(zap) Fast model'), description: fast ?? none, tier: 'fast' as const },
      { label: vscode.l10n.t('$(rocket) Strong model'), description: strong ?? none, tier: 'strong' as const },
    ],
    { title: vscode.l10n.t('Weir: Choose Model'), placeHolder: vscode.l10n.t('Which of the two models?') },
  );
  return chosen?.tier;
}

async function pickPlace(tier: Tier, parts: PickerParts): Promise<ModelPlace | undefined> {
  const now = parts.tier(tier);
  const named: readonly (readonly [ProviderChoice, string])[] = [
    ['auto', vscode.l10n.t('$(wand) Whatever is there')],
    ['openai', '$(cloud) OpenAI'],
    ['anthropic', '$(cloud) Anthropic'],
    ['compatible', vscode.l10n.t('$(server) A server that speaks OpenAI’s protocol')],
    ['vscode', vscode.l10n.t('$(vscode) VS Code’s own models')],
    ['embedded', vscode.l10n.t('$(device-desktop) On this machine, inside Weir')],
  ];
  const chosen = await vscode.window.showQuickPick(
    named.map(([provider, label]) => ({
      label,
      provider,
      ...(provider === now.provider && { description: vscode.l10n.t('now') }),
    })),
    { title: titleOf(tier), placeHolder: vscode.l10n.t('Where does it live?') },
  );
  if (chosen === undefined) return undefined;
  const { provider } = chosen;
  if (provider !== 'compatible') return { tier, provider, url: provider === now.provider ? now.baseUrl : '' };
  const url = await vscode.window.showInputBox({
    title: vscode.l10n.t('Address of the server'),
    prompt: vscode.l10n.t('Code of this workspace is sent there, and to no other address.'),
    value: now.baseUrl === '' ? 'http://127.0.0.1:11434/v1' : now.baseUrl,
    validateInput: parts.wrong,
    ignoreFocusOut: true,
  });
  return url === undefined ? undefined : { tier, provider, url };
}

/** Undefined: the user turned back. A name that is not listed can be typed. */
function pickModel(place: ModelPlace, { list, tier }: PickerParts): Promise<string | undefined> {
  const pick = vscode.window.createQuickPick<vscode.QuickPickItem & { readonly name: string }>();
  pick.title = titleOf(place.tier);
  pick.placeholder = vscode.l10n.t('Asking for the models there …');
  pick.busy = true;
  let models: readonly ListedModel[] = [];
  const show = (): void => {
    const typed = pick.value.trim();
    const unlisted = typed !== '' && !models.some(({ name }) => name === typed);
    pick.items = [
      ...models.map(({ name, detail }) => ({
        label: name,
        name,
        ...(detail !== undefined && { detail }),
        ...(name === tier(place.tier).model && { description: vscode.l10n.t('now') }),
      })),
      ...(unlisted ? [{ label: vscode.l10n.t('$(edit) Use “{0}”', typed), name: typed, alwaysShow: true }] : []),
    ];
  };
  void list(place).then(({ models: found, sentence }) => {
    models = found;
    pick.busy = false;
    pick.placeholder =
      found.length > 0
        ? vscode.l10n.t('Choose a model, or type a name')
        : `${sentence} ${vscode.l10n.t('Type a name.')}`;
    show();
  });
  return new Promise((resolve) => {
    pick.onDidChangeValue(show);
    pick.onDidAccept(() => {
      resolve(pick.selectedItems[0]?.name);
      pick.hide();
    });
    pick.onDidHide(() => {
      resolve(undefined);
      pick.dispose();
    });
    pick.show();
  });
}

function titleOf(tier: Tier): string {
  return tier === 'fast' ? vscode.l10n.t('Weir: Fast Model') : vscode.l10n.t('Weir: Strong Model');
}
