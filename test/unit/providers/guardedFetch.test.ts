// What leaves and what comes back: T18 (allowed origins), S7 and S8 (redaction last, fails closed), S12 (sent is what the socket
// carried), R8 (caps), R10 (redirects), R19 (the global fetch, IPv6).
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { ModelError } from '../../../src/core/modelError';
import { Exchange } from '../../../src/providers/exchange';
import { guardedFetch, type Guard, type OutgoingRequest } from '../../../src/providers/guardedFetch';
import { limitsFor } from '../../../src/providers/limits';
import { createOpenaiModel } from '../../../src/providers/openaiModel';
import { systemClock } from '../../../src/providers/clock';
import { startModelServer } from '../../support/modelServer';
import { chatPrompt, collect, infoOf, wireOf } from './support/setUp';

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  await Promise.all(closers.splice(0).map((close) => close()));
});

async function serve(handle: (req: IncomingMessage, res: ServerResponse) => void, host = '127.0.0.1'): Promise<string> {
  const server: Server = createServer(handle);
  server.listen(0, host);
  await once(server, 'listening');
  closers.push(async () => {
    server.close();
    server.closeAllConnections();
  });
  const address = server.address();
  const port = address !== null && typeof address === 'object' ? address.port : 0;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

const open: Guard = { allowedOrigins: () => true, redactBody: (body) => body };

async function get(url: string, over: Partial<OutgoingRequest> = {}, guard: Guard = open, origin?: string) {
  const exchange = new Exchange(new AbortController().signal, systemClock);
  const request: OutgoingRequest = { method: 'GET', url, body: null, headers: {}, ...over };
  const where = infoOf(origin ?? url);
  try {
    const response = await guardedFetch(guard, request, where, exchange, limitsFor(true));
    return { text: await response.text(), sent: exchange.sent, error: null };
  } catch (error) {
    if (!(error instanceof ModelError)) throw error;
    return { text: null, sent: exchange.sent, error };
  } finally {
    exchange.close();
  }
}

describe('S8, T18: nothing is sent', () => {
  it.each<[string, Partial<Guard>, string]>([
    ['to an origin that was not agreed to', { allowedOrigins: () => false }, 'not-allowed'],
    [
      'where redaction throws',
      {
        redactBody: () => {
          throw new Error('canary');
        },
      },
      'redaction',
    ],
    ['where redaction gives no text', { redactBody: () => undefined as never }, 'redaction'],
    [
      'where redaction takes too long',
      {
        redactBody: (body) => {
          const end = performance.now() + 300;
          while (performance.now() < end) continue;
          return body;
        },
      },
      'redaction',
    ],
  ])('%s', async (_name, guard, kind) => {
    let connections = 0;
    const url = await serve((_req, res) => res.end('{}'));
    const spy: Guard = {
      ...open,
      ...guard,
      fetch: (...args) => {
        connections += 1;
        return fetch(...args);
      },
    };
    const got = await get(`${url}/x`, { method: 'POST', body: '{"secret":1}' }, spy);
    expect(got.error?.kind).toBe(kind);
    expect(got.error?.sentence).toMatch(/^Nothing was sent/);
    expect(got.error?.sentence).not.toContain('canary');
    expect(got.sent).toBeNull();
    expect(connections).toBe(0);
  });

  it('to another origin than the model has', async () => {
    let asked = 0;
    const url = await serve((_req, res) => {
      asked += 1;
      res.end();
    });
    expect((await get(url, {}, open, 'http://127.0.0.1:9')).error?.kind).toBe('not-allowed');
    expect(asked).toBe(0);
  });

  // Port 9 is one that `fetch` itself refuses.
  it.each(['http://127.0.0.1:1234', 'http://127.0.0.1:9'])('counts as sent where nobody listens: %s', async (url) => {
    const refused = Object.assign(new Error('refused'), { code: 'ECONNREFUSED' });
    const nobody: typeof fetch = async () => Promise.reject(new TypeError('fetch failed', { cause: refused }));
    const guard = url.endsWith(':9') ? open : { ...open, fetch: nobody };
    const got = await get(`${url}/x`, { method: 'POST', body: '{}' }, guard);
    expect(got.error?.kind).toBe('network');
    expect(got.error?.sentence).toContain(url);
    expect(got.sent).toBeNull();
  });
});

it('S12: what is sent is what the socket carried, redacted, byte for byte, on every attempt', async () => {
  const server = await startModelServer({ answers: () => ({ text: 'ok' }) });
  closers.push(() => server.close());
  const wire = wireOf({
    guard: { allowedOrigins: () => true, redactBody: (body) => body.replaceAll('hunter2', '«secret:1»') },
  });
  const model = createOpenaiModel({ info: infoOf(server.url), baseUrl: `${server.url}/v1`, wire });
  const got = await collect(model, chatPrompt('pass = "hunter2" // ünï 🌊 \u2028'));
  expect(got.sent).toEqual([server.requests[0]?.raw]);
  expect(got.sent[0]).toContain('«secret:1»');
  expect(got.sent[0]).not.toContain('hunter2');
});

describe('R10: redirects of a GET', () => {
  const route =
    (target: (path: string) => string | null, status = 302) =>
    (req: IncomingMessage, res: ServerResponse): void => {
      const location = target(req.url ?? '/');
      if (location === null) res.end('here');
      else res.writeHead(status, { location }).end();
    };
  it('are followed within the origin', async () => {
    const url = await serve(route((path) => (path === '/a' ? '/b' : null)));
    expect((await get(`${url}/a`)).text).toBe('here');
  });
  it('end after three', async () => {
    const url = await serve(route((path) => `${path}x`));
    expect((await get(`${url}/a`)).error?.kind).toBe('bad-response');
  });
  it('are not followed to another port, and the sentence names it', async () => {
    const hits: unknown[] = [];
    const sink = await serve((req, res) => {
      hits.push(req.headers);
      res.end();
    });
    const url = await serve(route(() => sink, 307));
    const got = await get(`${url}/a`, { headers: { authorization: 'Bearer canary' } });
    expect(got.error?.kind).toBe('bad-response');
    expect(got.error?.sentence).toContain(sink);
    expect(hits).toEqual([]);
  });
});

describe('R8: caps', () => {
  it('a gzip bomb costs less than 30 MB', async () => {
    const bomb = Buffer.concat(Array<Buffer>(512).fill(gzipSync(Buffer.alloc(1024 * 1024, 97))));
    const url = await serve((_req, res) => {
      res.writeHead(200, { 'content-encoding': 'gzip' });
      res.end(bomb);
    });
    const used = (): number => {
      const { heapUsed, external } = process.memoryUsage();
      return heapUsed + external;
    };
    const before = used();
    let peak = 0;
    const timer = setInterval(() => (peak = Math.max(peak, used() - before)), 1);
    const exchange = new Exchange(new AbortController().signal, systemClock);
    const request: OutgoingRequest = { method: 'GET', url, body: null, headers: {} };
    let error: unknown;
    try {
      const response = await guardedFetch(open, request, infoOf(url), exchange, limitsFor(true));
      for await (const chunk of response.body ?? []) void chunk;
    } catch (thrown) {
      error = thrown;
    }
    clearInterval(timer);
    exchange.close();
    expect(error).toMatchObject({ kind: 'bad-response' });
    // Twice the bar: the collector decides when it is measured.
    expect(peak / 1024 / 1024).toBeLessThan(60);
  });

  // Node's own fetch stops at 16 KB; the one that an editor puts in its place may not.
  it('64 KB of headers', async () => {
    const withHeaders = (size: number): Guard => ({
      ...open,
      fetch: async () => new Response('fine', { headers: { 'x-large': 'x'.repeat(size) } }),
    });
    expect((await get('http://127.0.0.1:1', {}, withHeaders(60_000))).text).toBe('fine');
    expect((await get('http://127.0.0.1:1', {}, withHeaders(66_000))).error?.kind).toBe('bad-response');
  });

  it('8 MB pass, one byte more does not', async () => {
    const size = 8 * 1024 * 1024;
    const url = await serve((req, res) => res.end(Buffer.alloc(req.url === '/over' ? size + 1 : size, 97)));
    expect((await get(`${url}/at`)).text).toHaveLength(size);
    expect((await get(`${url}/over`)).error?.kind).toBe('bad-response');
  });
});

it('R19: uses the global fetch of the moment, so that the editor can put a proxy and certificates into it', async () => {
  const url = await serve((_req, res) => res.end('direct'));
  const spy = vi.spyOn(globalThis, 'fetch').mockImplementation(async () => new Response('through the proxy'));
  try {
    expect((await get(url)).text).toBe('through the proxy');
  } finally {
    spy.mockRestore();
  }
  expect((await get(url)).text).toBe('direct');
});

it('R19: speaks IPv6', async () => {
  const url = await serve((_req, res) => res.end('six'), '::1');
  expect((await get(url)).text).toBe('six');
});
