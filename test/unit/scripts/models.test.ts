import { createHash } from 'node:crypto';
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

interface Models {
  readonly fast: { readonly path: string; readonly model: string };
  readonly strong: { readonly path: string; readonly model: string };
}
interface Options {
  readonly toolsFolder: string;
  readonly yes: boolean;
  readonly log: (line: string) => void;
  readonly ask: (question: string) => Promise<boolean>;
  readonly hub: string;
}

const script = new URL('../../../scripts/models.mjs', import.meta.url).href;
const { ensureModels }: { ensureModels: (options: Options) => Promise<Models | null> } = await import(script);

describe('ensureModels, where the hub answers', () => {
  const content = Buffer.from(`GGUF${'weights '.repeat(10_000)}`);
  let toolsFolder: string;
  let server: Server;
  let hub: string;
  let requests: string[];
  let lines: string[];
  let sent: Buffer;

  beforeEach(async () => {
    toolsFolder = await mkdtemp(join(tmpdir(), 'weir-models-'));
    requests = [];
    lines = [];
    sent = content;
    server = createServer((request, response) => {
      requests.push(request.method ?? '');
      const etag = `"${createHash('sha256').update(content).digest('hex')}"`;
      response.writeHead(200, { 'x-linked-etag': etag, 'x-linked-size': String(content.length) });
      response.end(request.method === 'HEAD' ? undefined : sent);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    hub = typeof address === 'object' && address ? `http://127.0.0.1:${address.port}` : '';
  });
  afterEach(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await rm(toolsFolder, { recursive: true, force: true });
  });

  const ensure = (more: Partial<Options> = {}): Promise<Models | null> =>
    ensureModels({ toolsFolder, yes: true, log: (line) => lines.push(line), ask: async () => false, hub, ...more });

  it('fetches both models once, and uses what is there afterwards', async () => {
    const first = await ensure();
    expect(first?.fast.model).toBe('qwen2.5-coder-0.5b');
    expect(first?.strong.model).toBe('qwen2.5-coder-1.5b-instruct');
    expect((await readFile(first?.strong.path ?? '')).equals(content)).toBe(true);
    expect(await ensure()).toEqual(first);
    expect(requests.sort()).toEqual(['GET', 'GET', 'HEAD', 'HEAD']);
  });

  it('asks before it downloads, with names and sizes, and takes no for an answer', async () => {
    const questions: string[] = [];
    const ask = async (question: string): Promise<boolean> => (questions.push(question), false);
    expect(await ensure({ yes: false, ask })).toBeNull();
    expect(questions).toHaveLength(1);
    expect(questions[0]).toMatch(/qwen2\.5-coder-0\.5b \(Apache-2\.0\), \d+ MB/);
    expect(requests).toEqual(['HEAD', 'HEAD']);
    expect(await ensure({ yes: false, ask: async () => true })).not.toBeNull();
  });

  it('keeps nothing that is not what the hub stated', async () => {
    sent = Buffer.from(`GGUF${'altered '.repeat(10_000)}`);
    expect(await ensure()).toBeNull();
    expect(lines.at(-1)).toContain('checksum');
    expect(await readdir(join(toolsFolder, 'models'))).toEqual([]);
  });
});
