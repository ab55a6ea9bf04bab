// A newcomer's way: what is set up already, the steps of the walkthrough, and the set-up. Part of the composition root.
import * as vscode from 'vscode';
import type { Tier } from './core/task';
import type { Trace } from './core/trace';
import type { Consent } from './host/consent';
import type { Downloads } from './host/downloadOffer';
import { Learning } from './host/learning';
import { Milestones } from './host/milestones';
import { setUpCommand } from './host/setUpCommand';
import type { StatusBar } from './host/statusBar';
import { checkBaseUrl } from './providers/baseUrl';
import type { Keys } from './providers/keys';
import { listModels } from './providers/listModels';
import type { ModelWiring } from './wireModels';

export interface FirstRunParts {
  readonly memento: vscode.Memento;
  readonly status: StatusBar;
  readonly models: ModelWiring;
  readonly consent: Consent;
  readonly keys: Keys;
  readonly downloads: Downloads;
  /** Whether what Weir keeps outlives this window: else there is nothing to learn from. */
  readonly lasting: () => Promise<boolean>;
}

export interface FirstRun {
  readonly learning: Learning;
  /** Looks at what is set up, and says "Set up" where nothing is. Nothing is sent but to servers on this machine. */
  look(): Promise<void>;
  setUp(): Promise<void>;
  storeKey(tier: Tier, origin: string, key: string): Promise<void>;
  /** A test of the connection ended; `answered`: a model has. */
  tested(answered: boolean): void;
  saw(trace: Trace): void;
}

export function wireFirstRun(parts: FirstRunParts): FirstRun {
  const learning = new Learning(parts.memento);
  const reached = new Milestones(parts.memento, (milestone) => {
    // By now there is something to learn from, and a text in the editor that says what for.
    if (milestone === 'completion') void parts.lasting().then((lasting) => (lasting ? learning.askOnce() : undefined));
  });
  const { status, models, keys } = parts;
  const infos = async () => {
    const both = await models.candidates();
    return [both.fast, both.strong].flatMap(({ model }) => (model === null ? [] : [model.info]));
  };
  const look = async (): Promise<void> => {
    if (!vscode.workspace.isTrusted) return;
    const found = await infos();
    if (found.length === 0) return status.show({ kind: 'set-up' });
    if (status.current.kind === 'set-up') status.rest();
    reached.reach('models');
    // A maker's model is no candidate without its key; only a server elsewhere may want one that nobody knows of.
    if (found.some(({ local, provider }) => local || provider !== 'compatible')) reached.reach('key');
  };
  const storeKey = async (tier: Tier, origin: string, key: string): Promise<void> => {
    if (key === '') return keys.remove(tier);
    await keys.set(tier, origin, key);
    reached.reach('key');
  };
  return {
    learning,
    look,
    storeKey,
    setUp: () =>
      setUpCommand({
        downloads: parts.downloads,
        found: async () => {
          const found = await infos();
          return found.length === 0 ? null : found.map(({ model, origin }) => `${model} (${origin})`).join(', ');
        },
        storeKey,
        agree: (origin) => parts.consent.agree(origin),
        address: (url) => {
          const checked = checkBaseUrl(url, { consentedPrivate: true });
          return checked.ok ? { origin: checked.origin, local: checked.local } : checked.sentence;
        },
        listModels: (url, key) => listModels(url, key).catch(() => []),
        changed: () => {
          models.refresh();
          void look();
        },
      }),
    tested: (answered) => {
      if (!answered) return;
      reached.reach('key');
      reached.reach('connection');
    },
    saw: (trace) => reached.saw(trace),
  };
}
