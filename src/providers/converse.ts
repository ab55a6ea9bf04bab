// One exchange with a model server as a stream of model events. The wire protocols say how to ask and how to read;
// this puts the guard, the limits and the verdict around them. Asks once: retrying is withRetry's.
import type { ModelEvent, ModelInfo, Usage } from '../core/model';
import { ModelError } from '../core/modelError';
import { systemClock, type Clock } from './clock';
import { Exchange } from './exchange';
import { guardedFetch, type Guard } from './guardedFetch';
import { limitsFor, type Limits } from './limits';
import { badResponse } from './modelErrors';
import { readAnswer } from './readAnswer';
import type { WireReader } from './wireReader';

/** What every provider on a socket needs from outside. */
export interface Wire {
  readonly guard: Guard;
  /** Read at the moment of use, for this origin only; null sends no key. */
  readonly key: (origin: string) => Promise<string | null>;
  readonly clock?: Clock;
  readonly limits?: Limits;
}

/** The `fetch` that an SDK is given. */
export type SdkFetch = (url: string | URL | Request, init?: RequestInit) => Promise<Response>;

export interface Conversation {
  readonly info: ModelInfo;
  readonly wire: Wire;
  readonly reader: WireReader;
  /** Headers that carry the key, or none. */
  readonly keyHeaders: (key: string) => Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sends the request through the given `fetch`. */
  readonly ask: (fetch: SdkFetch) => Promise<Response>;
  /** May give another error for a refused request. */
  readonly refused?: (error: ModelError, refusal: { readonly status: number; readonly body: string }) => ModelError;
}

export async function* converse(conversation: Conversation, signal: AbortSignal): AsyncGenerator<ModelEvent> {
  const { info, wire, reader } = conversation;
  const exchange = new Exchange(signal, wire.clock ?? systemClock);
  const limits = wire.limits ?? limitsFor(info.local);
  try {
    const response = await open(conversation, exchange, limits);
    if (exchange.sent !== null) yield { type: 'sent', body: exchange.sent };
    if (response instanceof ModelError) throw response;
    let characters = 0;
    for await (const piece of readAnswer(response, reader, info, exchange, limits)) {
      characters += piece.text.length;
      yield { type: 'text', ...piece };
    }
    const { reason, usage, responseModel, fingerprint, toolCalls } = reader.answer();
    yield {
      type: 'finish',
      reason,
      usage: usage ?? estimate(exchange.sent ?? '', characters),
      responseModel,
      ...(fingerprint !== undefined && { fingerprint }),
      ...(toolCalls.length > 0 && { toolCalls }),
    };
  } finally {
    exchange.close();
  }
}

async function open(conversation: Conversation, exchange: Exchange, limits: Limits): Promise<Response | ModelError> {
  const { info, wire } = conversation;
  try {
    const key = await exchange.until(wire.key(info.origin));
    const headers = {
      'content-type': 'application/json',
      accept: 'text/event-stream, application/json',
      'user-agent': 'weir',
      ...conversation.headers,
      ...(key === null ? {} : conversation.keyHeaders(key)),
    };
    // The SDK's own headers are dropped: they hold what its environment variables say.
    const fetch: SdkFetch = (url, init) => {
      const body = typeof init?.body === 'string' ? init.body : '';
      const address = url instanceof Request ? url.url : String(url);
      return guardedFetch(wire.guard, { method: 'POST', url: address, body, headers }, info, exchange, limits);
    };
    return await exchange.until(conversation.ask(fetch));
  } catch (error) {
    const verdict = exchange.fail(
      exchange.verdict ?? (error instanceof ModelError ? error : badResponse(info, 'could not be asked', error)),
    );
    return exchange.refusal === null ? verdict : (conversation.refused?.(verdict, exchange.refusal) ?? verdict);
  }
}

/** Four characters a token, where the server did not count. */
function estimate(sent: string, answered: number): Usage {
  return {
    input: Math.ceil(sent.length / 4),
    cachedRead: 0,
    cacheWrite: 0,
    output: Math.ceil(answered / 4),
    exact: false,
  };
}
