// The list of a server's models, asked with the key that was typed for it, to that address alone.
import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { ModelError } from '../../../src/core/modelError';
import { listModels } from '../../../src/providers/listModels';

const closing: (() => void)[] = [];
afterEach(() => closing.splice(0).forEach((close) => close()));

async function serve(status: number, body: unknown): Promise<{ url: string; seen: string[] }> {
  const seen: string[] = [];
  const server = createServer((request, response) => {
    seen.push(`${request.method} ${request.url} ${request.headers.authorization ?? 'no key'}`);
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  }).listen(0, '127.0.0.1');
  closing.push(() => server.close());
  await once(server, 'listening');
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen };
}

const models = { data: [{ id: 'coder-70b' }, { id: 'embed-1b' }, { id: 'coder:1.5b' }] };

it('gives the models that generate text, the smallest first', async () => {
  const { url, seen } = await serve(200, models);
  expect(await listModels(url, 'sk-typed')).toEqual(['coder:1.5b', 'coder-70b']);
  expect(seen).toEqual(['GET /v1/models Bearer sk-typed']);
});

it('sends no header where no key was typed', async () => {
  const { url, seen } = await serve(200, models);
  await listModels(`${url}/v1/`, '');
  expect(seen).toEqual(['GET /v1/models no key']);
});

it('fails with a sentence where the key is refused', async () => {
  const { url } = await serve(401, { error: { message: 'no' } });
  const failure = await listModels(url, 'wrong').catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(ModelError);
});
