// A forward proxy on loopback, for plain requests and for tunnels: open, with credentials, refusing, or looking into TLS as a company's
// does. Whatever host is asked for, it leads to the one server that it was given.
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { TLSSocket } from 'node:tls';
import type { Authority } from './faults/selfSigned';

export interface ProxyOptions {
  /** Port of the one server behind it. */
  readonly port: number;
  /** `user:password` that a client has to give. */
  readonly credentials?: string;
  /** Ends TLS itself with a certificate of this authority, and passes what was inside on in the clear. */
  readonly intercept?: Authority;
  /** Answers everything with this page instead, as a captive portal does. */
  readonly portal?: string;
}

export interface ProxyServer {
  readonly url: string;
  /** `CONNECT host:port`, `POST http://…`. */
  readonly lines: readonly string[];
  close(): Promise<void>;
}

export async function startProxy(options: ProxyOptions): Promise<ProxyServer> {
  const lines: string[] = [];
  const sockets = new Set<Duplex>();
  const refused = (req: IncomingMessage): boolean => {
    const wanted = options.credentials;
    const given = req.headers['proxy-authorization'];
    return wanted !== undefined && given !== `Basic ${Buffer.from(wanted).toString('base64')}`;
  };
  const forward = (req: IncomingMessage, res: ServerResponse): void => {
    if (options.portal !== undefined) {
      res.writeHead(200, { 'content-type': 'text/html' }).end(options.portal);
      return;
    }
    const { pathname, search } = new URL(req.url ?? '/', 'http://inside');
    const onward = request(
      { port: options.port, host: '127.0.0.1', method: req.method, path: pathname + search, headers: req.headers },
      (answer) => {
        res.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(res);
      },
    );
    onward.on('error', () => res.destroy());
    req.pipe(onward);
  };
  const server = createServer((req, res) => {
    lines.push(`${req.method} ${req.url}`);
    if (refused(req)) res.writeHead(407, { 'proxy-authenticate': 'Basic realm="x"' }).end();
    else forward(req, res);
  });
  const inside = createServer(forward);
  server.on('connect', (req: IncomingMessage, client: Duplex) => {
    lines.push(`CONNECT ${req.url}`);
    sockets.add(client);
    client.on('error', () => client.destroy());
    if (refused(req)) {
      client.end('HTTP/1.1 407 Proxy Authentication Required\r\nproxy-authenticate: Basic realm="x"\r\n\r\n');
      return;
    }
    client.write('HTTP/1.1 200 OK\r\n\r\n');
    if (options.portal !== undefined) return void inside.emit('connection', client);
    if (options.intercept !== undefined) {
      const host = (req.url ?? '').replace(/:\d+$/, '');
      const { key, cert } = options.intercept.issue(host);
      const opened = new TLSSocket(client as Socket, { isServer: true, key, cert });
      opened.on('error', () => opened.destroy());
      inside.emit('connection', opened);
      return;
    }
    const onward = connect(options.port, '127.0.0.1');
    sockets.add(onward);
    onward.on('error', () => client.destroy());
    onward.pipe(client).pipe(onward);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {
    url: `http://127.0.0.1:${address !== null && typeof address === 'object' ? address.port : 0}`,
    lines,
    close: async () => {
      if (!server.listening) return;
      for (const socket of sockets) socket.destroy();
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
