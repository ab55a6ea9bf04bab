// Company networks: proxies, authorities of their own, IPv6, captive portals, each a real server on loopback. A process of its own asks
// through each, since Node reads proxies and authorities when it starts.
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer as createHttp, type RequestListener, type Server } from 'node:http';
import { createServer as createHttps } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Asked } from '../../support/askOnce';
import { bundleForNode } from '../../support/bundleForNode';
import { certificateAuthority, selfSigned, type Certificate } from '../../support/faults/selfSigned';
import { startProxy, type ProxyOptions, type ProxyServer } from '../../support/proxyServer';

let folder = '';
let script = '';
const closers: (() => Promise<unknown>)[] = [];
const authority = certificateAuthority('Company Root');
const stranger = certificateAuthority('Nobody’s Root');
let trusted = '';

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'weir-networks-'));
  script = await bundleForNode(join(import.meta.dirname, '../../support/askOnce.ts'), join(folder, 'askOnce.js'));
  trusted = join(folder, 'company.pem');
  writeFileSync(trusted, authority.cert);
});
afterEach(async () => {
  await Promise.all(closers.splice(0).map((close) => close()));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What reached a model server, key and body. */
const received: string[] = [];
const model: RequestListener = (req, res) => {
  let body = '';
  req.on('data', (data: Buffer) => (body += data.toString()));
  req.on('end', () => {
    received.push(`${req.headers.authorization} ${body}`);
    res.writeHead(200, { 'content-type': 'text/event-stream' });
    res.end('data: {"choices":[{"index":0,"delta":{"content":"fine"},"finish_reason":"stop"}]}\n\ndata: [DONE]\n\n');
  });
};

async function serve(server: Server, host = '127.0.0.1'): Promise<number> {
  server.listen(0, host);
  await once(server, 'listening');
  closers.push(async () => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  return address !== null && typeof address === 'object' ? address.port : 0;
}
const http = (listener = model, host?: string): Promise<number> => serve(createHttp(listener), host);
const https = ({ key, cert }: Certificate): Promise<number> => serve(createHttps({ key, cert }, model));

async function proxy(options: ProxyOptions): Promise<ProxyServer> {
  const started = await startProxy(options);
  closers.push(() => started.close());
  return started;
}

async function ask(baseUrl: string, env: Readonly<Record<string, string>> = {}): Promise<Asked> {
  received.length = 0;
  const { PATH = '' } = process.env;
  const own = { PATH, NODE_USE_ENV_PROXY: '1', ...env };
  const { stdout } = await promisify(execFile)(process.execPath, [script, baseUrl], { env: own });
  return JSON.parse(stdout) as Asked;
}

const through = ({ url }: Pick<ProxyServer, 'url'>, more = {}): Record<string, string> => ({
  ...{ HTTP_PROXY: url, HTTPS_PROXY: url, NO_PROXY: '', ...more },
});
const fine = { verdict: 'ok', text: 'fine' };
/** The one question arrived, whole and with its key. */
const arrived = (): void => {
  expect(received).toHaveLength(1);
  expect(received[0]).toMatch(/^Bearer canary-key .*canary-body/);
};

test('R19: a proxy for plain requests', async () => {
  const way = await proxy({ port: await http() });
  expect(await ask('http://model.company.test/v1', through(way))).toMatchObject(fine);
  arrived();
  expect(way.lines[0]).toMatch(/model\.company\.test/);
});

test('R19: a proxy that tunnels TLS to a server with a certificate of the company', async () => {
  const way = await proxy({ port: await https(authority.issue('model.company.test')) });
  expect(await ask('https://model.company.test/v1', through(way, { NODE_EXTRA_CA_CERTS: trusted }))).toMatchObject(
    fine,
  );
  arrived();
  expect(way.lines).toEqual(['CONNECT model.company.test:443']);
});

test('R19: a proxy with credentials', async () => {
  const way = await proxy({ port: await http(), credentials: 'me:pass' });
  const url = way.url.replace('//', '//me:pass@');
  expect(await ask('http://model.company.test/v1', through({ url }))).toMatchObject(fine);
  arrived();
});

test('R19: a proxy that wants credentials and gets none: one sentence, nothing sent', async () => {
  const way = await proxy({ port: await http(), credentials: 'me:pass' });
  const asked = await ask('http://model.company.test/v1', through(way));
  expect(asked.verdict).toBe('network');
  expect(asked.sentence).toMatch(/proxy.*http\.proxy.*\.$/i);
  expect(received).toEqual([]);
});

test('R19: a proxy that is not there', async () => {
  const asked = await ask('http://model.company.test/v1', through({ url: 'http://127.0.0.1:9' }));
  expect(asked).toMatchObject({ verdict: 'network', sent: 0 });
  expect(asked.sentence).toMatch(/\.$/);
});

test('R19: an address that is to be reached without the proxy', async () => {
  const way = await proxy({ port: 9 });
  const port = await http();
  expect(await ask(`http://127.0.0.1:${port}/v1`, through(way, { NO_PROXY: '127.0.0.1' }))).toMatchObject(fine);
  expect(way.lines).toEqual([]);
});

test('R19: a certificate of the company’s own authority', async () => {
  const port = await https(authority.issue('127.0.0.1'));
  expect(await ask(`https://127.0.0.1:${port}/v1`, { NODE_EXTRA_CA_CERTS: trusted })).toMatchObject(fine);
  arrived();
});

test('R19: an authority below the company’s own', async () => {
  const port = await https(authority.below('Department').issue('127.0.0.1'));
  expect(await ask(`https://127.0.0.1:${port}/v1`, { NODE_EXTRA_CA_CERTS: trusted })).toMatchObject(fine);
  arrived();
});

test.each([
  ['of an authority that nobody added', () => stranger.issue('127.0.0.1')],
  ['for another host', () => authority.issue('other.test')],
  ['that has ended', () => selfSigned('127.0.0.1', -1)],
])('R19: a certificate %s: nothing is sent, and the sentence says what to do', async (_name, certificate) => {
  const port = await https(certificate());
  const asked = await ask(`https://127.0.0.1:${port}/v1`, { NODE_EXTRA_CA_CERTS: trusted });
  expect(asked).toMatchObject({ verdict: 'tls', sent: 0 });
  expect(asked.sentence).toContain('certificate');
  expect(received).toEqual([]);
});

test('R19: a proxy that looks into TLS, of an authority that was added', async () => {
  const way = await proxy({ port: await http(), intercept: authority });
  expect(await ask('https://model.company.test/v1', through(way, { NODE_EXTRA_CA_CERTS: trusted }))).toMatchObject(
    fine,
  );
  arrived();
});

test('R19: a proxy that looks into TLS, of an authority that was not', async () => {
  const way = await proxy({ port: await http(), intercept: stranger });
  const asked = await ask('https://model.company.test/v1', through(way, { NODE_EXTRA_CA_CERTS: trusted }));
  expect(asked).toMatchObject({ verdict: 'tls', sent: 0 });
  expect(received).toEqual([]);
});

test('R19: an address of IPv6', async () => {
  const port = await http(model, '::1');
  expect(await ask(`http://[::1]:${port}/v1`)).toMatchObject(fine);
  arrived();
});

const page = '<!doctype html><html><title>Sign in to the network</title></html>';
test.each<[string, RequestListener]>([
  ['answers with its page', (_req, res) => void res.writeHead(200, { 'content-type': 'text/html' }).end(page)],
  ['says that it wants a sign-in', (_req, res) => void res.writeHead(511, { 'content-type': 'text/html' }).end(page)],
  ['leads to its page', (_req, res) => void res.writeHead(302, { location: 'http://portal.test/' }).end()],
])('R19: a captive portal that %s is no answer', async (_name, listener) => {
  const port = await http(listener);
  const asked = await ask(`http://127.0.0.1:${port}/v1`);
  expect(asked.text).toBe('');
  expect(asked.verdict).not.toBe('ok');
  expect(asked.sentence).toMatch(/sign in|network|redirect|portal/i);
});

test('R19: a captive portal in the proxy’s place breaks TLS, and nothing is sent', async () => {
  const way = await proxy({ port: 9, portal: page });
  const asked = await ask('https://model.company.test/v1', through(way, { NODE_EXTRA_CA_CERTS: trusted }));
  expect(asked.verdict).toMatch(/tls|network/);
  expect(received).toEqual([]);
});
