// A model behind OpenAI's wire protocol: OpenAI itself and every server that imitates it.
import type { Model, ModelInfo } from '../core/model';
import { converse, type SdkFetch, type Wire } from './converse';
import type { ReasoningEffort } from './capabilities';
import { openaiRequest } from './openaiBodies';
import { OpenaiReader } from './openaiReader';
import { OptionalFields } from './optionalFields';
import { lentClients } from './lentClients';
import { silentLogger } from './silentLogger';

export interface OpenaiOptions {
  readonly info: ModelInfo;
  /** With its path, for example `https://api.openai.com/v1`. */
  readonly baseUrl: string;
  readonly wire: Wire;
  readonly effort?: ReasoningEffort | null;
  /** False asks for whole answers, for servers that cannot stream. */
  readonly stream?: boolean;
}

const optional = [
  'stream_options',
  'top_logprobs',
  'logprobs',
  'response_format',
  'reasoning_effort',
  'temperature',
  'stop',
  'max_completion_tokens',
  'max_tokens',
];

export function createOpenaiModel(options: OpenaiOptions): Model {
  const { info, wire } = options;
  const fields = new OptionalFields(optional);
  const lend = lentClients((fetch) => newClient(options.baseUrl, fetch));
  return {
    info,
    async *stream(prompt, signal) {
      const request = openaiRequest(info, prompt, { stream: options.stream ?? true, effort: options.effort ?? null });
      const body = fields.apply(request.body);
      yield* converse(
        {
          info,
          wire,
          reader: new OpenaiReader(info),
          keyHeaders: (key) => ({ authorization: `Bearer ${key}` }),
          ask: (fetch) => lend(fetch, (client) => client.post(request.path, { body }).asResponse()),
          refused: (error, refusal) => fields.learn(error, refusal, body),
        },
        signal,
      );
    },
  };
}

// Every option that would otherwise be read from the environment is given. The key is a placeholder: the guarded fetch adds
// the real one, so the SDK never holds it.
async function newClient(baseURL: string, fetch: SdkFetch) {
  const { OpenAI } = await import('./openaiSdk');
  return new OpenAI({
    baseURL,
    fetch,
    apiKey: 'added-by-the-guarded-fetch',
    adminAPIKey: null,
    organization: null,
    project: null,
    webhookSecret: null,
    defaultHeaders: {},
    maxRetries: 0,
    timeout: 2 ** 31 - 1,
    logger: silentLogger,
    logLevel: 'off',
    dangerouslyAllowBrowser: true,
  });
}
