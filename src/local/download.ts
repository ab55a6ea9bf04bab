// Fetches one model file whole: resumed where it stopped, checked against the checksum that the hub states, and put in
// place by a rename. No key is ever sent, so the hub's redirect to its storage is followed.
import { mkdir, open, readFile, rename, rm, stat, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { ModelError } from '../core/modelError';
import { alteredFile, changedFile, noSpace, notWritable } from './downloadErrors';
import { isCode, lockTimes, tryLock, type LockTimes } from './downloadLock';
import { cancelled } from './faultSentences';
import { fetchInto, sha256Of } from './fetchInto';
import { fileUrl, hubBase, hubFacts, type HubFacts, type HubFile } from './hubFile';

export interface DownloadOptions {
  readonly model: HubFile;
  readonly folder: string;
  /** The setting `weir.embedded.mirror`: empty for the hub itself. */
  readonly mirror: string;
  readonly signal: AbortSignal;
  /** Bytes that are there, of how many. */
  readonly onProgress: (done: number, total: number) => void;
  /** Bytes that this user may still write in a folder. */
  readonly freeBytes?: (folder: string) => Promise<number>;
  readonly locks?: LockTimes;
  /** Milliseconds without a byte after which a connection counts as dead. */
  readonly stallMs?: number;
}

const SPARE_BYTES = 64e6;
const WAIT_MS = 500;
const STALL_MS = 30_000;

/** Resolves to the path of the whole, checked file; at once where it is there already. @throws {ModelError} */
export async function downloadModel(options: DownloadOptions): Promise<string> {
  const target = join(options.folder, options.model.file);
  try {
    await mkdir(options.folder, { recursive: true });
    return await whenMine(target, options, () => fetchModel(target, options));
  } catch (error) {
    if (options.signal.aborted) throw cancelled();
    if (error instanceof ModelError) throw error;
    if (isCode(error, 'ENOSPC')) throw noSpace(options.folder, SPARE_BYTES, null);
    throw notWritable(options.folder, error);
  }
}

/** Waits while another window fetches the same file; what it brings is used. */
async function whenMine(target: string, options: DownloadOptions, fetchIt: () => Promise<void>): Promise<string> {
  for (;;) {
    if (await sizeOf(target)) return target;
    const lock = await tryLock(`${target}.lock`, options.locks ?? lockTimes);
    if (lock) {
      try {
        if (!(await sizeOf(target))) await fetchIt();
        return target;
      } finally {
        await lock.release();
      }
    }
    const pin = await readPin(`${target}.json`);
    options.onProgress(await sizeOf(`${target}.part`), pin?.bytes ?? 0);
    await pause(WAIT_MS, undefined, { signal: options.signal });
  }
}

async function fetchModel(target: string, options: DownloadOptions): Promise<void> {
  const { model, folder, signal, onProgress } = options;
  const base = hubBase(options.mirror);
  const facts = await pinned(`${target}.json`, await hubFacts(base, model, signal), model.file);
  const part = `${target}.part`;
  const needed = facts.bytes - (await sizeOf(part)) + SPARE_BYTES;
  const free = await (options.freeBytes ?? freeBytes)(folder);
  if (free < needed) throw noSpace(folder, needed, free);
  await fetchInto({
    url: fileUrl(base, model),
    part,
    bytes: facts.bytes,
    signal,
    onProgress,
    stallMs: options.stallMs ?? STALL_MS,
  });
  if ((await sha256Of(part, signal)) !== facts.sha256) {
    await rm(part, { force: true });
    throw alteredFile(model.file);
  }
  await flush(part);
  await rename(part, target);
}

/** Onto the disk: after a power cut the file must not stand there under its name without its content. */
async function flush(path: string): Promise<void> {
  const file = await open(path, 'r+');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

/** The facts of the first download, which every later one must equal: whoever controls the hub cannot swap a model. */
async function pinned(path: string, stated: HubFacts, file: string): Promise<HubFacts> {
  const first = await readPin(path);
  if (first && first.sha256 !== stated.sha256) throw changedFile(file, path);
  if (!first) {
    await writeFile(`${path}.new`, JSON.stringify(stated, null, 2));
    await rename(`${path}.new`, path);
  }
  return stated;
}

async function readPin(path: string): Promise<HubFacts | null> {
  const text = await readFile(path, 'utf8').catch(() => null);
  if (text === null) return null;
  const value: unknown = JSON.parse(text);
  if (typeof value !== 'object' || value === null || !('sha256' in value) || !('bytes' in value)) return null;
  return typeof value.sha256 === 'string' && typeof value.bytes === 'number'
    ? { sha256: value.sha256, bytes: value.bytes }
    : null;
}

async function sizeOf(path: string): Promise<number> {
  const info = await stat(path).catch(() => null);
  return info?.size ?? 0;
}

async function freeBytes(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}
