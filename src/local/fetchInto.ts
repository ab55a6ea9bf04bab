// Appends what is missing of a file to its `.part`, over as many connections as that takes. Does not know checksums
// beyond computing one.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { badAnswer, noAnswer } from './downloadErrors';

export interface FetchOptions {
  readonly url: string;
  readonly part: string;
  readonly bytes: number;
  readonly signal: AbortSignal;
  readonly onProgress: (done: number, total: number) => void;
  readonly stallMs: number;
}

/** Connections in a row that may break without having brought a byte. */
const EMPTY_TRIES = 3;

/** @throws {ModelError} where the server refuses or does not answer; file system errors as they are. */
export async function fetchInto(options: FetchOptions): Promise<void> {
  for (let empty = 0; ;) {
    const before = await sizeOf(options.part);
    if (before === options.bytes) return;
    const broken = await fetchOnce(options, before);
    if (broken === null) continue;
    if (options.signal.aborted) throw broken;
    empty = (await sizeOf(options.part)) > before ? 0 : empty + 1;
    if (empty === EMPTY_TRIES) throw noAnswer(new URL(options.url).host, broken);
  }
}

/** One connection. Null, or what broke it. */
async function fetchOnce(options: FetchOptions, before: number): Promise<Error | null> {
  // A part longer than the file is another file's: what comes replaces it.
  const resume = before > 0 && before < options.bytes;
  const stall = new AbortController();
  let timer = setTimeout(() => stall.abort(), options.stallMs);
  const signal = AbortSignal.any([options.signal, stall.signal]);
  let response: Response;
  try {
    // The whole file's checksum decides in the end, so a resumed part needs no If-Range: storage hosts state other tags.
    response = await fetch(options.url, { signal, headers: resume ? { range: `bytes=${before}-` } : {} });
  } catch (error) {
    clearTimeout(timer);
    return asError(error);
  }
  if (!response.ok || !response.body) {
    clearTimeout(timer);
    throw badAnswer(new URL(options.url).host, options.url.slice(options.url.lastIndexOf('/') + 1), response.status);
  }
  const continues = response.status === 206 && contentStart(response) === before;
  const file = await open(options.part, continues ? 'a' : 'w');
  let done = continues ? before : 0;
  try {
    const reader = response.body.getReader();
    for (;;) {
      let chunk: Uint8Array | undefined;
      try {
        chunk = (await reader.read()).value;
      } catch (error) {
        return asError(error);
      }
      if (!chunk) return done < options.bytes ? new Error(`the connection ended after ${done} bytes`) : null;
      clearTimeout(timer);
      timer = setTimeout(() => stall.abort(), options.stallMs);
      // A server that sends more than it stated is stopped at the stated size; the checksum then tells.
      const wanted = chunk.subarray(0, options.bytes - done);
      await file.writeFile(wanted);
      done += wanted.length;
      options.onProgress(done, options.bytes);
      if (wanted.length < chunk.length) return null;
    }
  } finally {
    clearTimeout(timer);
    stall.abort();
    await file.close();
  }
}

function contentStart(response: Response): number | null {
  const match = /^bytes (\d+)-/.exec(response.headers.get('content-range') ?? '');
  return match?.[1] === undefined ? null : Number(match[1]);
}

/** Hexadecimal. */
export async function sha256Of(path: string, signal: AbortSignal): Promise<string> {
  const hash = createHash('sha256');
  const chunks: AsyncIterable<Buffer> = createReadStream(path, { signal });
  for await (const chunk of chunks) hash.update(chunk);
  return hash.digest('hex');
}

async function sizeOf(path: string): Promise<number> {
  const info = await stat(path).catch(() => null);
  return info?.size ?? 0;
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
