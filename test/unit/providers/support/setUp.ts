// What the provider tests share: a model's description, prompts, a wire without a guard in the way, and a whole answer collected.
import type { Capabilities, Model, ModelEvent, ModelInfo, Prompt, TokenLogprob } from '../../../../src/core/model';
import { ModelError } from '../../../../src/core/modelError';
import type { Clock } from '../../../../src/providers/clock';
import type { Wire } from '../../../../src/providers/converse';
import type { Guard } from '../../../../src/providers/guardedFetch';

export const capabilities: Capabilities = {
  chat: true,
  continuation: true,
  infill: true,
  fimFamily: null,
  logProbabilities: null,
  jsonSchema: true,
  contextWindow: 8192,
};

export function infoOf(url: string, over: Partial<ModelInfo> = {}): ModelInfo {
  return {
    provider: 'compatible',
    model: 'test-model',
    origin: new URL(url).origin,
    local: true,
    capabilities,
    prices: null,
    ...over,
  };
}

export function wireOf(over: Partial<Wire> & { guard?: Guard } = {}): Wire {
  return { guard: { allowedOrigins: () => true, redactBody: (body) => body }, key: async () => null, ...over };
}

const sampling = { maxTokens: 64, temperature: 0, stop: [], logProbabilities: false };

export const chatPrompt = (text: string, over: Partial<Prompt> = {}): Prompt =>
  ({ ...sampling, kind: 'chat', system: 'Be brief.', messages: [{ role: 'user', content: text }], ...over }) as Prompt;

export const continuePrompt = (text: string, over: Partial<Prompt> = {}): Prompt =>
  ({ ...sampling, kind: 'continue', text, specialTokens: false, ...over }) as Prompt;

export const infillPrompt = (prefix: string, suffix: string): Prompt => ({
  ...sampling,
  kind: 'infill',
  prefix,
  suffix,
});

export interface Collected {
  readonly text: string;
  readonly tokens: readonly TokenLogprob[];
  readonly sent: readonly string[];
  readonly events: readonly ModelEvent[];
  readonly finish: (ModelEvent & { type: 'finish' }) | null;
  readonly error: ModelError | null;
}

/** Never throws but for what is no ModelError. */
export async function collect(
  model: Model,
  prompt: Prompt,
  signal: AbortSignal = new AbortController().signal,
): Promise<Collected> {
  const events: ModelEvent[] = [];
  let error: ModelError | null = null;
  try {
    for await (const event of model.stream(prompt, signal)) events.push(event);
  } catch (thrown) {
    if (!(thrown instanceof ModelError)) throw thrown;
    error = thrown;
  }
  return {
    text: events.map((event) => (event.type === 'text' ? event.text : '')).join(''),
    tokens: events.flatMap((event) => (event.type === 'text' ? (event.tokens ?? []) : [])),
    sent: events.flatMap((event) => (event.type === 'sent' ? [event.body] : [])),
    events,
    finish: events.find((event) => event.type === 'finish') ?? null,
    error,
  };
}

/** A clock on which a limit of 30 s passes in 300 ms. */
export function scaledClock(factor = 100): Clock {
  const start = Date.now();
  return {
    now: () => start + (Date.now() - start) * factor,
    after: (ms, call) => {
      const timer = setTimeout(call, ms / factor);
      return () => clearTimeout(timer);
    },
  };
}
