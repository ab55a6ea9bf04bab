// A model in process for unit tests: says what it is told to, when it is told to.
import type { Capabilities, FinishReason, Model, ModelEvent, Prompt, TokenLogprob } from '../../src/core/model';
import { ModelError } from '../../src/core/modelError';
import type { ToolCall } from '../../src/core/toolUse';

export interface FakeAnswer {
  readonly text?: string;
  readonly chunks?: readonly string[];
  readonly logprob?: number;
  readonly finish?: FinishReason;
  readonly toolCalls?: readonly ToolCall[];
  readonly error?: ModelError;
  /** Milliseconds before the first chunk; the signal is watched meanwhile. */
  readonly delayMs?: number;
}

const capabilities: Capabilities = {
  chat: true,
  continuation: true,
  infill: false,
  fimFamily: null,
  logProbabilities: true,
  jsonSchema: false,
  contextWindow: 8192,
};

export interface FakeModel extends Model {
  readonly prompts: Prompt[];
}

export function fakeModel(
  name: string,
  answer: FakeAnswer | ((prompt: Prompt, call: number) => FakeAnswer),
  caps: Partial<Capabilities> = {},
): FakeModel {
  const prompts: Prompt[] = [];
  return {
    prompts,
    info: {
      provider: 'compatible',
      model: name,
      origin: 'http://127.0.0.1:1',
      local: true,
      capabilities: { ...capabilities, ...caps },
      prices: { input: 1, cachedRead: 0.1, cacheWrite: 1, output: 4 },
    },
    async *stream(prompt, signal): AsyncGenerator<ModelEvent> {
      const given = typeof answer === 'function' ? answer(prompt, prompts.length) : answer;
      prompts.push(prompt);
      yield { type: 'sent', body: JSON.stringify(prompt) };
      if (given.delayMs !== undefined) await wait(given.delayMs, signal);
      for (const text of given.chunks ?? [given.text ?? '']) {
        if (signal.aborted) throw new ModelError('cancelled', { sentence: 'Cancelled.' });
        const tokens: TokenLogprob[] = given.logprob === undefined ? [] : [{ token: text, logprob: given.logprob }];
        yield { type: 'text', text, ...(tokens.length > 0 && { tokens }) };
      }
      if (given.error !== undefined) throw given.error;
      const usage = { input: 100, cachedRead: 0, cacheWrite: 0, output: 20, exact: true };
      const { toolCalls } = given;
      yield {
        type: 'finish',
        reason: given.finish ?? 'stop',
        usage,
        responseModel: null,
        ...(toolCalls !== undefined && { toolCalls }),
      };
    },
  };
}

function wait(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
