// Which model is fast and which is strong, by settings, keys and the servers found.
import { describe, expect, it } from 'vitest';
import { defaultSettings, type Settings, type TierSettings } from '../../../src/core/settings';
import { capabilitiesOf, effortOf } from '../../../src/providers/capabilities';
import type { DiscoveredServer } from '../../../src/providers/discover';
import type { KnownKeys } from '../../../src/providers/keys';
import { resolveTier, type TierFacts } from '../../../src/providers/tiers';

const noKeys: KnownKeys = { storedFor: null, own: null, official: [] };
const openaiKey: KnownKeys = { ...noKeys, official: ['https://api.openai.com'] };
const anthropicKey: KnownKeys = { ...noKeys, official: ['https://api.anthropic.com'] };
const ollama: DiscoveredServer = {
  baseUrl: 'http://127.0.0.1:11434/v1',
  kind: 'ollama',
  models: [
    { id: 'qwen2.5-coder:1.5b', bytes: 1e9 },
    { id: 'qwen2.5-coder:14b', bytes: 9e9 },
  ],
};

const facts = (
  over: Partial<TierFacts> = {},
  fast: Partial<TierSettings> = {},
  settings: Partial<Settings> = {},
): TierFacts => ({
  settings: { ...defaultSettings, fast: { ...defaultSettings.fast, ...fast }, ...settings },
  keys: noKeys,
  discovered: [],
  vscodeModels: false,
  consentedPrivate: () => false,
  fimFamilyOf: (model) => (model.startsWith('qwen') ? 'qwen-coder' : null),
  priceOf: () => null,
  ...over,
});

const summary = (tier: 'fast' | 'strong', given: TierFacts): string => {
  const found = resolveTier(tier, given);
  if (found.kind === 'server') return `${found.info.provider} ${found.info.model} ${found.baseUrl}`;
  return found.kind === 'not-configured'
    ? found.sentence
    : found.kind === 'vscode'
      ? `vscode ${found.model}`
      : found.kind;
};

describe('auto', () => {
  it.each<[string, TierFacts, string, string]>([
    [
      'a key',
      facts({ keys: openaiKey, vscodeModels: true, discovered: [ollama] }),
      'openai gpt-5.4-mini https://api.openai.com/v1',
      'openai gpt-5.4 https://api.openai.com/v1',
    ],
    [
      'another key',
      facts({ keys: anthropicKey }),
      'anthropic claude-haiku-5-5 https://api.anthropic.com/v1',
      'anthropic claude-sonnet-5-5 https://api.anthropic.com/v1',
    ],
    [
      'a key of our own that looks like Anthropic’s',
      facts({ keys: { ...noKeys, own: 'anthropic' } }),
      'anthropic claude-haiku-5-5 https://api.anthropic.com/v1',
      'anthropic claude-sonnet-5-5 https://api.anthropic.com/v1',
    ],
    ['the editor’s models', facts({ vscodeModels: true, discovered: [ollama] }), 'vscode ', 'vscode '],
    [
      'a server here',
      facts({ discovered: [ollama] }),
      'compatible qwen2.5-coder:1.5b http://127.0.0.1:11434/v1',
      'compatible qwen2.5-coder:14b http://127.0.0.1:11434/v1',
    ],
    ['a server here without models', facts({ discovered: [{ ...ollama, models: [] }] }), 'embedded', 'embedded'],
    ['nothing', facts(), 'embedded', 'embedded'],
    [
      'local only, with a key',
      facts({ keys: openaiKey, vscodeModels: true, discovered: [ollama] }, {}, { localOnly: true }),
      'compatible qwen2.5-coder:1.5b http://127.0.0.1:11434/v1',
      'compatible qwen2.5-coder:14b http://127.0.0.1:11434/v1',
    ],
  ])('%s', (_name, given, fast, strong) => {
    expect(summary('fast', given)).toBe(fast);
    expect(summary('strong', given)).toBe(strong);
  });

  it('the model’s name chooses between two keys', () => {
    const keys = { ...noKeys, official: [...openaiKey.official, ...anthropicKey.official] };
    expect(summary('fast', facts({ keys }, { model: 'claude-opus-5-5' }))).toMatch(/^anthropic claude-opus-5-5/);
    expect(summary('fast', facts({ keys }, { model: 'gpt-4.1' }))).toMatch(/^openai gpt-4.1/);
  });

  it('a base URL makes it compatible', () => {
    expect(summary('fast', facts({ keys: openaiKey }, { baseUrl: 'http://127.0.0.1:9999', model: 'm' }))).toBe(
      'compatible m http://127.0.0.1:9999/v1',
    );
  });
});

describe('not configured, in a sentence', () => {
  it.each<[string, TierFacts, RegExp]>([
    ['no key', facts({}, { provider: 'openai' }), /no key for OpenAI.*OPENAI_API_KEY/],
    [
      'a key for somewhere else',
      facts({ keys: { ...noKeys, storedFor: 'https://x.example' } }, { provider: 'anthropic' }),
      /no key for Anthropic/,
    ],
    ['no server', facts({}, { provider: 'compatible' }), /weir\.fast\.baseUrl/],
    ['no model', facts({}, { provider: 'compatible', baseUrl: 'http://127.0.0.1:9999' }), /weir\.fast\.model/],
    ['http', facts({}, { provider: 'compatible', baseUrl: 'http://llm.example', model: 'm' }), /Use https/],
    ['local only', facts({ keys: openaiKey }, { provider: 'openai' }, { localOnly: true }), /Local only/],
    ['local only, editor', facts({}, { provider: 'vscode' }, { localOnly: true }), /Local only/],
  ])('%s', (_name, given, sentence) => expect(summary('fast', given)).toMatch(sentence));

  it('local only is named as what stands against a model elsewhere, and nothing else is', () => {
    const there = { provider: 'openai' } as const;
    expect(resolveTier('fast', facts({ keys: openaiKey }, there, { localOnly: true }))).toHaveProperty(
      'localOnly',
      true,
    );
    expect(resolveTier('fast', facts({}, there, { localOnly: true }))).not.toHaveProperty('localOnly');
  });

  it('a private host may be agreed to, by name', () => {
    const fast = { provider: 'compatible', baseUrl: 'http://gpu-box:8000', model: 'm' } as const;
    expect(resolveTier('fast', facts({}, fast))).toMatchObject({ kind: 'not-configured', consent: 'gpu-box:8000' });
    expect(summary('fast', facts({ consentedPrivate: (host) => host === 'gpu-box:8000' }, fast))).toBe(
      'compatible m http://gpu-box:8000/v1',
    );
  });
});

it('a server that was merely found gets no key that was not entered for it', () => {
  const keyed = (given: TierFacts): boolean | null => {
    const found = resolveTier('fast', given);
    return found.kind === 'server' ? found.keyed : null;
  };
  const local = { localOnly: true };
  const own: KnownKeys = { ...noKeys, own: 'openai' };
  expect(keyed(facts({ keys: own, discovered: [ollama] }, {}, local))).toBe(false);
  expect(keyed(facts({ keys: own, discovered: [ollama] }, { baseUrl: ollama.baseUrl }, local))).toBe(true);
  expect(keyed(facts({ keys: { ...noKeys, storedFor: 'http://127.0.0.1:11434' }, discovered: [ollama] }))).toBe(true);
  expect(keyed(facts({ keys: own }))).toBe(true);
});

it('settings name the FIM family over the model’s name', () => {
  const family = (fimFamily: Settings['fimFamily']) => {
    const found = resolveTier('fast', facts({ discovered: [ollama] }, {}, { fimFamily }));
    return found.kind === 'server' ? [found.info.capabilities.fimFamily, found.info.capabilities.infill] : null;
  };
  expect(family('auto')).toEqual(['qwen-coder', true]);
  expect(family('none')).toEqual([null, false]);
  expect(family('starcoder2')).toEqual(['starcoder2', true]);
});

describe('capabilities by name', () => {
  const of = (provider: 'openai' | 'anthropic' | 'compatible', model: string, baseUrl = 'http://127.0.0.1:1/v1') =>
    capabilitiesOf({
      provider,
      model,
      baseUrl,
      server: 'unknown',
      fimFamily: model.startsWith('codestral') ? 'codestral' : null,
    });
  it.each([
    [
      of('openai', 'gpt-4.1-mini'),
      { chat: true, continuation: false, infill: false, logProbabilities: true, contextWindow: 1_047_576 },
    ],
    [of('openai', 'gpt-5.4'), { chat: true, logProbabilities: null, contextWindow: 400_000 }],
    [of('openai', 'gpt-3.5-turbo-instruct'), { chat: false, continuation: true, infill: true, contextWindow: 4096 }],
    [
      of('anthropic', 'claude-haiku-5-5'),
      { chat: true, continuation: false, logProbabilities: false, contextWindow: 200_000 },
    ],
    [
      of('compatible', 'Qwen/Qwen2.5-Coder-7B-base'),
      { chat: false, continuation: true, infill: false, contextWindow: 32_768 },
    ],
    [of('compatible', 'baseball-chat'), { chat: true, contextWindow: 8192 }],
    [
      of('compatible', 'codestral-latest', 'https://api.mistral.ai/v1'),
      { continuation: false, infill: true, logProbabilities: false },
    ],
    [of('compatible', 'deepseek-chat', 'https://api.deepseek.com/v1'), { continuation: false, infill: false }],
    [of('compatible', 'deepseek-chat', 'https://api.deepseek.com/beta'), { continuation: true, infill: true }],
  ])('%o', (found, expected) => expect(found).toMatchObject(expected));
});

it.each([
  ['gpt-4.1', null, null],
  ['gpt-5', 'minimal', 'medium'],
  ['gpt-5-mini-2025-08-07', 'minimal', 'medium'],
  ['gpt-5.4-mini', 'none', 'medium'],
  ['gpt-6-sol', 'none', 'medium'],
  ['gpt-5.1-codex', 'low', 'medium'],
  ['gpt-5-chat-latest', null, null],
  ['o4-mini', 'low', 'medium'],
] as const)('%s thinks %s when fast and %s when strong', (model, fast, strong) => {
  expect([effortOf('openai', model, 'fast'), effortOf('openai', model, 'strong')]).toEqual([fast, strong]);
  expect(effortOf('compatible', model, 'fast')).toBeNull();
  const given = facts({ keys: openaiKey }, { provider: 'openai', model });
  const found = resolveTier('fast', given);
  expect(found.kind === 'server' && found.info.thinkingTokens).toBe(
    fast === null || fast === 'none' ? undefined : 8192,
  );
});
