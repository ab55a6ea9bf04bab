// The syntax worker's thread: answers one request after the other, and carries on slow parses in between.
// What breaks the parser's memory ends the thread; the host starts another one.
import { parentPort, workerData } from 'node:worker_threads';
import { Analyser } from './analyser';
import { folderSource } from './folderSource';
import type { SyntaxMessage, SyntaxReply, SyntaxWorkerData } from './messages';

const port = parentPort;
if (port === null) throw new Error('The syntax worker runs only as a worker thread.');

const { grammarFolder } = workerData as SyntaxWorkerData;
const analyser = Analyser.create({ source: folderSource(grammarFolder), now: () => performance.now() });
const missing = new Set<string>();
const waiting: SyntaxMessage[] = [];
let busy = false;

async function available(languageId: string): Promise<string | null> {
  if (missing.has(languageId)) return '';
  try {
    if (await (await analyser).load(languageId)) return null;
    missing.add(languageId);
    return '';
  } catch (error) {
    missing.add(languageId);
    return `No grammar for ${languageId}: ${error instanceof Error ? error.message : String(error)}`;
  }
}

async function answer(message: SyntaxMessage): Promise<SyntaxReply> {
  const { id, call, request } = message;
  const problem = await available(request.languageId);
  if (problem !== null) return { id, value: null, ...(problem === '' ? {} : { problem }) };
  const served = await analyser;
  switch (call) {
    case 'facts':
      return { id, value: served.facts(request) };
    case 'fit':
      return { id, value: served.fit(request) };
    case 'scopes':
      return { id, value: served.scopes(request) };
  }
}

async function work(): Promise<void> {
  busy = true;
  for (;;) {
    const next = waiting.shift();
    if (next !== undefined) port?.postMessage(await answer(next));
    else if (!(await analyser).advance()) break;
    // Lets messages in that came while this one was answered.
    else await new Promise((resolve) => setImmediate(resolve));
  }
  busy = false;
}

port.on('message', (message: SyntaxMessage) => {
  waiting.push(message);
  if (!busy) void work();
});
