// A response body that keeps to the size limits after decompression and ends with the exchange's verdict.
// Counts and cuts; parses nothing.
import type { Exchange } from './exchange';
import type { Limits } from './limits';
import { tooMuch, truncated } from './modelErrors';
import { isUndecodable, networkError } from './networkErrors';
import type { Where } from './where';

type Bytes = ReadableStream<Uint8Array<ArrayBuffer>>;

export function limitedBody(response: Response, where: Where, exchange: Exchange, limits: Limits): Bytes {
  const reader = response.body?.getReader();
  let total = 0;
  return new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      async pull(controller) {
        try {
          const next = await reader?.read();
          if (next === undefined || next.done) return controller.close();
          total += next.value.byteLength;
          if (total > limits.bodyBytes) throw exchange.fail(tooMuch(where, 'an answer', limits.bodyBytes));
          controller.enqueue(next.value);
        } catch (error) {
          controller.error(
            exchange.fail(
              exchange.verdict ?? (isUndecodable(error) ? networkError(error, where) : truncated(where, error)),
            ),
          );
        }
      },
      cancel: (reason) => reader?.cancel(reason),
    },
    // Nothing is read ahead: what the caller has not asked for stays in the socket.
    { highWaterMark: 0 },
  );
}

/** The first bytes of an error body as text; the rest is not read. What breaks off counts as far as it came. */
export async function readCapped(response: Response, maxBytes: number, exchange: Exchange): Promise<string> {
  const reader = response.body?.getReader();
  if (reader === undefined) return '';
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      bytes += value.byteLength;
      text += decoder.decode(value, { stream: true });
      if (bytes >= maxBytes) break;
    }
    await reader.cancel();
  } catch (error) {
    // The status says what happened; a body that could not be read adds nothing to it, unless the caller has gone.
    if (exchange.verdict !== null) throw error;
  }
  return text;
}
