// The one way out to a model server: checks the address, redacts the body last before the socket, adds the key, and limits
// what comes back. Knows nothing of what is asked or answered. Uses the global fetch, so that the editor's proxy and
// certificates apply.
import { ModelError } from '../core/modelError';
import type { Exchange } from './exchange';
import type { Limits } from './limits';
import { limitedBody, readCapped } from './limitedBody';
import {
  badResponse,
  headersTimeout,
  notAllowed,
  redactionFailed,
  redirected,
  tooMuch,
  wholeTimeout,
  wrongOrigin,
} from './modelErrors';
import { networkError, neverConnected } from './networkErrors';
import { retryAfterMs } from './retryAfter';
import { statusError } from './statusErrors';
import type { Where } from './where';

export interface Guard {
  /** False: nothing is sent there. Asked at every request. */
  readonly allowedOrigins: (origin: string) => boolean;
  /** Takes the serialised body, gives what may be sent. A throw means that nothing is sent. */
  readonly redactBody: (body: string) => string;
  /** Left out: the global one, looked up at every request. */
  readonly fetch?: typeof fetch;
}

export interface OutgoingRequest {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly body: string | null;
  /** All headers there are: none comes from an SDK, so none can come from an SDK's environment. */
  readonly headers: Readonly<Record<string, string>>;
}

const maxRedirects = 3;

/**
 * Resolves to a response with status 2xx whose body keeps to the limits.
 * @throws {ModelError} for everything else; nothing was sent where it is `not-allowed` or `redaction`.
 */
export async function guardedFetch(
  guard: Guard,
  request: OutgoingRequest,
  where: Where,
  exchange: Exchange,
  limits: Limits,
): Promise<Response> {
  try {
    checkOrigin(guard, request.url, where);
    const body = request.body === null ? null : redacted(guard, request.body, exchange, limits);
    if (exchange.verdict !== null) throw exchange.verdict;
    exchange.arm('whole', limits.wholeMs, () => wholeTimeout(where, limits.wholeMs));
    exchange.arm('headers', limits.headersMs, () => headersTimeout(where, limits.headersMs));
    exchange.sent = body;
    const response = await follow(guard, request, body, where, exchange);
    exchange.disarm('headers');
    checkHeaders(response, where, limits);
    if (!response.ok || response.status === 204) throw await refusal(response, where, exchange, limits);
    return new Response(limitedBody(response, where, exchange, limits), {
      status: response.status,
      headers: response.headers,
    });
  } catch (error) {
    if (neverConnected(error)) exchange.sent = null;
    throw exchange.fail(exchange.verdict ?? (error instanceof ModelError ? error : networkError(error, where)));
  }
}

function checkOrigin(guard: Guard, url: string, where: Where): void {
  const { origin } = new URL(url);
  if (origin !== where.origin) throw wrongOrigin(origin, where.origin);
  if (!guard.allowedOrigins(origin)) throw notAllowed(origin);
}

function redacted(guard: Guard, body: string, exchange: Exchange, limits: Limits): string {
  const start = exchange.clock.now();
  let clean: string;
  try {
    clean = guard.redactBody(body);
  } catch (error) {
    throw redactionFailed(error);
  }
  if (typeof clean !== 'string' || exchange.clock.now() - start > limits.redactMs) throw redactionFailed(undefined);
  return clean;
}

async function follow(
  guard: Guard,
  request: OutgoingRequest,
  body: string | null,
  where: Where,
  exchange: Exchange,
): Promise<Response> {
  let url = request.url;
  for (let hop = 0; ; hop += 1) {
    const response = await (guard.fetch ?? globalThis.fetch)(url, {
      method: request.method,
      headers: { ...request.headers },
      body,
      redirect: 'manual',
      credentials: 'omit',
      signal: exchange.signal,
    });
    if (response.type !== 'opaqueredirect' && (response.status < 300 || response.status > 399)) return response;
    const target = redirectTarget(response, url);
    // A body is never sent twice, and a key never to a second place.
    if (request.method !== 'GET' || target === null || target.origin !== where.origin || hop >= maxRedirects) {
      throw redirected(where, target?.origin ?? 'another address');
    }
    await response.body?.cancel();
    url = target.href;
  }
}

function redirectTarget(response: Response, from: string): URL | null {
  const location = response.headers.get('location');
  return location !== null && URL.canParse(location, from) ? new URL(location, from) : null;
}

function checkHeaders(response: Response, where: Where, limits: Limits): void {
  let size = 0;
  for (const [name, value] of response.headers) size += name.length + value.length + 4;
  if (size > limits.headerBytes) throw tooMuch(where, 'headers', limits.headerBytes);
}

async function refusal(response: Response, where: Where, exchange: Exchange, limits: Limits): Promise<ModelError> {
  exchange.arm('headers', limits.idleMs, () => headersTimeout(where, limits.idleMs));
  const body = await readCapped(response, limits.errorBytes, exchange);
  exchange.disarm('headers');
  exchange.refusal = { status: response.status, body };
  if (response.status < 400) return badResponse(where, `answered with status ${response.status}`);
  return statusError(
    {
      status: response.status,
      body,
      html: (response.headers.get('content-type') ?? '').includes('html') || body.trimStart().startsWith('<'),
      retryAfterMs: retryAfterMs((name) => response.headers.get(name), exchange.clock.now()),
    },
    where,
  );
}
