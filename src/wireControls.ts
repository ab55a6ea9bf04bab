// What the user steers with: pause, pickers, keys, tests of the connection, diagnostics. Part of the composition root.
import * as vscode from 'vscode';
import type { ModelInfo } from './core/model';
import type { Tier } from './core/task';
import type { TraceStore } from './core/traceStore';
import { diagnosticsText } from './host/copyDiagnostics';
import { KeyOrigin } from './host/keyOrigin';
import { moveKeysOutOfSettings, tellMoved } from './host/keysInSettings';
import { chooseModel, type ListedModel, type ModelPlace } from './host/modelPicker';
import { readSettings } from './host/readSettings';
import type { VscodeModels } from './host/vscodeModels';
import { checkBaseUrl } from './providers/baseUrl';
import type { Keys } from './providers/keys';
import { listModels } from './providers/listModels';
import type { ModelWiring } from './wireModels';

export interface ControlParts {
  readonly version: string;
  readonly keys: Keys;
  readonly models: ModelWiring;
  readonly offered: VscodeModels;
  readonly store: () => Promise<TraceStore>;
  readonly changed: () => void;
}

export interface Controls {
  /** Settings have changed: a key may stand in them, or an address may have moved away from its key. */
  look(): Promise<void>;
  chooseModel(tier?: Tier): Promise<void>;
  forgetKeys(): Promise<void>;
  copyDiagnostics(): Promise<void>;
}

export function wireControls({ version, keys, models, offered, store, changed }: ControlParts): Controls {
  const remote = async (tier: Tier): Promise<ModelInfo | null> => {
    const info = (await models.candidates())[tier].model?.info ?? null;
    return info === null || info.local || info.provider === 'vscode' ? null : info;
  };
  const origins = new KeyOrigin(
    async () => {
      const both = (['fast', 'strong'] as const).map(async (tier) => {
        const origin = (await remote(tier))?.origin;
        const found = origin === undefined ? null : await keys.lookUp(tier, origin);
        return origin === undefined || found === null || found.found || found.boundTo === null
          ? []
          : [{ tier, origin, boundTo: found.boundTo }];
      });
      return (await Promise.all(both)).flat();
    },
    async ({ tier, boundTo, origin }) => {
      await keys.rebind(tier, boundTo, origin);
      changed();
    },
  );
  const moveKeys = async (): Promise<void> =>
    tellMoved(
      await moveKeysOutOfSettings(async (tier, key) => {
        const target = (await models.keyTargets()).find((one) => one.tier === tier)?.origin ?? null;
        if (target !== null) await keys.set(tier, target, key);
        return target !== null;
      }),
    );
  let moving: Promise<void> | null = null;
  return {
    look: async () => {
      // Storing a key and wiping a setting are changes themselves, which call for a look while this one is at work.
      moving ??= moveKeys().finally(() => (moving = null));
      await moving;
      await origins.look();
    },
    chooseModel: (tier) =>
      chooseModel(
        {
          tier: (of) => readSettings()[of],
          current: async (of) => (await models.candidates())[of].model?.info.model ?? null,
          list: (place) => list(place, keys, offered),
          wrong: (url) => {
            const address = checkBaseUrl(url, { consentedPrivate: true });
            return address.ok ? null : address.sentence;
          },
          changed,
        },
        tier === 'fast' || tier === 'strong' ? tier : undefined,
      ),
    forgetKeys: async () => {
      const forget = vscode.l10n.t('Forget');
      const answer = await vscode.window.showWarningMessage(
        vscode.l10n.t('Forget all keys that Weir keeps? Keys in the environment stay where they are.'),
        { modal: true },
        forget,
      );
      if (answer !== forget) return;
      for (const tier of ['fast', 'strong'] as const) await keys.remove(tier);
      changed();
      void vscode.window.showInformationMessage(vscode.l10n.t('All keys are forgotten.'));
    },
    copyDiagnostics: async () => {
      const text = await diagnosticsText({
        version,
        settings: readSettings(),
        models: await models.candidates(),
        store,
      });
      await vscode.env.clipboard.writeText(text);
      void vscode.window.showInformationMessage(
        vscode.l10n.t('The diagnostics are in the clipboard: no code, no path and no key is in them.'),
      );
    },
  };
}

const makers = { openai: 'https://api.openai.com/v1', anthropic: 'https://api.anthropic.com/v1' };

async function list(
  { tier, provider, url }: ModelPlace,
  keys: Keys,
  offered: VscodeModels,
): Promise<{ readonly models: readonly ListedModel[]; readonly sentence: string }> {
  if (provider === 'vscode') {
    const models = (await offered.list()).map(({ id, name, vendor }) => ({
      name: id,
      detail: `${name}, ${vendor}`,
    }));
    return { models, sentence: vscode.l10n.t('VS Code offers no model.') };
  }
  const base = provider === 'openai' || provider === 'anthropic' ? (url === '' ? makers[provider] : url) : url;
  const address = checkBaseUrl(base, { consentedPrivate: true });
  if (!address.ok) return { models: [], sentence: address.sentence };
  const found = await keys.lookUp(tier, address.origin);
  try {
    const wire = provider === 'anthropic' ? 'anthropic' : 'openai';
    const names = await listModels(base, found.found ? found.key : '', {}, wire);
    return { models: names.map((name) => ({ name })), sentence: vscode.l10n.t('The server lists no model.') };
  } catch (error) {
    return { models: [], sentence: error instanceof Error ? error.message : String(error) };
  }
}
