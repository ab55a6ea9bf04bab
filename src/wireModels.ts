// The models of both tiers, built from the settings of the moment: keys, servers found, the editor's own, the embedded one.
// Part of the composition root; decides nothing that `providers/tiers` decides.
import type { Model, ModelInfo } from './core/model';
import { askedOnly } from './core/askedOnly';
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
import { localOnlySentence, resolveTier, type ResolvedTier } from './providers/tiers';
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

/** `reason`: where a trace is to say it too. */
interface Refusal {
  readonly sentence: string;
  readonly reason?: Reason;
}

export type Candidate = { readonly model: Model; readonly sentence: null } | ({ readonly model: null } & Refusal);

export interface ModelParts {
  readonly settings: () => Settings;
  readonly keys: Pick<Keys, 'known' | 'lookUp'>;
  readonly consent: Pick<Consent, 'agreed' | 'ask'>;
  readonly embedded: Pick<EmbeddedModels, 'candidate'>;
  /** The editor's own. */
  readonly offered: Pick<VscodeModels, 'list'>;
  /** The same model, with what a test of the connection has found out about it. */
  readonly known?: (info: ModelInfo) => ModelInfo;
  readonly redactor: Redactor;
  readonly budget: BudgetGate;
  /** Whether the team's policy lets this model be asked. */
  readonly allows: (model: string) => boolean;
  /** Takes the secrets out of a serialised body, or throws. */
  readonly redactBody: (body: string) => string;
}

const localOnly: Reason = { rule: 'local-only', weight: 1, data: {} };

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
  const priced = askedOnly({ info, stream: built.model.stream }, () => refusalOf(info, tier, parts)?.sentence ?? null);
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
        ...(resolved.localOnly === true && { reason: localOnly }),
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
          allowedOrigins: (origin: string) => origin === info.origin && refusalOf(info, tier, parts) === null,
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

/** What may not be asked here is no tier, with its reason. */
function allowed(both: Record<Tier, Candidate>, parts: ModelParts): Tiers {
  const unavailable: Reason[] = [];
  const sentences: string[] = [];
  const usable = (tier: Tier): Model | null => {
    const candidate = both[tier];
    const refusal = candidate.model === null ? candidate : refusalOf(candidate.model.info, tier, parts);
    if (refusal === null) return candidate.model;
    sentences.push(refusal.sentence);
    unavailable.push(...(refusal.reason === undefined ? [] : [refusal.reason]));
    return null;
  };
  const fast = usable('fast');
  const strong = usable('strong');
  return { fast, strong, unavailable, ...(sentences[0] !== undefined && { sentence: sentences[0] }) };
}

/** Why this model may not be asked now. A task that runs asks again before each call: meanwhile the user may have said no. */
function refusalOf(info: ModelInfo, tier: Tier, { consent, allows, settings }: ModelParts): Refusal | null {
  if (!allows(info.model)) {
    return {
      reason: { rule: 'not-in-policy', weight: 1, data: { model: info.model } },
      sentence: `Your team's policy does not allow ${info.model}: choose another model for the ${tier} tier.`,
    };
  }
  if (!info.local && settings().localOnly) return { reason: localOnly, sentence: localOnlySentence(tier) };
  if (consent.agreed(info)) return null;
  return {
    reason: { rule: 'not-agreed', weight: 1, data: { origin: info.origin } },
    sentence: `Weir has no permission yet to send code of this workspace to ${info.origin}: choose Allow in the notification.`,
  };
}
