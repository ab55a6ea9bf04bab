// R2: a stream cut at every byte is `truncated`, with the text kept, unless its end had already come.
import { describe, expect, it } from 'vitest';
import { ModelError } from '../../../src/core/modelError';
import { AnthropicReader } from '../../../src/providers/anthropicReader';
import { systemClock } from '../../../src/providers/clock';
import { Exchange } from '../../../src/providers/exchange';
import { limitsFor } from '../../../src/providers/limits';
import { OpenaiReader } from '../../../src/providers/openaiReader';
import { readAnswer } from '../../../src/providers/readAnswer';
import type { WireReader } from '../../../src/providers/wireReader';
import { infoOf } from './support/setUp';
import { tried } from '../../support/tried';

const where = infoOf('http://127.0.0.1:1');
const words = Array.from({ length: 200 }, (_, i) => (i % 10 === 9 ? 'ü' : String.fromCharCode(97 + (i % 26))));
const text = words.join('');

async function read(body: Uint8Array<ArrayBuffer>, reader: WireReader): Promise<{ text: string; verdict: string }> {
  const exchange = new Exchange(new AbortController().signal, systemClock);
  const response = new Response(body, { headers: { 'content-type': 'text/event-stream' } });
  let got = '';
  try {
    for await (const piece of readAnswer(response, reader, where, exchange, limitsFor(true))) got += piece.text;
    return { text: got, verdict: 'ok' };
  } catch (error) {
    return { text: got, verdict: error instanceof ModelError ? error.kind : String(error) };
  } finally {
    exchange.close();
  }
}

const chunk = (choice: object): string => `data: ${JSON.stringify({ choices: [choice] })}\n\n`;
/** The last number: from how many bytes before the end. */
const streams: readonly [string, () => WireReader, readonly string[], string, number][] = [
  [
    'chat',
    () => new OpenaiReader(where),
    words.map((content) => chunk({ delta: { content } })),
    `${chunk({ delta: {}, finish_reason: 'stop' })}data: [DONE]\n\n`,
    Infinity,
  ],
  [
    'chat without a finish reason',
    () => new OpenaiReader(where),
    words.map((content) => chunk({ delta: { content } })),
    'data: [DONE]\n\n',
    200,
  ],
  [
    'messages',
    () => new AnthropicReader(where),
    words.map((part) => `data: ${JSON.stringify({ type: 'content_block_delta', delta: { text: part } })}\n\n`),
    'data: {"type":"message_stop"}\n\n',
    Infinity,
  ],
];

describe.each(streams)('R2: %s', (_name, readerOf, events, end, last) => {
  it('cut at every byte', async ({ task }) => {
    const bytes = new TextEncoder().encode(events.join('') + end);
    // From here on the terminal event is whole, but for its line breaks.
    const complete = bytes.length - new TextEncoder().encode(end).length + end.indexOf('\n\n');
    const wrong: string[] = [];
    for (let cut = Math.max(0, bytes.length - last); cut <= bytes.length; cut += 1) {
      const got = await read(bytes.slice(0, cut), readerOf());
      const expected = cut >= complete ? 'ok' : 'truncated';
      if (got.verdict !== expected || !text.startsWith(got.text) || (expected === 'ok' && got.text !== text))
        wrong.push(`${cut} of ${bytes.length}: ${got.verdict}, ${got.text.length} characters`);
    }
    tried(task, Math.min(last, bytes.length));
    expect(wrong).toEqual([]);
  });
});
