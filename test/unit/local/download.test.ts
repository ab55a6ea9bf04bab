import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, readFile, readdir, rm, stat, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ModelError } from '../../../src/core/modelError';
import { downloadModel, type DownloadOptions } from '../../../src/local/download';
import { hubBase } from '../../../src/local/hubFile';
import { FakeHub } from './support/fakeHub';

const FILE = 'model.gguf';
const SIZE = 300_000;

describe('downloadModel', () => {
  let folder: string;
  let hub: FakeHub;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'weir-download-'));
    hub = new FakeHub(FILE, randomBytes(SIZE));
    await hub.start();
  });
  afterEach(async () => {
    await hub.stop();
    await rm(folder, { recursive: true, force: true });
  });

  function download(more: Partial<DownloadOptions> = {}): Promise<string> {
    return downloadModel({
      model: { repo: 'org/repo', file: FILE },
      folder,
      mirror: hub.url,
      signal: new AbortController().signal,
      onProgress: () => undefined,
      locks: { beatMs: 20, staleMs: 1000 },
      ...more,
    });
  }

  async function failure(action: Promise<string>): Promise<ModelError> {
    const error = await action.then(
      () => null,
      (thrown: unknown) => thrown,
    );
    if (!(error instanceof ModelError)) throw new Error(`A ModelError was expected, not ${String(error)}.`);
    return error;
  }

  const content = (): Promise<Buffer> => readFile(join(folder, FILE));

  it('fetches over the redirect, tells the progress, and pins the checksum beside the file', async () => {
    const progress: number[] = [];
    const path = await download({ onProgress: (done, total) => progress.push(done / total) });
    expect(path).toBe(join(folder, FILE));
    expect((await content()).equals(hub.content)).toBe(true);
    expect(progress.at(-1)).toBe(1);
    expect([...progress].sort((a, b) => a - b)).toEqual(progress);
    expect(JSON.parse(await readFile(`${path}.json`, 'utf8'))).toMatchObject({ bytes: SIZE });
    expect((await readdir(folder)).sort()).toEqual([FILE, `${FILE}.json`]);
  });

  it('asks nobody where the file is there', async () => {
    await download();
    await hub.stop();
    expect(await download()).toBe(join(folder, FILE));
  });

  it('goes on where a connection broke', async () => {
    hub.faults.breakAfter = [131_072, 65_536];
    await download();
    expect((await content()).equals(hub.content)).toBe(true);
    expect(hub.ranges[0]).toBe('');
    expect(hub.ranges.length).toBe(3);
    expect(Number(hub.ranges[2]?.slice('bytes='.length, -1))).toBeGreaterThan(65_536);
  });

  it('starts over with a server that ignores the range', async () => {
    hub.faults.breakAfter = [131_072];
    hub.faults.ignoreRange = true;
    await download();
    expect((await content()).equals(hub.content)).toBe(true);
  });

  it('goes on after a cancellation', async () => {
    hub.faults.pieceMs = 20;
    const abort = new AbortController();
    const options = { signal: abort.signal, onProgress: (done: number) => done > 100_000 && abort.abort() };
    expect((await failure(download(options))).kind).toBe('cancelled');
    const kept = (await stat(join(folder, `${FILE}.part`))).size;
    expect(kept).toBeGreaterThan(100_000);
    await download();
    expect(hub.ranges.at(-1)).toBe(`bytes=${kept}-`);
    expect((await content()).equals(hub.content)).toBe(true);
  });

  it('throws an altered file away', async () => {
    hub.faults.alteredAt = 200_000;
    const error = await failure(download());
    expect(error.sentence).toContain('checksum');
    expect(await readdir(folder)).toEqual([`${FILE}.json`]);
    hub.faults.alteredAt = null;
    await download();
  });

  it('does not take another file than the one that was pinned', async () => {
    const path = await download();
    await rm(path);
    hub.content = randomBytes(SIZE);
    const error = await failure(download());
    expect(error.kind).toBe('bad-response');
    expect(error.sentence).toContain(`${path}.json`);
  });

  it('replaces a part that is longer than the file', async () => {
    await writeFile(join(folder, `${FILE}.part`), randomBytes(SIZE + 9));
    await download();
    expect((await content()).equals(hub.content)).toBe(true);
  });

  it('takes the checksum from the listing where a mirror drops the headers, and none where it has neither', async () => {
    hub.faults.bareHead = true;
    hub.faults.bareList = true;
    expect((await failure(download())).sentence).toContain('no checksum');
    expect(hub.ranges).toEqual([]);
    hub.faults.bareList = false;
    await download();
  });

  it('gives up on a connection that stalls three times, and keeps what came', async () => {
    hub.faults.stallAfter = 0;
    const error = await failure(download({ stallMs: 50 }));
    expect(error.kind).toBe('network');
    expect(hub.ranges).toHaveLength(3);
  });

  it('says how much room is wanting before it fetches anything', async () => {
    const error = await failure(download({ freeBytes: async () => 1_000_000 }));
    expect(error.sentence).toMatch(/needs 0\.1 GB .* 0\.0 GB free/);
    expect(hub.ranges).toEqual([]);
  });

  it.runIf(process.platform === 'linux')('says so where the disk fills up in between', async () => {
    await symlink('/dev/full', join(folder, `${FILE}.part`));
    expect((await failure(download())).sentence).toContain('disk is full');
  });

  it('names a file that the hub has not, and a hub that does not answer', async () => {
    const missing = await failure(download({ model: { repo: 'org/repo', file: 'other.gguf' } }));
    expect(missing.kind).toBe('unknown-model');
    await hub.stop();
    expect((await failure(download())).kind).toBe('network');
  });

  it('says so where it may not write', async (test) => {
    if (process.getuid?.() === 0) return test.skip('root may write everywhere');
    await chmod(folder, 0o500);
    expect((await failure(download())).sentence).toContain('permissions');
  });

  it('lets two windows share one download', async () => {
    hub.faults.pieceMs = 20;
    expect(await Promise.all([download(), download()])).toEqual([join(folder, FILE), join(folder, FILE)]);
    expect(hub.ranges).toEqual(['']);
  });

  it('takes the lock of a window that died', async () => {
    const lock = join(folder, `${FILE}.lock`);
    await writeFile(lock, 'dead');
    const longAgo = new Date(Date.now() - 60_000);
    await utimes(lock, longAgo, longAgo);
    await download();
    expect((await readdir(folder)).sort()).toEqual([FILE, `${FILE}.json`]);
  });
});

describe('hubBase', () => {
  it.each([
    ['', 'https://huggingface.co'],
    [' https://mirror.example/hf/ ', 'https://mirror.example/hf'],
    ['http://localhost:8080', 'http://localhost:8080'],
  ])('takes %j', (mirror, base) => {
    expect(hubBase(mirror)).toBe(base);
  });

  it.each(['http://mirror.example', 'ftp://x', 'file:///etc', 'mirror', 'http://127.0.0.1.example'])(
    'refuses %s',
    (mirror) => {
      expect(() => hubBase(mirror)).toThrow(ModelError);
    },
  );
});
