// The models that a server names for itself, for the set-up to choose from. Sends the key that was typed for it, and no code.
import { checkBaseUrl } from './baseUrl';
import { systemClock } from './clock';
import { smallestFirst } from './discover';
import { Exchange } from './exchange';
import { guardedFetch, type Guard } from './guardedFetch';
import { listAt, parseJson, textAt } from './json';
import { limitsFor } from './limits';

const limitMs = 10_000;

/** Names, the smallest model first as far as names tell. `key` empty: none is sent. @throws {ModelError} */
export async function listModels(
  baseUrl: string,
  key: string,
  guard: Pick<Guard, 'fetch'> = {},
  wire: 'openai' | 'anthropic' = 'openai',
): Promise<string[]> {
  const address = checkBaseUrl(baseUrl, { consentedPrivate: true });
  if (!address.ok) return [];
  const { origin, local, url } = address;
  const exchange = new Exchange(new AbortController().signal, systemClock);
  const headers = {
    accept: 'application/json',
    ...(wire === 'anthropic' && { 'anthropic-version': '2023-06-01' }),
    ...(key !== '' && (wire === 'anthropic' ? { 'x-api-key': key } : { authorization: `Bearer ${key}` })),
  };
  try {
    const response = await guardedFetch(
      { ...guard, allowedOrigins: (one) => one === origin, redactBody: (body) => body },
      { method: 'GET', url: `${url}/models`, body: null, headers },
      { provider: 'compatible', model: '', origin, local },
      exchange,
      { ...limitsFor(local), headersMs: limitMs, wholeMs: limitMs },
    );
    const list = listAt(parseJson(await response.text()), 'data').flatMap((one) => textAt(one, 'id') ?? []);
    return smallestFirst(list.map((id) => ({ id, bytes: null }))).map(({ id }) => id);
  } finally {
    exchange.close();
  }
}
