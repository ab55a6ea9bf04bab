// A model server on this machine with the delays of real ones: a wait to the first token, then so many tokens a second. Any text.
import { createServer, type ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';

export interface Delays {
  /** Seconds to the first token. */
  readonly first: number;
  readonly tokensPerSecond: number;
}

export interface DelayedServer {
  readonly baseUrl: string;
  close(): void;
}

/** Tokens come in bursts, as they do over a network. */
const burstMs = 50;

/** Speaks chat completions; the request's model names the delays. */
export async function delayedServer(delays: Readonly<Record<string, Delays>>, tokens: number): Promise<DelayedServer> {
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const { model } = JSON.parse(Buffer.concat(parts).toString()) as { model: string };
      const of = delays[model];
      if (of === undefined) response.writeHead(404).end();
      else void answer(response, model, of, tokens);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return {
    baseUrl: `http://127.0.0.1:${address.port}/v1`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

async function answer(
  response: ServerResponse,
  model: string,
  { first, tokensPerSecond }: Delays,
  tokens: number,
): Promise<void> {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  const send = (delta: object, finish: string | null): boolean =>
    response.write(`data: ${JSON.stringify({ model, choices: [{ index: 0, delta, finish_reason: finish }] })}\n\n`);
  await pause(first * 1000);
  const started = performance.now();
  for (let sent = 0; sent < tokens && !response.closed; await pause(burstMs)) {
    const due = Math.min(tokens, 1 + Math.floor(((performance.now() - started) / 1000) * tokensPerSecond));
    if (due > sent) send({ content: 'word '.repeat(due - sent) }, null);
    sent = due;
  }
  if (response.closed) return;
  send({}, 'stop');
  const usage = { prompt_tokens: 200, completion_tokens: tokens, total_tokens: 200 + tokens };
  response.end(`data: ${JSON.stringify({ model, choices: [], usage })}\n\ndata: [DONE]\n\n`);
}
