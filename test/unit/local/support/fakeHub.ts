// A model hub on loopback: a hub that redirects to a storage on another port, with the faults that a test asks for.
import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';

export interface HubFaults {
  /** Connections that break after so many bytes each, in order. */
  breakAfter: number[];
  ignoreRange: boolean;
  /** Sent instead of the file, at equal length. */
  alteredAt: number | null;
  /** A mirror that drops the hub's own headers. */
  bareHead: boolean;
  /** A mirror that cannot list a repository either. */
  bareList: boolean;
  /** The storage stops sending after so many bytes and keeps the connection. */
  stallAfter: number | null;
  /** Milliseconds between two pieces. */
  pieceMs: number;
}

export class FakeHub {
  readonly faults: HubFaults = {
    ...{ breakAfter: [], ignoreRange: false, alteredAt: null, bareHead: false, bareList: false },
    ...{ stallAfter: null, pieceMs: 0 },
  };
  /** The `range` header of each request for the content; empty where there was none. */
  readonly ranges: string[] = [];
  private hub: Server | null = null;
  private storage: Server | null = null;
  url = '';

  constructor(
    readonly file: string,
    public content: Buffer,
  ) {}

  async start(): Promise<void> {
    const storageUrl = await listen(
      (this.storage = createServer((request, response) => void this.store(request, response))),
    );
    const answer: RequestListener = (request, response) => this.answer(request, response, storageUrl);
    this.url = await listen((this.hub = createServer(answer)));
  }

  async stop(): Promise<void> {
    for (const server of [this.hub, this.storage]) {
      server?.closeAllConnections();
      await new Promise((resolve) => (server ? server.close(resolve) : resolve(null)));
    }
  }

  private answer(request: IncomingMessage, response: ServerResponse, storageUrl: string): void {
    const sha256 = createHash('sha256').update(this.content).digest('hex');
    if (request.url === '/api/models/org/repo/tree/main' && !this.faults.bareList) {
      const row = { path: this.file, lfs: { oid: sha256, size: this.content.length } };
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify([{ path: 'README.md' }, row]));
    } else if (request.url === `/org/repo/resolve/main/${this.file}`) {
      const stated = { 'x-linked-etag': `"${sha256}"`, 'x-linked-size': String(this.content.length) };
      response.writeHead(302, { location: `${storageUrl}/blob`, ...(this.faults.bareHead ? {} : stated) });
      response.end();
    } else response.writeHead(404).end();
  }

  private async store(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { faults } = this;
    const range = request.headers.range ?? '';
    this.ranges.push(range);
    const start = faults.ignoreRange ? 0 : Number(/^bytes=(\d+)-$/.exec(range)?.[1] ?? 0);
    const total = this.content.length;
    const body = Buffer.from(this.content.subarray(start));
    const altered = faults.alteredAt === null ? -1 : faults.alteredAt - start;
    if (altered >= 0) body.writeUInt8(body.readUInt8(altered) ^ 1, altered);
    const headers = { 'content-length': body.length, 'content-range': `bytes ${start}-${total - 1}/${total}` };
    if (start > 0) response.writeHead(206, headers);
    else response.writeHead(200, { 'content-length': body.length });
    const end = Math.min(faults.breakAfter.shift() ?? Infinity, faults.stallAfter ?? Infinity, body.length);
    const step = 64 * 1024;
    for (let at = 0; at < end && !response.destroyed; at += step) {
      response.write(body.subarray(at, Math.min(at + step, end)));
      await new Promise((resolve) => setTimeout(resolve, faults.pieceMs));
    }
    if (end === body.length) response.end();
    else if (end !== faults.stallAfter) response.destroy();
  }
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return `http://127.0.0.1:${address.port}`;
}
