// The model port: what the cascade knows of a language model. Implementations live in providers/ and local/.
import type { ModelError } from './modelError';
import type { ToolCall, ToolResult, ToolSpec } from './toolUse';

export type ProviderKind = 'openai' | 'anthropic' | 'compatible' | 'vscode' | 'embedded';

/** Families whose fill-in-the-middle tokens Weir knows. Rows in `prompts/fim`. */
export type FimFamily = 'qwen-coder' | 'starcoder2' | 'deepseek-coder' | 'codegemma' | 'codestral';

/** What a provider and model pair can do. `null` where nobody knows yet; a connection test fills it in. */
export interface Capabilities {
  /** Takes roles and messages. False for base models, which only continue text. */
  readonly chat: boolean;
  /** Continues a raw text (legacy completions, the embedded model). */
  readonly continuation: boolean;
  /** Takes a prefix and a suffix as such (legacy completions with `suffix`, Mistral's FIM end point). */
  readonly infill: boolean;
  readonly fimFamily: FimFamily | null;
  readonly logProbabilities: boolean | null;
  readonly jsonSchema: boolean;
  /** Tokens, prompt and answer together. */
  readonly contextWindow: number;
}

/** Dollars for a million tokens, by bucket. */
export interface Prices {
  readonly input: number;
  readonly cachedRead: number;
  readonly cacheWrite: number;
  readonly output: number;
}

export interface ModelInfo {
  readonly provider: ProviderKind;
  readonly model: string;
  /** Scheme, host and port, or `embedded:` / `vscode:` where no address of ours is involved. */
  readonly origin: string;
  /** True where text stays on this machine (loopback or embedded). */
  readonly local: boolean;
  readonly capabilities: Capabilities;
  /** `null` is "unpriced", which is not free. */
  readonly prices: Prices | null;
  /** Tokens that a request lets it think, beside the answer, and that are paid as output; absent where it does not think. */
  readonly thinkingTokens?: number;
}

export interface Sampling {
  readonly maxTokens: number;
  /** 0 is greedy. */
  readonly temperature: number;
  /** At most four are put on the wire; callers cut the rest themselves. */
  readonly stop: readonly string[];
  readonly logProbabilities: boolean;
}

export interface ChatMessage {
  readonly role: 'user' | 'assistant';
  readonly content: string;
  /** The assistant's, beside its content. */
  readonly toolCalls?: readonly ToolCall[];
  /** The user's, before its content. */
  readonly toolResults?: readonly ToolResult[];
}

export type JsonSchema = Readonly<Record<string, unknown>>;

export type Prompt = Sampling &
  (
    | {
        readonly kind: 'chat';
        readonly system: string;
        readonly messages: readonly ChatMessage[];
        /** Where given and supported, the answer is JSON of this schema. */
        readonly schema?: JsonSchema;
        /** What the model may call; the calls come with `finish`, and whoever asked makes them. */
        readonly tools?: readonly ToolSpec[];
      }
    | {
        readonly kind: 'continue';
        readonly text: string;
        /** True where the text holds a family's FIM tokens, which must be read as tokens and not as letters. */
        readonly specialTokens: boolean;
      }
    | { readonly kind: 'infill'; readonly prefix: string; readonly suffix: string }
  );

/** One generated token; `logprob` is natural-log probability. `margin`: to the runner-up, in log units, where known. */
export interface TokenLogprob {
  readonly token: string;
  readonly logprob: number;
  readonly margin?: number;
}

/** Tokens, by price bucket. `input` does not include what was read from or written to the cache. */
export interface Usage {
  readonly input: number;
  readonly cachedRead: number;
  readonly cacheWrite: number;
  readonly output: number;
  /** False where the provider did not say and Weir counted by estimate. */
  readonly exact: boolean;
}

export type FinishReason = 'stop' | 'length' | 'refused' | 'filtered' | 'cut';

/**
 * What a stream yields, in order: `sent` once, `text` any number of times, `finish` once as the last event.
 * A stream that ends otherwise throws a ModelError.
 */
export type ModelEvent =
  | { readonly type: 'sent'; readonly body: string }
  | { readonly type: 'text'; readonly text: string; readonly tokens?: readonly TokenLogprob[] }
  | {
      readonly type: 'finish';
      readonly reason: FinishReason;
      readonly usage: Usage;
      /** The model id as the response names it: a silent change of model is drift. */
      readonly responseModel: string | null;
      /** The state of the server as the response names it; absent where it names none. */
      readonly fingerprint?: string;
      /** Dollars left of the budget when the call was let through; absent where there is none. */
      readonly budgetLeft?: number;
      readonly toolCalls?: readonly ToolCall[];
    };

export interface Model {
  readonly info: ModelInfo;
  /**
   * Streams one answer. Aborting the signal closes the socket within 100 ms and ends the stream
   * by throwing ModelError `cancelled`. Never retried after content has arrived.
   * @throws {ModelError}
   */
  stream(prompt: Prompt, signal: AbortSignal): AsyncIterable<ModelEvent>;
}

export type { ModelError };
