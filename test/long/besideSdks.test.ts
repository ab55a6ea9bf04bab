// The fault matrix once more, over Weir and over the bare official SDKs, each as it comes: who says the truth, who calls a
// wrong answer a success, who says nothing at all, and what leaves for another origin.
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import Anthropic, * as anthropic from '@anthropic-ai/sdk';
import OpenAI, * as openai from 'openai';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createAnthropicModel } from '../../src/providers/anthropicModel';
import { createOpenaiModel } from '../../src/providers/openaiModel';
import { withRetry } from '../../src/providers/withRetry';
import { bundleForNode } from '../support/bundleForNode';
import { faults, startFaultServer, type FaultServer } from '../support/faultServer';
import { protocols, verdictOf, type Fault, type FaultProtocol } from '../support/faults/fault';
import { goodText } from '../support/faults/payload';
import { tried } from '../support/tried';
import { chatPrompt, collect, continuePrompt, infoOf, scaledClock, wireOf } from '../unit/providers/support/setUp';

/** A bare SDK waits ten minutes by default: after this long, nobody is there any more. */
const deadlineMs = 12_000;
let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'weir-beside-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What came out: a verdict by name with the text, or `none`. */
interface Outcome {
  readonly verdict: string;
  readonly text: string;
}
type Ask = (server: FaultServer, fault: Fault, protocol: FaultProtocol, stream: boolean) => Promise<Outcome>;

const weir: Ask = async (server, fault, protocol, stream) => {
  // A fault server's minutes pass forty times faster where a limit must pass.
  const clock = scaledClock(fault.verdict === 'timeout' ? 40 : 2);
  const baseUrl = server.baseUrl(fault, `${protocol}-${stream}`);
  const info = infoOf(baseUrl, { local: false });
  const wire = wireOf({ clock, key: async () => 'canary-key' });
  const given = { info, baseUrl, wire, stream };
  const model = protocol === 'anthropic' ? createAnthropicModel(given) : createOpenaiModel(given);
  const got = await collect(
    withRetry(model, { clock }),
    protocol === 'openai-completions' ? continuePrompt('x') : chatPrompt('x'),
  );
  const reason = got.finish?.reason;
  return {
    verdict: got.error?.kind ?? (reason === 'refused' || reason === 'filtered' ? reason : 'ok'),
    text: got.text,
  };
};

const messages = [{ role: 'user' as const, content: 'x' }];
const bare: Ask = async (server, fault, protocol, stream) => {
  const baseURL = server.baseUrl(fault, `${protocol}-${stream}`);
  const signal = AbortSignal.timeout(deadlineMs);
  let text = '';
  let finish = '';
  try {
    if (protocol === 'anthropic') {
      const client = new Anthropic({ apiKey: 'canary-key', baseURL: baseURL.replace(/\/v1$/, '') });
      const asked = { model: 'm', max_tokens: 64, messages };
      if (stream) {
        for await (const event of client.messages.stream(asked, { signal })) {
          if (event.type === 'content_block_delta' && event.delta.type === 'text_delta') text += event.delta.text;
          if (event.type === 'message_delta') finish = event.delta.stop_reason ?? '';
        }
      } else {
        const answer = await client.messages.create(asked, { signal });
        text = answer.content.map((block) => (block.type === 'text' ? block.text : '')).join('');
        finish = answer.stop_reason ?? '';
      }
    } else {
      const client = new OpenAI({ apiKey: 'canary-key', baseURL });
      if (protocol === 'openai-chat') {
        if (stream) {
          for await (const chunk of await client.chat.completions.create(
            { model: 'm', messages, stream },
            { signal },
          )) {
            text += chunk.choices[0]?.delta.content ?? '';
            finish = chunk.choices[0]?.finish_reason ?? finish;
          }
        } else {
          const [choice] = (await client.chat.completions.create({ model: 'm', messages }, { signal })).choices;
          text = choice?.message.content ?? '';
          finish = choice?.finish_reason ?? '';
        }
      } else if (stream) {
        for await (const chunk of await client.completions.create({ model: 'm', prompt: 'x', stream }, { signal })) {
          text += chunk.choices[0]?.text ?? '';
          finish = chunk.choices[0]?.finish_reason ?? finish;
        }
      } else {
        const [choice] = (await client.completions.create({ model: 'm', prompt: 'x' }, { signal })).choices;
        text = choice?.text ?? '';
        finish = choice?.finish_reason ?? '';
      }
    }
    const known: Record<string, string> = { content_filter: 'filtered', refusal: 'refused' };
    return { verdict: known[finish] ?? 'ok', text };
  } catch (error) {
    return { verdict: signal.aborted ? 'none' : kindOf(error), text };
  }
};

/** The most that a caller can read off an SDK's error without looking into its words. */
function kindOf(error: unknown): string {
  const is = (
    name:
      | 'APIConnectionTimeoutError'
      | 'APIConnectionError'
      | 'AuthenticationError'
      | 'PermissionDeniedError'
      | 'NotFoundError'
      | 'RateLimitError'
      | 'InternalServerError',
  ): boolean => error instanceof openai[name] || error instanceof anthropic[name];
  if (is('APIConnectionTimeoutError')) return 'timeout';
  if (is('APIConnectionError'))
    return /certificate|self.signed|SSL|TLS/i.test(String((error as Error).cause)) ? 'tls' : 'network';
  if (is('AuthenticationError') || is('PermissionDeniedError')) return 'auth';
  if (is('NotFoundError')) return 'unknown-model';
  if (is('RateLimitError')) return /insufficient_quota|billing/.test(String(error)) ? 'quota' : 'rate-limited';
  if (is('InternalServerError')) return 'overloaded';
  const status = error instanceof openai.APIError || error instanceof anthropic.APIError ? error.status : undefined;
  if (status === 413 || /context_length|too long|too large/i.test(String(error))) return 'too-large';
  return 'bad-response';
}

interface Score {
  cells: number;
  right: number;
  falseSuccesses: number;
  none: number;
  leaked: number;
}

async function score(ask: Ask): Promise<Score> {
  const server = await startFaultServer();
  const total: Score = { cells: 0, right: 0, falseSuccesses: 0, none: 0, leaked: 0 };
  const cells = faults.flatMap((fault) =>
    protocols.flatMap((protocol) => [true, false].map((stream) => ({ fault, protocol, stream }))),
  );
  try {
    // A few at a time: a deadline must not pass for want of a processor.
    let next = 0;
    await Promise.all(
      Array.from({ length: 24 }, async () => {
        for (let cell = cells[next++]; cell !== undefined; cell = cells[next++]) {
          const { verdict, text } = await ask(server, cell.fault, cell.protocol, cell.stream);
          const wanted = verdictOf(cell.fault, cell.protocol, cell.stream);
          const whole = wanted !== 'ok' || text === goodText;
          total.cells += 1;
          if (verdict === wanted && whole) total.right += 1;
          if (verdict === 'none') total.none += 1;
          if (verdict === 'ok' && (wanted !== 'ok' || !whole)) total.falseSuccesses += 1;
        }
      }),
    );
    total.leaked = server.sinkBytes();
    return total;
  } finally {
    await server.close();
  }
}

async function bombMegabytes(): Promise<Record<string, number>> {
  const server = await startFaultServer();
  const fault = faults.find(({ id }) => id === 'gzip-bomb');
  if (fault === undefined) throw new Error('no bomb');
  const reader = await bundleForNode(
    join(import.meta.dirname, '../support/gzipBombReader.ts'),
    join(folder, 'reader.cjs'),
  );
  const grown: Record<string, number> = {};
  try {
    for (const who of ['weir', 'openai', 'anthropic']) {
      const { stdout } = await promisify(execFile)(process.execPath, [reader, who, server.baseUrl(fault, who)]);
      grown[who] = Number(stdout);
    }
    return grown;
  } finally {
    await server.close();
  }
}

test('R1, R8, R10: beside the bare SDKs, over the same faults', async ({ task }) => {
  const [own, theirs, bomb] = [await score(weir), await score(bare), await bombMegabytes()];
  const row = (name: string, ...values: (number | string)[]): string => `${name}: ${values.join(' | ')}`;
  task.meta.beside = [
    row('cells', own.cells, theirs.cells),
    row('verdicts right', own.right, theirs.right),
    row('wrong or half answers called a success', own.falseSuccesses, theirs.falseSuccesses),
    row(`no verdict in ${deadlineMs / 1000} s`, own.none, theirs.none),
    row('bytes of prompts and keys that left for another origin', own.leaked, theirs.leaked),
    row(
      'megabytes grown by a gzip bomb',
      bomb['weir'] ?? NaN,
      `${bomb['openai']} (openai), ${bomb['anthropic']} (anthropic)`,
    ),
  ];
  tried(task, own.cells, `right ${own.right} of ${own.cells}, bare SDKs ${theirs.right}`);
  expect(own).toMatchObject({ right: own.cells, falseSuccesses: 0, none: 0, leaked: 0 });
  expect(bomb['weir']).toBeLessThanOrEqual(60);
});
