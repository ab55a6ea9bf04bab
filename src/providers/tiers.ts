// Which model is "fast" and which is "strong"? Decided here, from the settings, the keys there are and the servers found. Pure.
// Says which, builds nothing: createModel does.
import type { FimFamily, ModelInfo, Prices, ProviderKind } from '../core/model';
import type { Settings, TierSettings } from '../core/settings';
import type { Tier } from '../core/task';
import { checkBaseUrl, type BaseUrlCheck } from './baseUrl';
import { capabilitiesOf, effortOf, thinkingTokens, type ReasoningEffort } from './capabilities';
import type { DiscoveredServer } from './discover';
import type { KnownKeys } from './keys';

export type ResolvedTier =
  | {
      readonly kind: 'server';
      readonly info: ModelInfo;
      readonly baseUrl: string;
      readonly effort: ReasoningEffort | null;
      /** False for a server that was merely found: a key from the environment was not set for it. */
      readonly keyed: boolean;
    }
  /** One of the editor's own models; empty: its default. */
  | { readonly kind: 'vscode'; readonly model: string }
  | { readonly kind: 'embedded' }
  /** `consent`: the host and port that could be used over http after a yes. `localOnly`: nothing else stands against it. */
  | {
      readonly kind: 'not-configured';
      readonly sentence: string;
      readonly consent?: string;
      readonly localOnly?: true;
    };

export interface TierFacts {
  readonly settings: Settings;
  /** Which keys there are for this tier. */
  readonly keys: KnownKeys;
  readonly discovered: readonly DiscoveredServer[];
  /** True where the editor offers models of its own. */
  readonly vscodeModels: boolean;
  /** Whether the user agreed to http to this private host and port. */
  readonly consentedPrivate: (host: string) => boolean;
  readonly fimFamilyOf: (model: string) => FimFamily | null;
  readonly priceOf: (provider: ProviderKind, model: string, local: boolean) => Prices | null;
}

const makers = {
  openai: { name: 'OpenAI', url: 'https://api.openai.com/v1', variable: 'OPENAI_API_KEY' },
  anthropic: { name: 'Anthropic', url: 'https://api.anthropic.com/v1', variable: 'ANTHROPIC_API_KEY' },
} as const;
type Maker = keyof typeof makers;

// The makers' current small and large models, 2026-11: names that the pinned SDKs list.
const defaults: Readonly<Record<Maker, Readonly<Record<Tier, string>>>> = {
  openai: { fast: 'gpt-5.4-mini', strong: 'gpt-5.4' },
  anthropic: { fast: 'claude-haiku-5-5', strong: 'claude-sonnet-5-5' },
};

export function resolveTier(tier: Tier, facts: TierFacts): ResolvedTier {
  const wanted = facts.settings[tier];
  const resolved = resolve(tier, wanted, facts);
  const remote = resolved.kind === 'vscode' || (resolved.kind === 'server' && !resolved.info.local);
  if (!remote || !facts.settings.localOnly) return resolved;
  return { kind: 'not-configured', sentence: localOnlySentence(tier), localOnly: true };
}

export const localOnlySentence = (tier: Tier): string =>
  `"Local only" is on, and the ${tier} tier's model is not on this machine. Choose a local one, or turn it off.`;

function resolve(tier: Tier, wanted: TierSettings, facts: TierFacts): ResolvedTier {
  switch (wanted.provider) {
    case 'openai':
    case 'anthropic':
      return atMaker(wanted.provider, tier, wanted, facts);
    case 'compatible':
      return atServer(tier, wanted, facts);
    case 'vscode':
      return { kind: 'vscode', model: wanted.model };
    case 'embedded':
      return { kind: 'embedded' };
    case 'auto':
      return automatic(tier, wanted, facts);
  }
}

/** Keys first, then the editor's own models, then a server on this machine, then the embedded model. */
function automatic(tier: Tier, wanted: TierSettings, facts: TierFacts): ResolvedTier {
  if (wanted.baseUrl !== '') return atServer(tier, wanted, facts);
  if (!facts.settings.localOnly) {
    const maker = makerByKey(wanted.model, facts.keys);
    if (maker !== null) return atMaker(maker, tier, wanted, facts);
    if (facts.vscodeModels) return { kind: 'vscode', model: wanted.model };
  }
  return facts.discovered.some((server) => server.models.length > 0)
    ? atServer(tier, wanted, facts)
    : { kind: 'embedded' };
}

function makerByKey(model: string, keys: KnownKeys): Maker | null {
  const having = (['openai', 'anthropic'] as const).filter((maker) =>
    hasKey(maker, new URL(makers[maker].url).origin, keys),
  );
  return having.find((maker) => model.startsWith(maker === 'openai' ? 'gpt' : 'claude')) ?? having[0] ?? null;
}

function hasKey(maker: Maker, origin: string, keys: KnownKeys): boolean {
  return keys.storedFor === origin || (keys.own === maker && keys.storedFor === null) || keys.official.includes(origin);
}

function atMaker(maker: Maker, tier: Tier, wanted: TierSettings, facts: TierFacts): ResolvedTier {
  const { name, url, variable } = makers[maker];
  const address = check(wanted.baseUrl === '' ? url : wanted.baseUrl, facts);
  if (!address.ok) return refused(address);
  // A gateway of one's own may need no key; the maker does.
  const known =
    address.origin !== new URL(url).origin || facts.keys.own !== null || hasKey(maker, address.origin, facts.keys);
  if (!known)
    return notConfigured(`There is no key for ${name}. Set one with "Weir: Set API Key", or set ${variable}.`);
  return server(maker, tier, wanted.model === '' ? defaults[maker][tier] : wanted.model, address, true, facts);
}

function atServer(tier: Tier, wanted: TierSettings, facts: TierFacts): ResolvedTier {
  const url = wanted.baseUrl === '' ? facts.discovered.find((one) => one.models.length > 0)?.baseUrl : wanted.baseUrl;
  if (url === undefined)
    return notConfigured(`No model server was found on this machine. Start one, or set weir.${tier}.baseUrl.`);
  const address = check(url, facts);
  if (!address.ok) return refused(address);
  // Listed smallest first.
  const listed = facts.discovered.find((one) => one.baseUrl === address.url)?.models ?? [];
  const model = wanted.model === '' ? listed.at(tier === 'fast' ? 0 : -1)?.id : wanted.model;
  if (model === undefined)
    return notConfigured(`Name the model that ${address.origin} is to use: set weir.${tier}.model.`);
  return server('compatible', tier, model, address, wanted.baseUrl !== '', facts);
}

function server(
  provider: Maker | 'compatible',
  tier: Tier,
  model: string,
  address: BaseUrlCheck & { ok: true },
  named: boolean,
  facts: TierFacts,
): ResolvedTier {
  const found = facts.discovered.find((one) => one.baseUrl === address.url);
  const family = facts.settings.fimFamily;
  const fimFamily = family === 'auto' ? facts.fimFamilyOf(model) : family === 'none' ? null : family;
  const effort = effortOf(provider, model, tier);
  const thinking = thinkingTokens(effort);
  const info: ModelInfo = {
    provider,
    model,
    origin: address.origin,
    local: address.local,
    capabilities: capabilitiesOf({
      provider,
      model,
      baseUrl: address.url,
      server: found?.kind ?? 'unknown',
      fimFamily,
    }),
    prices: facts.priceOf(provider, model, address.local),
    ...(thinking > 0 && { thinkingTokens: thinking }),
  };
  const keyed = named || facts.keys.storedFor === address.origin;
  return { kind: 'server', info, baseUrl: address.url, effort, keyed };
}

function check(url: string, facts: TierFacts): BaseUrlCheck {
  const first = checkBaseUrl(url, { consentedPrivate: false });
  return !first.ok && first.problem === 'http-private' && facts.consentedPrivate(first.host)
    ? checkBaseUrl(url, { consentedPrivate: true })
    : first;
}

function refused(address: BaseUrlCheck & { ok: false }): ResolvedTier {
  const base = notConfigured(address.sentence);
  return address.problem === 'http-private' ? { ...base, consent: address.host } : base;
}

function notConfigured(sentence: string): ResolvedTier & { kind: 'not-configured' } {
  return { kind: 'not-configured', sentence };
}
