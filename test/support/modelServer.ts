// A scripted model server on loopback that speaks both wire protocols, streamed and whole. Says what a script tells it to;
// knows nothing of faults (that is faultServer). Erasable TypeScript without relative imports, so that Node 24 runs it as it is.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';

export type WireProtocol = 'openai-chat' | 'openai-completions' | 'mistral-fim' | 'anthropic';

export interface ModelServerRequest {
  /** Position among the model requests of this server, from 0. */
  readonly index: number;
  readonly protocol: WireProtocol;
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** The body exactly as the socket carried it. */
  readonly raw: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly model: string;
  readonly stream: boolean;
  /** System text and messages joined by newlines, or the raw prompt. */
  readonly prompt: string;
  readonly suffix: string | null;
}

export interface ScriptedAnswer {
  readonly text: string;
  /** Natural-log probability of every token, or one for each token (the last repeats). Left out: the server has none. */
  readonly logprobs?: number | readonly number[];
  /** As the wire names it: `stop`, `length`, `content_filter`; `end_turn`, `max_tokens`, `refusal`. */
  readonly finish?: string;
  /** Milliseconds before the response headers. */
  readonly delayMs?: number;
  readonly tokensPerSecond?: number;
  /** Other than 200: an error body is sent with `text` as its message. */
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly promptTokens?: number;
  readonly cachedTokens?: number;
}

export interface RecordedRequest extends ModelServerRequest {
  /** Milliseconds on `performance.now()`. */
  readonly receivedAt: number;
  /** When the client went away before the answer was whole, else null. */
  disconnectedAt: number | null;
  finishedAt: number | null;
  tokensSent: number;
}

export interface ModelServer {
  /** Origin without a path, for example `http://127.0.0.1:41234`. OpenAI's base URL is this + `/v1`. */
  readonly url: string;
  readonly requests: readonly RecordedRequest[];
  /** Every request line, model lists included: `GET /v1/models`. */
  readonly lines: readonly string[];
  /** Open sockets right now. */
  connections(): Promise<number>;
  close(): Promise<void>;
}

export interface ModelServerOptions {
  readonly answers: (request: ModelServerRequest) => ScriptedAnswer | Promise<ScriptedAnswer>;
  /** Listed by GET /v1/models and /api/tags. */
  readonly models?: readonly string[];
  /** True: also answers Ollama's GET /api/tags. */
  readonly ollama?: boolean;
  readonly port?: number;
  /** True: lets pages of any origin ask, as a server must that is asked from the browser. */
  readonly cors?: boolean;
}

const corsHeaders = {
  'access-control-allow-origin': '*',
  'access-control-allow-headers': '*',
  'access-control-allow-private-network': 'true',
};

/** Words with the space before them, newlines apart: a plausible tokenizer whose pieces join to the text. */
export function tokensOf(text: string): string[] {
  return text.match(/\n|[^\S\n]*[^\s]+|[^\S\n]+/g) ?? [];
}

export async function startModelServer(options: ModelServerOptions): Promise<ModelServer> {
  const requests: RecordedRequest[] = [];
  const lines: string[] = [];
  const models = options.models ?? ['scripted-fast', 'scripted-strong'];

  const handle = async (req: IncomingMessage, res: ServerResponse): Promise<void> => {
    const path = (req.url ?? '/').split('?')[0] ?? '/';
    if (options.cors === true) {
      for (const [name, value] of Object.entries(corsHeaders)) res.setHeader(name, value);
      if (req.method === 'OPTIONS') return void res.writeHead(204).end();
    }
    lines.push(`${req.method} ${path}`);
    if (req.method === 'GET') return listModels(path, models, options.ollama === true, res);
    const protocol = protocolOf(path);
    const raw = await readAll(req);
    const body = parseObject(raw);
    if (protocol === null || body === null) {
      return sendJson(res, protocol === null ? 404 : 400, { error: { message: `No such route or body: ${path}` } });
    }
    const request: RecordedRequest = {
      index: requests.length,
      protocol,
      path,
      headers: req.headers,
      raw,
      body,
      model: String(body['model'] ?? ''),
      stream: body['stream'] === true,
      prompt: promptOf(body),
      suffix: typeof body['suffix'] === 'string' ? body['suffix'] : null,
      receivedAt: performance.now(),
      disconnectedAt: null,
      finishedAt: null,
      tokensSent: 0,
    };
    requests.push(request);
    const gone = new AbortController();
    res.on('close', () => {
      if (res.writableFinished) return;
      request.disconnectedAt = performance.now();
      gone.abort();
    });
    try {
      await answerRequest(request, await options.answers(request), res, gone.signal);
    } catch (error) {
      if (!gone.signal.aborted) throw error;
    }
  };

  const server = createServer((req, res) => {
    handle(req, res).catch((error: unknown) => {
      if (!res.headersSent) sendJson(res, 500, { error: { message: `The script failed: ${String(error)}` } });
      else res.destroy();
    });
  });
  server.listen(options.port ?? 0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The model server has no port.');

  return {
    url: `http://127.0.0.1:${address.port}`,
    requests,
    lines,
    connections: () =>
      new Promise((resolve, reject) => {
        server.getConnections((error, count) => (error ? reject(error) : resolve(count)));
      }),
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

async function answerRequest(
  request: RecordedRequest,
  answer: ScriptedAnswer,
  res: ServerResponse,
  gone: AbortSignal,
): Promise<void> {
  if (answer.delayMs !== undefined) await sleep(answer.delayMs, undefined, { signal: gone });
  const status = answer.status ?? 200;
  if (status !== 200) {
    const error = { type: 'scripted_error', message: answer.text };
    sendJson(res, status, request.protocol === 'anthropic' ? { type: 'error', error } : { error }, answer.headers);
    request.finishedAt = performance.now();
    return;
  }
  const wire = request.protocol === 'anthropic' ? anthropicWire(request, answer) : openaiWire(request, answer);
  if (!request.stream) {
    request.tokensSent = wire.tokens.length;
    sendJson(res, 200, wire.whole, answer.headers);
    request.finishedAt = performance.now();
    return;
  }
  res.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache', ...answer.headers });
  res.write(wire.head);
  for (const [index, token] of wire.tokens.entries()) {
    if (answer.tokensPerSecond !== undefined) await sleep(1000 / answer.tokensPerSecond, undefined, { signal: gone });
    if (gone.aborted) return;
    res.write(wire.token(token, index));
    request.tokensSent = index + 1;
  }
  res.end(wire.tail);
  request.finishedAt = performance.now();
}

interface Wire {
  readonly tokens: readonly string[];
  readonly whole: unknown;
  readonly head: string;
  readonly token: (token: string, index: number) => string;
  readonly tail: string;
}

function openaiWire(request: ModelServerRequest, answer: ScriptedAnswer): Wire {
  const chat = request.protocol !== 'openai-completions';
  const tokens = tokensOf(answer.text);
  const finish = answer.finish ?? 'stop';
  const wanted = request.body['logprobs'] !== undefined && request.body['logprobs'] !== false;
  const probabilities = wanted && answer.logprobs !== undefined ? answer.logprobs : null;
  const usage = {
    prompt_tokens: answer.promptTokens ?? tokensOf(request.prompt).length,
    completion_tokens: tokens.length,
    total_tokens: (answer.promptTokens ?? tokensOf(request.prompt).length) + tokens.length,
    prompt_tokens_details: { cached_tokens: answer.cachedTokens ?? 0 },
  };
  const base = { id: `scripted-${request.index}`, created: 1_700_000_000, model: request.model };
  const logprobsOf = (from: number, to: number): unknown => {
    if (probabilities === null) return null;
    const part = tokens.slice(from, to).map((token, i) => ({ token, logprob: logprobAt(probabilities, from + i) }));
    return chat ? { content: part.map((t) => ({ ...t, top_logprobs: [t, runnerUp(t.logprob)] })) } : legacy(part);
  };
  const chunk = (choice: object): string =>
    data({ ...base, object: chat ? 'chat.completion.chunk' : 'text_completion', choices: [{ index: 0, ...choice }] });
  const options = request.body['stream_options'];
  const withUsage = typeof options === 'object' && options !== null && 'include_usage' in options;
  return {
    tokens,
    whole: {
      ...base,
      object: chat ? 'chat.completion' : 'text_completion',
      choices: [
        {
          index: 0,
          ...(chat ? { message: { role: 'assistant', content: answer.text } } : { text: answer.text }),
          logprobs: logprobsOf(0, tokens.length),
          finish_reason: finish,
        },
      ],
      usage,
    },
    head: chat ? chunk({ delta: { role: 'assistant', content: '' }, finish_reason: null }) : '',
    token: (token, index) =>
      chunk({
        ...(chat ? { delta: { content: token } } : { text: token }),
        logprobs: logprobsOf(index, index + 1),
        finish_reason: null,
      }),
    tail:
      chunk({ ...(chat ? { delta: {} } : { text: '' }), logprobs: null, finish_reason: finish }) +
      (withUsage ? data({ ...base, choices: [], usage }) : '') +
      'data: [DONE]\n\n',
  };
}

function legacy(part: readonly { token: string; logprob: number }[]): unknown {
  return {
    tokens: part.map((t) => t.token),
    token_logprobs: part.map((t) => t.logprob),
    top_logprobs: part.map((t) => {
      const other = runnerUp(t.logprob);
      return { [t.token]: t.logprob, [other.token]: other.logprob };
    }),
  };
}

function anthropicWire(request: ModelServerRequest, answer: ScriptedAnswer): Wire {
  const tokens = tokensOf(answer.text);
  const stop = answer.finish ?? 'end_turn';
  const inputUsage = {
    input_tokens: answer.promptTokens ?? tokensOf(request.prompt).length,
    cache_read_input_tokens: answer.cachedTokens ?? 0,
    cache_creation_input_tokens: 0,
  };
  const base = { id: `scripted-${request.index}`, type: 'message', role: 'assistant', model: request.model };
  const event = (value: { type: string }): string => `event: ${value.type}\n${data(value)}`;
  const end = { stop_reason: stop, stop_sequence: null };
  return {
    tokens,
    whole: {
      ...base,
      content: [{ type: 'text', text: answer.text }],
      ...end,
      usage: { ...inputUsage, output_tokens: tokens.length },
    },
    head:
      event({
        type: 'message_start',
        message: { ...base, content: [], usage: { ...inputUsage, output_tokens: 1 } },
      } as {
        type: string;
      }) +
      event({ type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } } as { type: string }),
    token: (text) =>
      event({ type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text } } as { type: string }),
    tail:
      event({ type: 'content_block_stop', index: 0 } as { type: string }) +
      event({ type: 'message_delta', delta: end, usage: { output_tokens: tokens.length } } as { type: string }) +
      event({ type: 'message_stop' }),
  };
}

function data(value: unknown): string {
  return `data: ${JSON.stringify(value)}\n\n`;
}

function logprobAt(probabilities: number | readonly number[], index: number): number {
  if (typeof probabilities === 'number') return probabilities;
  return probabilities[Math.min(index, probabilities.length - 1)] ?? 0;
}

/** The second candidate: it takes what probability the first one leaves. */
function runnerUp(logprob: number): { token: string; logprob: number } {
  return { token: '\u0000other', logprob: Math.max(-20, Math.log(Math.max(1e-9, 1 - Math.exp(logprob)))) };
}

function protocolOf(path: string): WireProtocol | null {
  if (path.endsWith('/chat/completions')) return 'openai-chat';
  if (path.endsWith('/fim/completions')) return 'mistral-fim';
  if (path.endsWith('/completions')) return 'openai-completions';
  return path.endsWith('/messages') ? 'anthropic' : null;
}

function promptOf(body: Readonly<Record<string, unknown>>): string {
  if (typeof body['prompt'] === 'string') return body['prompt'];
  const messages = Array.isArray(body['messages']) ? (body['messages'] as unknown[]) : [];
  return [textOf(body['system']), ...messages.map((m) => textOf(field(m, 'content')))].filter(Boolean).join('\n');
}

function textOf(content: unknown): string {
  if (typeof content === 'string') return content;
  return Array.isArray(content) ? content.map((part) => String(field(part, 'text') ?? '')).join('') : '';
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}

function listModels(path: string, models: readonly string[], ollama: boolean, res: ServerResponse): void {
  if (path.endsWith('/models')) {
    sendJson(res, 200, { object: 'list', data: models.map((id) => ({ id, object: 'model', owned_by: 'scripted' })) });
  } else if (ollama && path === '/api/tags') {
    sendJson(res, 200, { models: models.map((name, i) => ({ name, size: (i + 1) * 1_000_000_000 })) });
  } else sendJson(res, 404, { error: { message: `No such route: ${path}` } });
}

function sendJson(
  res: ServerResponse,
  status: number,
  value: unknown,
  headers: Readonly<Record<string, string>> = {},
): void {
  res.writeHead(status, { 'content-type': 'application/json', ...headers });
  res.end(JSON.stringify(value));
}

async function readAll(req: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of req) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

function parseObject(raw: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(raw);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}
