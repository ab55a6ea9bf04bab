// What a server's refusal means: an HTTP status with its body, or an error object inside a stream.
// Codes and types of OpenAI, Anthropic and the servers that imitate them; their words are never shown.
import { ModelError, type ModelErrorKind } from '../core/modelError';
import { isRecord, parseJson, textAt } from './json';
import { badResponse, captivePortal, proxyRefused } from './modelErrors';
import type { Where } from './where';

export interface Refusal {
  readonly status: number;
  readonly body: string;
  readonly html: boolean;
  readonly retryAfterMs: number | undefined;
}

export function statusError(refusal: Refusal, where: Where): ModelError {
  if (refusal.status === 407) return proxyRefused(where);
  if (refusal.status === 511) return captivePortal(where);
  const payload = parseJson(refusal.body);
  if (refusal.html && payload === undefined && refusal.status !== 401 && refusal.status !== 403 && refusal.status < 500)
    return captivePortal(where);
  return refused(refusal.status, payload ?? refusal.body, where, refusal.retryAfterMs);
}

/** An error that came inside a 200: `{error: {...}}`, `{type: 'error', error: {...}}`, or a bare message. */
export function payloadError(payload: unknown, where: Where): ModelError {
  const inner = isRecord(payload) ? (payload['error'] ?? payload) : payload;
  const code = isRecord(inner) ? inner['code'] : undefined;
  const status = Number(isRecord(inner) ? (inner['status'] ?? inner['status_code'] ?? code) : undefined);
  return refused(status >= 400 && status < 600 ? status : 0, payload, where, undefined);
}

function refused(status: number, payload: unknown, where: Where, retryAfterMs: number | undefined): ModelError {
  const kind = kindOf(status, words(payload));
  if (kind === 'bad-response' && status < 400) return badResponse(where, 'reported an error that Weir does not know');
  return new ModelError(kind, {
    sentence:
      sentences[kind]?.(where, retryAfterMs) ?? `${where.origin} answered with status ${status}. Check the settings.`,
    retryable: kind === 'rate-limited' || kind === 'overloaded',
    ...(status > 0 ? { status } : {}),
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  });
}

/** Code, type and message, lower case: enough to tell the kinds apart. Only the first 2,000 characters count. */
function words(payload: unknown): string {
  if (typeof payload === 'string') return payload.slice(0, 2000).toLowerCase();
  const inner = isRecord(payload) ? (payload['error'] ?? payload['detail'] ?? payload) : undefined;
  if (typeof inner === 'string') return inner.slice(0, 2000).toLowerCase();
  const parts = ['code', 'type', 'message'].map((name) => textAt(inner, name) ?? '');
  return parts.join(' ').slice(0, 2000).toLowerCase();
}

function kindOf(status: number, said: string): ModelErrorKind {
  const says = (...parts: string[]): boolean => parts.some((part) => said.includes(part));
  if (status === 402 || says('insufficient_quota', 'billing', 'credit balance', 'insufficient balance')) return 'quota';
  if (status === 401 || status === 403 || says('authentication_error', 'invalid_api_key', 'permission_error'))
    return 'auth';
  if (
    status === 413 ||
    says(
      'context_length',
      'context length',
      'request_too_large',
      'prompt is too long',
      'context window',
      'context size',
      'exceed_context',
    )
  )
    return 'too-large';
  if (status === 404 || says('model_not_found', 'not_found_error', 'does not exist')) return 'unknown-model';
  if (says('model') && says('not found')) return 'unknown-model';
  if (status === 429 || says('rate_limit')) return 'rate-limited';
  if (
    status >= 500 ||
    says('overloaded', 'server_error', 'api_error', 'internal error', 'loading model', 'unavailable')
  )
    return 'overloaded';
  return status === 408 ? 'timeout' : 'bad-response';
}

const sentences: Partial<Record<ModelErrorKind, (where: Where, retryAfterMs: number | undefined) => string>> = {
  auth: (w) => `${w.origin} refused the key. Set a valid one with "Weir: Set API Key".`,
  quota: (w) => `The account at ${w.origin} has no credit left. Top it up, or choose another model.`,
  'unknown-model': (w) =>
    w.local
      ? `The server at ${w.origin} has no model ${w.model}. Load it there (for example: ollama pull ${w.model}), or choose another in the settings.`
      : `${w.origin} knows no model ${w.model}. Check its name in the settings.`,
  'too-large': (w) =>
    `The request is too long for ${w.model}. Select less, or choose a model with a larger context window.`,
  'rate-limited': (w, ms) =>
    `${w.origin} asks to slow down. Try again ${ms === undefined ? 'in a moment' : `in ${Math.max(1, Math.ceil(ms / 1000))} s`}.`,
  overloaded: (w) => `${w.origin} is overloaded or still loading ${w.model}. Try again in a moment.`,
  timeout: (w) => `${w.origin} gave up waiting. Try again.`,
};
