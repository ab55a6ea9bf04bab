// Reads a response body as one answer, streamed or whole, whichever the server sent, and decides whether it is complete.
// Parses behind the SDKs' request code instead of with their streams: those end as success where a stream breaks off, and
// a second parser behind a checking one could disagree with it. One parser sees every byte.
import { ModelError } from '../core/modelError';
import type { Exchange } from './exchange';
import type { Limits } from './limits';
import { badResponse, captivePortal, idleTimeout, tooMuch, truncated } from './modelErrors';
import { parseJson } from './json';
import { SseDecoder, SseOverflow } from './sse';
import type { Where } from './where';
import type { Piece, WireReader } from './wireReader';

/** Yields the text. Returns normally only where the answer is complete. @throws {ModelError} */
export async function* readAnswer(
  response: Response,
  reader: WireReader,
  where: Where,
  exchange: Exchange,
  limits: Limits,
): AsyncGenerator<Piece> {
  try {
    yield* read(response, reader, where, exchange, limits);
  } catch (error) {
    const verdict =
      exchange.verdict ??
      (error instanceof ModelError ? error : badResponse(where, 'sent what Weir cannot read', error));
    // Once a finish reason has come, the text is whole: what fails afterwards costs only the usage.
    if (reader.progress !== 'open' && verdict.kind !== 'cancelled') return;
    throw exchange.fail(verdict);
  }
}

async function* read(
  response: Response,
  reader: WireReader,
  where: Where,
  exchange: Exchange,
  limits: Limits,
): AsyncGenerator<Piece> {
  // A local server may send its headers at once and then read a long prompt: its first event may take as long as headers may.
  const firstMs = where.local ? Math.max(limits.headersMs, limits.idleMs) : limits.idleMs;
  exchange.arm('idle', firstMs, () => idleTimeout(where, firstMs));
  const bytes = response.body?.getReader();
  if (bytes === undefined) throw truncated(where);
  const first = await firstBytes(bytes, where, limits);
  if (first === null) throw truncated(where);
  const shape = shapeOf(response.headers.get('content-type') ?? '', first, where);
  yield* shape === 'events'
    ? readEvents(first, bytes, reader, where, exchange, limits)
    : readWhole(first, bytes, reader, where, exchange, limits);
}

type ByteReader = ReadableStreamDefaultReader<Uint8Array>;

/** The first chunks up to one that holds something other than white space, of which an answer has little. */
async function firstBytes(bytes: ByteReader, where: Where, limits: Limits): Promise<Uint8Array[] | null> {
  const chunks: Uint8Array[] = [];
  for (let blank = 0; blank <= limits.eventBytes;) {
    const { done, value } = await bytes.read();
    if (done) return chunks.length > 0 ? chunks : null;
    chunks.push(value);
    for (const byte of value) if (byte > 32) return chunks;
    blank += value.byteLength;
  }
  throw tooMuch(where, 'white space', limits.eventBytes);
}

/** Servers mislabel what they send, so its first letter decides; only what cannot be an answer is refused by its label. */
function shapeOf(contentType: string, first: readonly Uint8Array[], where: Where): 'events' | 'whole' {
  const start = new TextDecoder().decode(first[first.length - 1]).trimStart();
  if (contentType.includes('html') || start.startsWith('<')) throw captivePortal(where);
  const type = (contentType.split(';')[0] ?? '').trim().toLowerCase();
  const known = ['', 'text/event-stream', 'text/plain', 'application/octet-stream', 'application/x-ndjson'];
  if (!known.includes(type) && !type.endsWith('json')) throw badResponse(where, `answered with ${type.slice(0, 60)}`);
  const json = start.startsWith('{') || start.startsWith('[') || (type.endsWith('/json') && !isField(start));
  return json ? 'whole' : 'events';
}

function isField(start: string): boolean {
  return ['data', 'event', 'id', 'retry', ':'].some((field) => start.startsWith(field) || field.startsWith(start));
}

async function* readEvents(
  first: readonly Uint8Array[],
  bytes: ByteReader,
  reader: WireReader,
  where: Where,
  exchange: Exchange,
  limits: Limits,
): AsyncGenerator<Piece> {
  const decoder = new SseDecoder(limits.eventBytes);
  const pending = [...first];
  for (;;) {
    const chunk = pending.shift() ?? (await bytes.read()).value;
    const pieces: Piece[] = [];
    let alive = false;
    let failure: unknown;
    try {
      for (const event of chunk === undefined ? decoder.end() : decoder.push(chunk)) {
        if (reader.progress !== 'done') alive = reader.event(event.name, event.data, pieces) || alive;
      }
    } catch (error) {
      failure = chunk === undefined ? cutOr(error, where) : error;
      if (error instanceof SseOverflow) failure = tooMuch(where, 'an event', limits.eventBytes);
    }
    // What came before a failure in the same chunk was received all the same.
    if (pieces.length > 0) yield joined(pieces);
    if (failure !== undefined) throw failure;
    if (reader.progress === 'done') return;
    if (chunk === undefined) throw truncated(where);
    if (reader.progress === 'finished') exchange.arm('idle', limits.afterFinishMs, () => truncated(where));
    else if (alive) exchange.arm('idle', limits.idleMs, () => idleTimeout(where, limits.idleMs));
  }
}

/** What is left at the end and cannot be read was cut. */
function cutOr(error: unknown, where: Where): unknown {
  return error instanceof ModelError && error.kind === 'bad-response' ? truncated(where) : error;
}

async function* readWhole(
  first: readonly Uint8Array[],
  bytes: ByteReader,
  reader: WireReader,
  where: Where,
  exchange: Exchange,
  limits: Limits,
): AsyncGenerator<Piece> {
  const decoder = new TextDecoder();
  let text = first.map((chunk) => decoder.decode(chunk, { stream: true })).join('');
  for (;;) {
    const { done, value } = await bytes.read();
    if (done) break;
    const more = decoder.decode(value, { stream: true });
    text += more;
    // Blanks keep a connection open and say nothing.
    if (more.trim() !== '') exchange.arm('idle', limits.idleMs, () => idleTimeout(where, limits.idleMs));
  }
  const value = parseJson(text + decoder.decode());
  if (value === undefined) {
    const last = text.trimEnd().at(-1);
    throw last === '}' || last === ']' ? badResponse(where, 'sent broken JSON') : truncated(where);
  }
  const pieces: Piece[] = [];
  reader.whole(value, pieces);
  if (pieces.length > 0) yield joined(pieces);
}

/** What arrived together is passed on together. */
function joined(pieces: readonly Piece[]): Piece {
  const text = pieces.map((piece) => piece.text).join('');
  const tokens = pieces.flatMap((piece) => piece.tokens ?? []);
  return tokens.length > 0 ? { text, tokens } : { text };
}
