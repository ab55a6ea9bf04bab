// What a model at a server can do, by their names: where nobody says otherwise. A connection test knows better, and so does
// the user's `fimFamily`. Window sizes in tokens, from the makers' model pages, 2026-11.
import type { Capabilities, FimFamily, ProviderKind } from '../core/model';
import type { Tier } from '../core/task';

export type ServerKind = 'ollama' | 'llama.cpp' | 'lm-studio' | 'vllm' | 'unknown';

export interface CapabilityQuestion {
  readonly provider: ProviderKind;
  readonly model: string;
  readonly baseUrl: string;
  readonly server: ServerKind;
  readonly fimFamily: FimFamily | null;
}

const windows: readonly (readonly [prefix: string, tokens: number])[] = [
  ['gpt-4.1', 1_047_576],
  ['gpt-4o', 128_000],
  ['gpt-4-turbo', 128_000],
  ['gpt-4', 8_192],
  ['gpt-3.5-turbo-instruct', 4_096],
  ['gpt-3.5', 16_385],
  ['gpt-', 400_000],
  ['o1', 200_000],
  ['o3', 200_000],
  ['o4', 200_000],
  ['claude', 200_000],
  ['codestral', 256_000],
  ['devstral', 128_000],
  ['mistral', 128_000],
  ['deepseek', 64_000],
  ['qwen', 32_768],
  ['starcoder2', 16_384],
  ['codegemma', 8_192],
];

export function capabilitiesOf(question: CapabilityQuestion): Capabilities {
  const { provider, fimFamily } = question;
  const name = baseName(question.model);
  const base = { fimFamily, contextWindow: contextWindow(question, name) };
  if (provider === 'anthropic')
    return { ...base, chat: true, continuation: false, infill: false, logProbabilities: false, jsonSchema: true };
  if (provider === 'openai') {
    const legacy = name.includes('instruct') || name.startsWith('davinci') || name.startsWith('babbage');
    const logProbabilities = /^(?:gpt-4|gpt-3\.5|davinci|babbage)/.test(name) ? true : null;
    return { ...base, chat: !legacy, continuation: legacy, infill: legacy, logProbabilities, jsonSchema: !legacy };
  }
  return { ...base, ...compatible(question, name), jsonSchema: true };
}

function compatible(
  { baseUrl, server, fimFamily }: CapabilityQuestion,
  name: string,
): Pick<Capabilities, 'chat' | 'continuation' | 'infill' | 'logProbabilities'> {
  const { hostname, pathname } = new URL(baseUrl);
  if (hostname.endsWith('.mistral.ai'))
    return { chat: true, continuation: false, infill: fimFamily === 'codestral', logProbabilities: false };
  if (hostname === 'api.deepseek.com') {
    const beta = pathname.startsWith('/beta');
    return { chat: true, continuation: beta, infill: beta, logProbabilities: null };
  }
  const chat = !name.split(/[-:_]/).includes('base');
  // Ollama wraps a raw prompt into the model's template, but fills in by itself where it gets a suffix.
  if (server === 'ollama') return { chat, continuation: false, infill: fimFamily !== null, logProbabilities: null };
  return { chat, continuation: true, infill: false, logProbabilities: null };
}

function contextWindow({ server }: CapabilityQuestion, name: string): number {
  // Ollama cuts prompts silently at 4,096 tokens, whatever the model could read.
  if (server === 'ollama') return 4_096;
  return windows.find(([prefix]) => name.startsWith(prefix))?.[1] ?? 8_192;
}

/** How hard a reasoning model is told to think; null for models that do not reason, or to leave it to them. */
export type ReasoningEffort = 'none' | 'minimal' | 'low' | 'medium' | 'high';

/** OpenAI's reasoning models must be told how hard to think: little on the fast tier, so that it stays fast. */
export function effortOf(provider: ProviderKind, model: string, tier: Tier): ReasoningEffort | null {
  if (provider !== 'openai') return null;
  const name = baseName(model);
  if (name.includes('chat-latest')) return null;
  if (/^o\d/.test(name)) return tier === 'fast' ? 'low' : 'medium';
  const version = /^gpt-(\d{1,2})(\.\d{1,2})?(?:-|$)/.exec(name);
  if (version === null || Number(version[1]) < 5) return null;
  if (tier === 'strong') return 'medium';
  if (name.includes('codex') || name.includes('pro')) return 'low';
  return version[1] === '5' && version[2] === undefined ? 'minimal' : 'none';
}

/** Reasoning counts as output: room for it beside the answer, and money that a budget sets aside. */
export const thinkingTokens = (effort: ReasoningEffort | null): number =>
  effort === null || effort === 'none' ? 0 : 8192;

/** `Qwen/Qwen2.5-Coder-7B` and `qwen2.5-coder:7b` both begin with `qwen2.5-coder`. */
function baseName(model: string): string {
  return (model.split('/').at(-1) ?? model).toLowerCase();
}
