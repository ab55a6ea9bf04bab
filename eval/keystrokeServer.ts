// A completion server in a thread of its own that writes down when a request came and when the last needed byte left: for
// `bench -- keystroke`, whose own thread must not be busy with it. Times are `process.hrtime`, which all threads share.
import { Worker } from 'node:worker_threads';

export interface KeystrokeServer {
  readonly url: string;
  /** Nanoseconds of `process.hrtime`: the request's head was there, the last needed byte was written. */
  times(): { readonly received: bigint; readonly lastByte: bigint };
  close(): Promise<void>;
}

/** What is streamed: the line, its end, which is the last needed byte, and what an eager model writes behind it. */
export const streamedTokens = ['compute', '(value3', ', other2)', ' +', ' value4', ';', '\n', '  const', ' next'];
/** Milliseconds before the first token and between two: a small model on a graphics card. */
const pace = { first: 30, next: 8 };

// Plain JavaScript, since a thread starts from text: it has no part in what is measured but the clock.
const program = `
const { createServer } = require('node:http');
const { parentPort, workerData } = require('node:worker_threads');
const times = new BigInt64Array(workerData.shared);
const sleep = (ms) => new Promise((done) => setTimeout(done, ms));
const server = createServer(async (request, response) => {
  times[0] = process.hrtime.bigint();
  let body = '';
  for await (const piece of request) body += piece;
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  response.flushHeaders();
  await sleep(workerData.pace.first);
  for (const text of workerData.tokens) {
    if (response.destroyed) return;
    const logprobs = { tokens: [text], token_logprobs: [-0.05], top_logprobs: [{ [text]: -0.05 }] };
    const choices = [{ index: 0, text, finish_reason: null, logprobs }];
    if (text === '\\n') times[1] = process.hrtime.bigint();
    response.write('data: ' + JSON.stringify({ id: 'x', object: 'text_completion', model: 'bench', choices }) + '\\n\\n');
    await sleep(workerData.pace.next);
  }
  response.end('data: [DONE]\\n\\n');
});
server.listen(0, '127.0.0.1', () => parentPort.postMessage(server.address().port));
`;

export async function startKeystrokeServer(): Promise<KeystrokeServer> {
  const shared = new SharedArrayBuffer(16);
  const worker = new Worker(program, { eval: true, workerData: { shared, tokens: streamedTokens, pace } });
  const port = await new Promise<number>((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
  });
  const times = new BigInt64Array(shared);
  return {
    url: `http://127.0.0.1:${port}`,
    times: () => ({ received: times[0] ?? 0n, lastByte: times[1] ?? 0n }),
    close: async () => void (await worker.terminate()),
  };
}
