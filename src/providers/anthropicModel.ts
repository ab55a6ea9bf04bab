// A model behind Anthropic's messages. Chats only: no continuation, no infill, no log-probabilities.
import type { ChatMessage, Model, ModelInfo, Prompt } from '../core/model';
import { parsedInput } from '../core/toolUse';
import { converse, type SdkFetch, type Wire } from './converse';
import { AnthropicReader } from './anthropicReader';
import { cannot } from './modelErrors';
import { OptionalFields } from './optionalFields';
import { lentClients } from './lentClients';
import { silentLogger } from './silentLogger';

export interface AnthropicOptions {
  readonly info: ModelInfo;
  /** With `/v1`, for example `https://api.anthropic.com/v1`. */
  readonly baseUrl: string;
  readonly wire: Wire;
  /** False asks for whole answers. */
  readonly stream?: boolean;
}

const optional = ['temperature', 'output_config', 'stop_sequences'];

export function createAnthropicModel(options: AnthropicOptions): Model {
  const { info, wire } = options;
  const fields = new OptionalFields(optional);
  const lend = lentClients((fetch) => newClient(options.baseUrl, fetch));
  return {
    info,
    async *stream(prompt, signal) {
      const body = fields.apply(anthropicBody(info, prompt, options.stream ?? true));
      yield* converse(
        {
          info,
          wire,
          reader: new AnthropicReader(info),
          headers: { 'anthropic-version': '2023-06-01' },
          keyHeaders: (key) => ({ 'x-api-key': key }),
          ask: (fetch) => lend(fetch, (client) => client.post('/messages', { body }).asResponse()),
          refused: (error, refusal) => fields.learn(error, refusal, body),
        },
        signal,
      );
    },
  };
}

function anthropicBody(info: ModelInfo, prompt: Prompt, stream: boolean): Readonly<Record<string, unknown>> {
  if (prompt.kind !== 'chat') throw cannot(info, 'continue a text');
  // The API refuses stops of white space alone.
  const stops = prompt.stop.filter((stop) => stop.trim() !== '').slice(0, 4);
  return {
    model: info.model,
    max_tokens: prompt.maxTokens,
    ...(prompt.system === '' ? {} : { system: prompt.system }),
    messages: prompt.messages.map(wireMessage),
    ...(prompt.tools === undefined || prompt.tools.length === 0
      ? {}
      : {
          tools: prompt.tools.map(({ name, description, schema }) => ({ name, description, input_schema: schema })),
        }),
    temperature: prompt.temperature,
    ...(stops.length > 0 ? { stop_sequences: stops } : {}),
    ...(prompt.schema === undefined || !info.capabilities.jsonSchema
      ? {}
      : { output_config: { format: { type: 'json_schema', schema: prompt.schema } } }),
    stream,
  };
}

function wireMessage({ role, content, toolCalls, toolResults }: ChatMessage): unknown {
  if (toolCalls === undefined && toolResults === undefined) return { role, content };
  const text = content === '' ? [] : [{ type: 'text', text: content }];
  const calls = (toolCalls ?? []).map((call) => ({
    type: 'tool_use',
    id: call.id,
    name: call.name,
    input: parsedInput(call) ?? {},
  }));
  const results = (toolResults ?? []).map(({ id, text: said }) => ({
    type: 'tool_result',
    tool_use_id: id,
    content: said,
  }));
  return { role, content: [...results, ...text, ...calls] };
}

// Every option that would otherwise be read from the environment, or from credential files, is given. The key is a
// placeholder: the guarded fetch adds the real one, so the SDK never holds it.
async function newClient(baseURL: string, fetch: SdkFetch) {
  const { Anthropic } = await import('./anthropicSdk');
  return new Anthropic({
    baseURL,
    fetch,
    apiKey: 'added-by-the-guarded-fetch',
    webhookKey: null,
    defaultHeaders: {},
    openTelemetry: false,
    maxRetries: 0,
    timeout: 2 ** 31 - 1,
    logger: silentLogger,
    logLevel: 'off',
    dangerouslyAllowBrowser: true,
  });
}
