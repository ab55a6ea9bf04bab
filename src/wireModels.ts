// The models of both tiers, built from the settings of the moment: keys, servers found, the editor's own, the embedded one.
// Part of the composition root; decides nothing that `providers/tiers` decides.
import type { Model, ModelInfo } from './core/model';
import { budgetedModel, type BudgetGate } from './core/cost/budgetedModel';
import { ownPriceOf } from './core/cost/ownPrices';
import type { Redactor } from './core/privacy/redact';
import { restoredModel } from './core/privacy/restoredModel';
import { pricesOf } from './core/cost/prices';
import { fimFamilyOf } from './core/prompts/fimFamily';
import type { Tiers } from './core/session';
import type { Settings } from './core/settings';
import type { Reason, Tier } from './core/task';
import type { Consent } from './host/consent';
import type { KeyTarget } from './host/keyCommand';
import { vscodeModel } from './host/vscodeLm';
import type { VscodeModels } from './host/vscodeModels';
import { Breaker } from './providers/breaker';
import { createModel } from './providers/createModel';
import { discoverServers, type DiscoveredServer } from './providers/discover';
import type { Keys } from './providers/keys';
import { resolveTier, type ResolvedTier } from './providers/tiers';
import type { EmbeddedModels } from './wireEmbedded';
import { within } from './within';

export interface ModelWiring {
  /** The models that may be asked now. Kept until something changes, so that a keystroke does not wait for it. */
  readonly tiers: () => Promise<Tiers>;
  /** What each tier would be, consent or not: for tests of the connection, keys and the menu. */
  readonly candidates: () => Promise<Record<Tier, Candidate>>;
  /** Where each tier's key would go, for the question for it; null where no key is needed. */
  readonly keyTargets: () => Promise<readonly KeyTarget[]>;
  /** Settings, keys or consent changed. */
  readonly refresh: () => void;
  /** Asks for consent to the origins that a task just did without. */
  readonly askConsent: (explicit: boolean) => Promise<void>;
}

export type Candidate =
  | { readonly model: Model; readonly sentence: null }
  /** `reason`: where a trace is to say it too. */
  | { readonly model: null; readonly sentence: string; readonly reason?: Reason };

export interface ModelParts {
  readonly settings: () => Settings;
  readonly keys: Keys;
  readonly consent: Consent;
  readonly embedded: EmbeddedModels;
  /** The editor's own. */
  readonly offered: VscodeModels;
  /** The same model, with what a test of the connection has found out about it. */
  readonly known?: (info: ModelInfo) => ModelInfo;
  readonly redactor: Redactor;
  readonly budget: BudgetGate;
  /** Whether the team's policy lets this model be asked. */
  readonly allows: (model: string) => boolean;
  /** Takes the secrets out of a serialised body, or throws. */
  readonly redactBody: (body: string) => string;
}

/** A server that is started later is found within this time. */
const lookAgainMs = 30_000;
const searchMs = 10_000;

type EditorModel = Awaited<ReturnType<VscodeModels['list']>>[number];

export function wireModels(parts: ModelParts): ModelWiring {
  const breaker = new Breaker(() => performance.now());
  let kept: { readonly candidates: Promise<Record<Tier, Candidate>>; readonly at: number } | null = null;

  const look = () => ({ candidates: resolveBoth(parts, breaker), at: Date.now() });
  const candidates = (): Promise<Record<Tier, Candidate>> => {
    kept ??= look();
    const old = kept;
    if (Date.now() - old.at > lookAgainMs) {
      // The old answer serves until the new one is there: no keystroke waits for the search.
      const next = look();
      kept = { ...old, at: next.at };
      const waiting = kept;
      void within(next.candidates, searchMs).then((found) => {
        if (found !== null && kept === waiting) kept = next;
      });
    }
    return kept.candidates;
  };

  return {
    candidates,
    refresh: () => {
      kept = null;
      breaker.reset();
    },
    keyTargets: async () => {
      const both = await candidates();
      return (['fast', 'strong'] as const).flatMap((tier) => keyTargets(tier, parts.settings(), both[tier]));
    },
    tiers: async () => allowed(await candidates(), parts),
    askConsent: async (explicit) => {
      const both = await candidates();
      for (const { model } of [both.fast, both.strong]) if (model !== null) parts.consent.ask(model.info, explicit);
    },
  };
}

async function resolveBoth(parts: ModelParts, breaker: Breaker): Promise<Record<Tier, Candidate>> {
  const settings = parts.settings();
  const automatic = settings.fast.provider === 'auto' || settings.strong.provider === 'auto';
  const compatible = settings.fast.provider === 'compatible' || settings.strong.provider === 'compatible';
  const [servers, chats] = await Promise.all([
    automatic || compatible
      ? discoverServers({
          guard: {},
          baseUrls: [settings.fast.baseUrl, settings.strong.baseUrl].filter((url) => url !== ''),
        })
      : [],
    automatic || settings.fast.provider === 'vscode' || settings.strong.provider === 'vscode'
      ? parts.offered.list()
      : [],
  ]);
  const one = (tier: Tier): Promise<Candidate> => candidate(tier, parts, breaker, settings, servers, chats);
  const [fast, strong] = await Promise.all([one('fast'), one('strong')]);
  return { fast, strong };
}

async function candidate(
  tier: Tier,
  parts: ModelParts,
  breaker: Breaker,
  settings: Settings,
  discovered: readonly DiscoveredServer[],
  chats: readonly EditorModel[],
): Promise<Candidate> {
  const resolved = resolveTier(tier, {
    settings,
    keys: await parts.keys.known(tier),
    discovered,
    vscodeModels: chats.length > 0,
    consentedPrivate: (host) => parts.consent.agreed({ origin: `http://${host}`, local: false }),
    fimFamilyOf,
    priceOf: (provider, model, local) => ownPriceOf(settings.prices, model) ?? pricesOf(provider, model, local),
  });
  const built = await build(tier, resolved, parts, breaker, chats);
  if (built.model === null) return built;
  const info = {
    ...built.model.info,
    prices: ownPriceOf(settings.prices, built.model.info.model) ?? built.model.info.prices,
  };
  const priced: Model = { info, stream: (prompt, signal) => built.model.stream(prompt, signal) };
  return { model: restoredModel(budgetedModel(priced, tier, parts.budget), parts.redactor), sentence: null };
}

async function build(
  tier: Tier,
  resolved: ResolvedTier,
  parts: ModelParts,
  breaker: Breaker,
  chats: readonly EditorModel[],
): Promise<Candidate> {
  switch (resolved.kind) {
    case 'not-configured':
      return {
        model: null,
        sentence: resolved.sentence,
        ...(resolved.localOnly === true && { reason: { rule: 'local-only', weight: 1, data: {} } }),
      };
    case 'embedded':
      return parts.embedded.candidate(tier);
    case 'vscode': {
      const chat =
        resolved.model === '' ? chats[tier === 'fast' ? chats.length - 1 : 0] : byName(chats, resolved.model);
      if (chat !== undefined) return { model: vscodeModel(chat, parts.redactBody), sentence: null };
      const sentence = `VS Code offers no model${resolved.model === '' ? '' : ` named "${resolved.model}"`}: choose another provider for the ${tier} tier.`;
      return { model: null, sentence };
    }
    case 'server': {
      const info = parts.known?.(resolved.info) ?? resolved.info;
      const wire = {
        guard: {
          redactBody: parts.redactBody,
          allowedOrigins: (origin: string) => origin === info.origin && parts.consent.agreed(info),
        },
        key: async (origin: string) => {
          const found = await parts.keys.lookUp(tier, origin);
          return found.found ? found.key : null;
        },
      };
      return { model: createModel({ ...resolved, info }, wire, breaker), sentence: null };
    }
  }
}

const makers = { openai: 'https://api.openai.com', anthropic: 'https://api.anthropic.com' };

function keyTargets(tier: Tier, settings: Settings, { model }: Candidate): KeyTarget[] {
  const { provider, baseUrl } = settings[tier];
  const target = (origin: string | null, name: string): KeyTarget => ({ tier, origin, model: name });
  if (model !== null && !model.info.local && model.info.provider !== 'vscode') {
    return [target(model.info.origin, model.info.model)];
  }
  if (baseUrl !== '' && URL.canParse(baseUrl)) return [target(new URL(baseUrl).origin, settings[tier].model)];
  if (provider === 'openai') return [target(makers.openai, 'OpenAI')];
  if (provider === 'anthropic') return [target(makers.anthropic, 'Anthropic')];
  if (provider === 'auto') return [target(makers.openai, 'OpenAI'), target(makers.anthropic, 'Anthropic')];
  return [target(null, model?.info.model ?? provider)];
}

function byName(chats: readonly EditorModel[], name: string): EditorModel | undefined {
  return chats.find((chat) => chat.id === name || chat.family === name || chat.name === name);
}

/** What has not been agreed to for this workspace is no tier here, with its reason. */
function allowed(both: Record<Tier, Candidate>, { consent, allows }: ModelParts): Tiers {
  const unavailable: Reason[] = [];
  const sentences: string[] = [];
  const usable = (tier: Tier): Model | null => {
    const candidate = both[tier];
    if (candidate.model === null) {
      sentences.push(candidate.sentence);
      unavailable.push(...(candidate.reason === undefined ? [] : [candidate.reason]));
      return null;
    }
    const { model } = candidate;
    if (!allows(model.info.model)) {
      unavailable.push({ rule: 'not-in-policy', weight: 1, data: { model: model.info.model } });
      sentences.push(
        `Your team's policy does not allow ${model.info.model}: choose another model for the ${tier} tier.`,
      );
      return null;
    }
    if (consent.agreed(model.info)) return model;
    unavailable.push({ rule: 'not-agreed', weight: 1, data: { origin: model.info.origin } });
    sentences.push(notAgreed(model.info));
    return null;
  };
  const fast = usable('fast');
  const strong = usable('strong');
  return { fast, strong, unavailable, ...(sentences[0] !== undefined && { sentence: sentences[0] }) };
}

function notAgreed(info: ModelInfo): string {
  return `Weir has no permission yet to send code of this workspace to ${info.origin}: choose Allow in the notification.`;
}
