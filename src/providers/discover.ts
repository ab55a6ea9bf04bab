// Finds model servers on this machine by asking the ports that they usually have for their lists of models. Loopback only;
// sends no key and no body. A port where nobody answers within half a second is no server.
import { ModelError } from '../core/modelError';
import { checkBaseUrl } from './baseUrl';
import type { ServerKind } from './capabilities';
import { systemClock, type Clock } from './clock';
import { Exchange } from './exchange';
import { guardedFetch, type Guard } from './guardedFetch';
import { isRecord, listAt, numberAt, parseJson, textAt } from './json';
import { limitsFor } from './limits';

export interface DiscoveredModel {
  readonly id: string;
  /** Of its file, where the server says. */
  readonly bytes: number | null;
}

export interface DiscoveredServer {
  /** With `/v1`. */
  readonly baseUrl: string;
  readonly kind: ServerKind;
  /** Smallest first, without those that do not generate text. */
  readonly models: readonly DiscoveredModel[];
}

const usualPorts = [11434, 8080, 1234, 8000];
const limitMs = 500;

export interface DiscoverOptions {
  readonly guard: Pick<Guard, 'fetch'>;
  readonly ports?: readonly number[];
  /** Base URLs from the settings, asked besides. Those that are not on this machine are not asked. */
  readonly baseUrls?: readonly string[];
  readonly clock?: Clock;
  readonly signal?: AbortSignal;
}

export async function discoverServers(options: DiscoverOptions): Promise<readonly DiscoveredServer[]> {
  const usual = (options.ports ?? usualPorts).map((port) => `http://127.0.0.1:${port}/v1`);
  const named = (options.baseUrls ?? []).flatMap((text) => {
    const checked = checkBaseUrl(text, { consentedPrivate: false });
    return checked.ok && checked.local ? [checked.url] : [];
  });
  const found = await Promise.all([...new Set([...named, ...usual])].map((baseUrl) => askServer(baseUrl, options)));
  return found.filter((server) => server !== null);
}

async function askServer(baseUrl: string, options: DiscoverOptions): Promise<DiscoveredServer | null> {
  const { origin, port } = new URL(baseUrl);
  const [list, tags] = await Promise.all([get(`${baseUrl}/models`, options), get(`${origin}/api/tags`, options)]);
  const tagged = listAt(tags, 'models').flatMap((one) => {
    const id = textAt(one, 'name');
    return id === null ? [] : [{ id, bytes: numberAt(one, 'size') }];
  });
  const listed = listAt(list, 'data').flatMap((one) => {
    const id = textAt(one, 'id');
    return id === null ? [] : [{ id, bytes: null }];
  });
  if (!isRecord(list) && tagged.length === 0) return null;
  return {
    baseUrl,
    kind: tagged.length > 0 ? 'ollama' : kindOf(list, Number(port)),
    models: smallestFirst(tagged.length > 0 ? tagged : listed),
  };
}

async function get(url: string, options: DiscoverOptions): Promise<unknown> {
  const { origin } = new URL(url);
  const guard: Guard = { ...options.guard, allowedOrigins: (one) => one === origin, redactBody: (body) => body };
  const where = { provider: 'compatible', model: '', origin, local: true } as const;
  const exchange = new Exchange(options.signal ?? new AbortController().signal, options.clock ?? systemClock);
  const limits = { ...limitsFor(true), headersMs: limitMs, wholeMs: limitMs };
  const request = { method: 'GET', url, body: null, headers: { accept: 'application/json' } } as const;
  try {
    const response = await guardedFetch(guard, request, where, exchange, limits);
    return parseJson(await response.text());
  } catch (error) {
    // Nobody there, or nobody who knows the route: the expected answer of most ports.
    if (error instanceof ModelError) return undefined;
    throw error;
  } finally {
    exchange.close();
  }
}

function kindOf(list: unknown, port: number): ServerKind {
  const owner = textAt(listAt(list, 'data')[0], 'owned_by');
  if (owner === 'llamacpp') return 'llama.cpp';
  if (owner === 'vllm') return 'vllm';
  return owner === 'organization_owner' || port === 1234 ? 'lm-studio' : 'unknown';
}

const notGenerating = ['embed', 'rerank', 'whisper', 'bge-', 'clip', 'tts'];

export function smallestFirst(models: readonly DiscoveredModel[]): readonly DiscoveredModel[] {
  const generating = models.filter(({ id }) => !notGenerating.some((part) => id.toLowerCase().includes(part)));
  return generating.toSorted((a, b) => sizeOf(a) - sizeOf(b));
}

/** Bytes where the server says, else billions of parameters by the name: `qwen2.5-coder:1.5b`. */
function sizeOf({ id, bytes }: DiscoveredModel): number {
  if (bytes !== null) return bytes;
  const parameters = /(?:^|[-:_])(\d{1,4}(?:\.\d{1,3})?)(b|m)(?:[-:_.]|$)/i.exec(id);
  if (parameters === null) return Number.MAX_SAFE_INTEGER;
  return Number(parameters[1]) * (parameters[2]?.toLowerCase() === 'm' ? 1e6 : 1e9);
}
