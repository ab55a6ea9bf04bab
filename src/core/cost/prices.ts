// List prices of well-known models, as data with their date. A model that is not here is "unpriced", which is not free.
import type { Prices, ProviderKind } from '../model';

/** When the table was last compared with the makers' public price lists. */
export const pricesDate = '2025-11-01';
/** Days after which that is worth a notice. */
export const oldPrices = 90;

/** Model ids begin with `prefix`, lower case. The longest prefix wins. Dollars for a million tokens. */
interface Row {
  readonly prefix: string;
  readonly prices: Prices;
}

/** OpenAI bills a read from the cache at a share of the input, and writing to it as input. */
const openai = (prefix: string, input: number, cachedRead: number, output: number): Row => ({
  prefix,
  prices: { input, cachedRead, cacheWrite: input, output },
});

/** Anthropic bills reading from the cache at a tenth of the input, and writing to it at 1.25 times (five minutes). */
const anthropic = (prefix: string, input: number, output: number): Row => ({
  prefix,
  prices: { input, cachedRead: input / 10, cacheWrite: input * 1.25, output },
});

const rows: readonly Row[] = [
  openai('gpt-5.1', 1.25, 0.125, 10),
  openai('gpt-5.1-codex-mini', 0.25, 0.025, 2),
  openai('gpt-5', 1.25, 0.125, 10),
  openai('gpt-5-mini', 0.25, 0.025, 2),
  openai('gpt-5-nano', 0.05, 0.005, 0.4),
  openai('gpt-5-pro', 15, 15, 120),
  openai('gpt-5-codex-mini', 0.25, 0.025, 2),
  openai('gpt-4.1', 2, 0.5, 8),
  openai('gpt-4.1-mini', 0.4, 0.1, 1.6),
  openai('gpt-4.1-nano', 0.1, 0.025, 0.4),
  openai('gpt-4o', 2.5, 1.25, 10),
  openai('gpt-4o-2024-05-13', 5, 5, 15),
  openai('gpt-4o-mini', 0.15, 0.075, 0.6),
  openai('gpt-4-turbo', 10, 10, 30),
  openai('gpt-4', 30, 30, 60),
  openai('gpt-3.5-turbo', 0.5, 0.5, 1.5),
  openai('gpt-3.5-turbo-instruct', 1.5, 1.5, 2),
  openai('o1', 15, 7.5, 60),
  openai('o1-mini', 1.1, 0.55, 4.4),
  openai('o1-pro', 150, 150, 600),
  openai('o3', 2, 0.5, 8),
  openai('o3-mini', 1.1, 0.55, 4.4),
  openai('o3-pro', 20, 20, 80),
  openai('o4-mini', 1.1, 0.275, 4.4),
  openai('codex-mini', 1.5, 0.375, 6),
  openai('davinci-002', 2, 2, 2),
  openai('babbage-002', 0.4, 0.4, 0.4),

  anthropic('claude-opus-4-5', 5, 25),
  anthropic('claude-opus-4', 15, 75),
  anthropic('claude-sonnet-4', 3, 15),
  anthropic('claude-haiku-4-5', 1, 5),
  anthropic('claude-3-7-sonnet', 3, 15),
  anthropic('claude-3-5-sonnet', 3, 15),
  anthropic('claude-3-5-haiku', 0.8, 4),
  anthropic('claude-3-opus', 15, 75),
  anthropic('claude-3-sonnet', 3, 15),
  { prefix: 'claude-3-haiku', prices: { input: 0.25, cachedRead: 0.03, cacheWrite: 0.3, output: 1.25 } },

  openai('deepseek-chat', 0.28, 0.028, 0.42),
  openai('deepseek-reasoner', 0.28, 0.028, 0.42),
  openai('codestral', 0.3, 0.3, 0.9),
  openai('devstral-small', 0.1, 0.1, 0.3),
  openai('devstral-medium', 0.4, 0.4, 2),
  openai('mistral-small', 0.1, 0.1, 0.3),
  openai('mistral-medium', 0.4, 0.4, 2),
  openai('mistral-large', 2, 2, 6),
  openai('gemini-2.5-pro', 1.25, 0.125, 10),
  openai('gemini-2.5-flash', 0.3, 0.03, 2.5),
  openai('gemini-2.5-flash-lite', 0.1, 0.01, 0.4),
  openai('gemini-2.0-flash', 0.1, 0.025, 0.4),
  openai('grok-code-fast-1', 0.2, 0.02, 1.5),
  openai('grok-4', 3, 0.75, 15),
  openai('grok-4-fast', 0.2, 0.05, 0.5),
  openai('grok-3', 3, 0.75, 15),
  openai('grok-3-mini', 0.3, 0.075, 0.5),
];

const longestFirst = [...rows].sort((a, b) => b.prefix.length - a.prefix.length);

export const free: Prices = { input: 0, cachedRead: 0, cacheWrite: 0, output: 0 };

/** A prefix ends at the id's end or before a date, a version or a variant that is not priced apart: `-`, `@`, `:`. */
function isModel(id: string, prefix: string): boolean {
  return id.startsWith(prefix) && (id.length === prefix.length || '-@:'.includes(id.charAt(prefix.length)));
}

/** Variants whose prices differ and which the table does not have, when their id only begins like a priced one. */
const unpricedVariants = /(?:^|-)(?:audio|realtime|transcribe|tts|search|image|deep-research|32k|16k|ft)(?:-|$)|^ft:/;

/**
 * Null where nobody knows: an unknown model, or VS Code's own, which bill in their own way. `local` where the model runs on
 * this machine or in this network at nobody's charge: zeros.
 */
export function pricesOf(provider: ProviderKind, model: string, local = false): Prices | null {
  if (provider === 'embedded' || local) return free;
  if (provider === 'vscode') return null;
  const id = model.toLowerCase();
  // Routers put the maker first (`openai/gpt-4.1`) and take the same price for these.
  const bare = id.slice(id.lastIndexOf('/') + 1).replace(/^(claude-.*\d)\.(\d)/, '$1-$2');
  if (unpricedVariants.test(bare) || bare.endsWith(':free')) return bare.endsWith(':free') ? free : null;
  return longestFirst.find(({ prefix }) => isModel(bare, prefix))?.prices ?? null;
}
