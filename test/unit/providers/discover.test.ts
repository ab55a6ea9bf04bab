import { afterEach, expect, it } from 'vitest';
import { createServer, type Server } from 'node:net';
import { once } from 'node:events';
import { createModel } from '../../../src/providers/createModel';
import { Breaker } from '../../../src/providers/breaker';
import { discoverServers } from '../../../src/providers/discover';
import { createOpenaiModel } from '../../../src/providers/openaiModel';
import { testConnection } from '../../../src/providers/testConnection';
import { startModelServer, type ModelServer, type ModelServerOptions } from '../../support/modelServer';
import { capabilities, chatPrompt, collect, infoOf, wireOf } from './support/setUp';

const servers: ModelServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

async function serve(options: Partial<ModelServerOptions> = {}): Promise<ModelServer & { port: number }> {
  const server = await startModelServer({ answers: () => ({ text: 'OK', logprobs: -0.1 }), ...options });
  servers.push(server);
  return { ...server, port: Number(new URL(server.url).port) };
}

it('finds servers, smallest model first, and not the ports where nobody answers', async () => {
  const plain = await serve({
    models: ['llama-70b', 'nomic-embed-text', 'qwen2.5-coder-1.5b-instruct', 'smollm-135m', 'what'],
  });
  const ollama = await serve({ ollama: true, models: ['big', 'bigger'] });
  const silent: Server = createServer(() => undefined).listen(0, '127.0.0.1');
  await once(silent, 'listening');
  const address = silent.address();
  const silentPort = address !== null && typeof address === 'object' ? address.port : 0;
  const start = performance.now();
  const found = await discoverServers({ guard: {}, ports: [plain.port, silentPort, ollama.port] });
  expect(performance.now() - start).toBeLessThan(3000);
  silent.close();
  expect(found).toEqual([
    {
      baseUrl: `${plain.url}/v1`,
      kind: 'unknown',
      models: ['smollm-135m', 'qwen2.5-coder-1.5b-instruct', 'llama-70b', 'what'].map((id) => ({ id, bytes: null })),
    },
    {
      baseUrl: `${ollama.url}/v1`,
      kind: 'ollama',
      models: [
        { id: 'big', bytes: 1e9 },
        { id: 'bigger', bytes: 2e9 },
      ],
    },
  ]);
  // Only its lists were asked for, without a body or a key.
  expect(plain.lines.toSorted()).toEqual(['GET /api/tags', 'GET /v1/models']);
});

it('asks the servers that the settings name, where they are on this machine', async () => {
  const named = await serve({ models: ['a'] });
  const asked: string[] = [];
  const spy: typeof fetch = (url, init) => {
    asked.push(String(url));
    return fetch(url, init);
  };
  const baseUrls = [named.url, `${named.url}/v1/`, 'https://llm.example.com/v1', 'nonsense', ''];
  const found = await discoverServers({ guard: { fetch: spy }, ports: [], baseUrls });
  expect(found.map(({ baseUrl }) => baseUrl)).toEqual([`${named.url}/v1`]);
  expect(asked.toSorted()).toEqual([`${named.url}/api/tags`, `${named.url}/v1/models`]);
});

it('a connection test reports what came', async () => {
  const server = await serve();
  const report = await testConnection(
    createOpenaiModel({ info: infoOf(server.url), baseUrl: `${server.url}/v1`, wire: wireOf() }),
    new AbortController().signal,
  );
  expect(report).toMatchObject({
    verdict: 'ok',
    sentence: '',
    logProbabilities: true,
    fillsIn: true,
    responseModel: 'test-model',
  });
  expect(report.firstTokenMs).toBeLessThanOrEqual(report.totalMs);
});

it('a connection test says what is missing and what to do', async () => {
  const server = await serve({
    answers: ({ protocol }) => (protocol === 'openai-chat' ? { text: 'OK' } : { text: 'no', status: 404 }),
  });
  const info = infoOf(server.url);
  const report = await testConnection(
    createOpenaiModel({ info, baseUrl: `${server.url}/v1`, wire: wireOf() }),
    new AbortController().signal,
  );
  expect(report).toMatchObject({ verdict: 'ok', logProbabilities: false, fillsIn: false });

  const refusing = await serve({ answers: () => ({ text: 'who?', status: 401 }) });
  const refused = await testConnection(
    createOpenaiModel({ info: infoOf(refusing.url), baseUrl: `${refusing.url}/v1`, wire: wireOf() }),
    new AbortController().signal,
  );
  expect(refused).toMatchObject({ verdict: 'auth', logProbabilities: null, fillsIn: null });
  expect(refused.sentence).toContain('Weir: Set API Key');
});

it('a model of a tier has its retry and its breaker', async () => {
  const server = await serve({ answers: () => ({ text: 'down', status: 500 }) });
  const tier = {
    kind: 'server',
    info: infoOf(server.url),
    baseUrl: `${server.url}/v1`,
    effort: null,
    keyed: true,
  } as const;
  const clock = {
    now: () => 0,
    after: (_ms: number, call: () => void) =>
      (
        (t) => () =>
          clearTimeout(t)
      )(setTimeout(call, 300)),
  };
  const model = createModel(
    tier,
    wireOf({ clock: { ...clock, after: (ms, call) => (ms > 5000 ? () => undefined : clock.after(ms, call)) } }),
    new Breaker(() => 0),
  );
  for (let i = 0; i < 3; i += 1) expect((await collect(model, chatPrompt('x'))).error?.kind).toBe('overloaded');
  expect(server.requests).toHaveLength(6);
  const blocked = await collect(model, chatPrompt('x'));
  expect(blocked.error?.sentence).toContain('rests for a moment');
  expect(server.requests).toHaveLength(6);
});

it.each([true, false])('a key goes only where the tier is keyed: %s', async (keyed) => {
  const server = await serve();
  const tier = { kind: 'server', info: infoOf(server.url), baseUrl: `${server.url}/v1`, effort: null, keyed } as const;
  await collect(createModel(tier, wireOf({ key: async () => 'sk-own' }), new Breaker(() => 0)), chatPrompt('x'));
  expect(server.requests[0]?.headers['authorization']).toBe(keyed ? 'Bearer sk-own' : undefined);
});

it('fields that a server refuses are left out from then on', async () => {
  const server = await serve({
    answers: ({ body }) => {
      const unknown = ['stream_options', 'logprobs'].find((name) => name in body);
      return unknown === undefined
        ? { text: 'OK' }
        : { text: `Extra inputs are not permitted: ${unknown}`, status: 422 };
    },
  });
  const info = infoOf(server.url, { capabilities: { ...capabilities, logProbabilities: null } });
  const model = createModel(
    { kind: 'server', info, baseUrl: `${server.url}/v1`, effort: null, keyed: true },
    wireOf(),
    new Breaker(() => 0),
  );
  const prompt = chatPrompt('x', { logProbabilities: true });
  expect((await collect(model, prompt)).error?.kind).toBe('bad-response');
  const second = await collect(model, prompt);
  expect(second.text).toBe('OK');
  expect(second.sent).toEqual([server.requests.at(-1)?.raw]);
  expect(
    server.requests.map(({ body }) => ['stream_options', 'logprobs', 'top_logprobs'].filter((name) => name in body)),
  ).toEqual([['stream_options', 'logprobs', 'top_logprobs'], ['logprobs', 'top_logprobs'], []]);
});
