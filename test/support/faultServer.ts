// A server of faults: answers model requests wrongly, in both wire protocols, each fault under its own path. Seeded and
// deterministic. The faults stand in faults/; this listens, routes and counts.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { createServer as createRawServer, type Server, type Socket } from 'node:net';
import { once } from 'node:events';
import { bodyFaults } from './faults/bodyFaults';
import type { Fault, FaultProtocol } from './faults/fault';
import { payloadOf } from './faults/payload';
import { selfSigned } from './faults/selfSigned';
import { socketFaults } from './faults/socketFaults';
import { statusFaults } from './faults/statusFaults';
import { streamFaults } from './faults/streamFaults';

export const faults: readonly Fault[] = [...statusFaults, ...bodyFaults, ...streamFaults, ...socketFaults];

export interface FaultServer {
  readonly url: string;
  /** With `/v1`. `cell` tells calls apart whose attempts are counted apart. */
  baseUrl(fault: Fault, cell?: string): string;
  /** Requests that reached a fault's address. Raw, TLS and closed places are not counted. */
  attempts(fault: Fault, cell?: string): number;
  /** Requests that reached the origin that nothing may reach. */
  sinkHits(): number;
  /** Bytes of bodies and keys that came there. */
  sinkBytes(): number;
  /** Sockets that are open right now. */
  openSockets(): number;
  close(): Promise<void>;
}

export async function startFaultServer(options: { seed?: number; port?: number } = {}): Promise<FaultServer> {
  const counts = new Map<string, number>();
  const sockets = new Set<Socket>();
  const servers: Server[] = [];
  let sinkHits = 0;
  let sinkBytes = 0;

  const listen = async (server: Server, port = 0): Promise<number> => {
    server.on('connection', (socket: Socket) => {
      sockets.add(socket);
      socket.on('error', () => socket.destroy());
      socket.on('close', () => sockets.delete(socket));
    });
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    servers.push(server);
    const address = server.address();
    return address !== null && typeof address === 'object' ? address.port : 0;
  };

  const sinkPort = await listen(
    createServer((req, res) => {
      sinkHits += 1;
      for (const name of ['authorization', 'x-api-key'])
        sinkBytes += Buffer.byteLength(String(req.headers[name] ?? ''));
      req.on('data', (chunk: Buffer) => (sinkBytes += chunk.length));
      req.on('end', () => res.end('{}'));
    }),
  );

  const answer = async (req: IncomingMessage, res: ServerResponse): Promise<void> => {
    const route = routeOf(req.url ?? '/');
    const fault = faults.find(({ id }) => id === route?.id);
    if (route === null || fault?.answer === undefined) return listFaults(res);
    const key = `${route.id}/${route.cell}`;
    const attempt = counts.get(key) ?? 0;
    counts.set(key, attempt + 1);
    const body = await readAll(req);
    const protocol = protocolOf(req.url ?? '');
    const timers: NodeJS.Timeout[] = [];
    res.on('close', () => timers.forEach(clearInterval));
    fault.answer({
      protocol,
      stream: /"stream"\s*:\s*true/.test(body),
      payload: payloadOf(protocol),
      req,
      res,
      attempt,
      random: generator(options.seed ?? 1),
      sinkUrl: `http://127.0.0.1:${sinkPort}/`,
      every: (ms, call) => timers.push(setInterval(call, ms)),
    });
  };

  const port = await listen(
    createServer({ maxHeaderSize: 1024 * 1024 }, (req, res) => {
      answer(req, res).catch(() => res.destroy());
    }),
    options.port,
  );
  const tlsPort = async (host: string, days: number): Promise<number> =>
    listen(createTlsServer(selfSigned(host, days), (_req, res) => res.end('{}')));
  const places = new Map<string, string>([
    ['http', `http://127.0.0.1:${port}`],
    ['tls-self-signed', `https://127.0.0.1:${await tlsPort('127.0.0.1', 10)}`],
    ['tls-expired', `https://127.0.0.1:${await tlsPort('127.0.0.1', -1)}`],
    ['tls-wrong-host', `https://127.0.0.1:${await tlsPort('weir.example', 10)}`],
    ['tls-on-plain', `https://127.0.0.1:${port}`],
    ['closed-port', `http://127.0.0.1:${await closedPort()}`],
  ]);
  for (const { id, place, bytes } of faults) {
    if (place === 'raw') places.set(id, `http://127.0.0.1:${await listen(rawServer(bytes ?? null))}`);
  }

  return {
    url: `http://127.0.0.1:${port}`,
    baseUrl: ({ id, place }, cell = '') =>
      `${places.get(place === 'raw' ? id : (place ?? 'http'))}/f/${id}${cell === '' ? '' : `/${cell}`}/v1`,
    attempts: ({ id }, cell = '') => counts.get(`${id}/${cell}`) ?? 0,
    sinkHits: () => sinkHits,
    sinkBytes: () => sinkBytes,
    openSockets: () => sockets.size,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await Promise.all(
        servers.map((server) => {
          const closed = once(server, 'close');
          server.close();
          return closed;
        }),
      );
    },
  };
}

function rawServer(bytes: string | null): Server {
  return createRawServer((socket) => {
    if (bytes === null) socket.destroy();
    else socket.once('data', () => socket.end(bytes));
  });
}

/** A port that was free a moment ago. */
async function closedPort(): Promise<number> {
  const server = createRawServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return address !== null && typeof address === 'object' ? address.port : 1;
}

/** `/f/<fault>[/<cell>]/v1/…` */
function routeOf(url: string): { id: string; cell: string } | null {
  const [, f, id, ...rest] = url.split('/');
  if (f !== 'f' || id === undefined) return null;
  return { id, cell: rest[0] === 'v1' ? '' : (rest[0] ?? '') };
}

function protocolOf(url: string): FaultProtocol {
  if (url.endsWith('/messages')) return 'anthropic';
  return url.endsWith('/chat/completions') ? 'openai-chat' : 'openai-completions';
}

function listFaults(res: ServerResponse): void {
  res.writeHead(404, { 'content-type': 'application/json' });
  const message = `No such fault. Use /f/<fault>/v1 as the base URL, with one of: ${faults.map(({ id }) => id).join(', ')}`;
  res.end(JSON.stringify({ error: { type: 'not_found_error', message } }));
}

async function readAll(req: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of req) text += String(chunk);
  return text;
}

/** A linear congruential generator: the same numbers for the same seed, everywhere. */
function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
