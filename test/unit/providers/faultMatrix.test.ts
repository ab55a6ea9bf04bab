// R1: every fault, in every protocol, streamed and whole, ends in exactly the verdict that it deserves, by the deadline,
// with at most two attempts (R5), and no body or key leaves for another origin (R10). Clocks run faster than the real one:
// forty times where a limit must pass, twice where only waits do, so that a busy machine does not make timeouts.
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAnthropicModel } from '../../../src/providers/anthropicModel';
import { createOpenaiModel } from '../../../src/providers/openaiModel';
import { withRetry } from '../../../src/providers/withRetry';
import type { Model } from '../../../src/core/model';
import { faults, startFaultServer, type FaultServer } from '../../support/faultServer';
import { protocols, verdictOf, type Fault, type FaultProtocol } from '../../support/faults/fault';
import { goodText } from '../../support/faults/payload';
import { chatPrompt, collect, continuePrompt, infoOf, scaledClock, wireOf, type Collected } from './support/setUp';
import { tried } from '../../support/tried';

let server: FaultServer;
/** Hosts that `fetch` connected to, by Node's own account. */
const connected = new Set<string>();
const onConnect = (message: unknown): void => {
  const { connectParams } = message as { connectParams: { hostname: string } };
  connected.add(connectParams.hostname);
};
beforeAll(async () => {
  subscribe('undici:client:beforeConnect', onConnect);
  server = await startFaultServer();
});
afterAll(async () => {
  unsubscribe('undici:client:beforeConnect', onConnect);
  await server.close();
});

const speedOf = (fault: Fault): number => (fault.verdict === 'timeout' ? 40 : 2);
/** Timeouts: the limit and a second, and as much again for a busy machine (thrice for the short limits). All else: soon. */
function deadlineMs(fault: Fault): number {
  // Eight megabytes in small events take their time on a busy machine.
  if (fault.id === 'endless') return 60_000;
  if (fault.verdict !== 'timeout') return 12_000;
  return (fault.by === undefined ? 2 * 121_000 : 3 * 31_000) / speedOf(fault);
}

function modelFor(fault: Fault, protocol: FaultProtocol, stream: boolean): Model {
  const clock = scaledClock(speedOf(fault));
  const baseUrl = server.baseUrl(fault, `${protocol}-${stream}`);
  const wire = wireOf({ clock, key: async () => 'canary-key' });
  const info = infoOf(baseUrl, { local: false });
  const model =
    protocol === 'anthropic'
      ? createAnthropicModel({ info: { ...info, provider: 'anthropic' }, baseUrl, wire, stream })
      : createOpenaiModel({ info, baseUrl, wire, stream });
  return withRetry(model, { clock });
}

function verdictOfAnswer(got: Collected): string {
  if (got.error !== null) return got.error.kind;
  const reason = got.finish?.reason;
  return reason === 'refused' || reason === 'filtered' ? reason : reason === undefined ? 'none' : 'ok';
}

it('there are at least forty faults, with names of their own', () => {
  expect(faults.length).toBeGreaterThanOrEqual(40);
  expect(new Set(faults.map(({ id }) => id)).size).toBe(faults.length);
});

describe.concurrent('R1, R3, R5, R10, T18: the fault matrix', { timeout: 90_000 }, () => {
  it.for(faults)('$id', async (fault, { task }) => {
    const cells = protocols.flatMap((protocol) => [true, false].map((stream) => ({ protocol, stream })));
    tried(task, cells.length);
    const found = await Promise.all(
      cells.map(async ({ protocol, stream }) => {
        const start = performance.now();
        const prompt = protocol === 'openai-completions' ? continuePrompt('x') : chatPrompt('x');
        const got = await collect(modelFor(fault, protocol, stream), prompt);
        const cell = `${protocol} ${stream ? 'stream' : 'whole'}`;
        const verdict = verdictOfAnswer(got);
        if (verdict === 'ok' && got.text !== goodText) return `${cell}: ok with a wrong text`;
        if (
          got.text !== '' &&
          !fault.id.startsWith('drips') &&
          fault.id !== 'endless' &&
          !goodText.startsWith(got.text.replace(/\uFFFD+$/, ''))
        )
          return `${cell}: text that was never sent: ${JSON.stringify(got.text)}`;
        if (performance.now() - start > deadlineMs(fault)) return `${cell}: too late`;
        if (server.attempts(fault, `${protocol}-${stream}`) > 2) return `${cell}: more than two attempts`;
        if (got.error !== null && !/[.]$/.test(got.error.sentence)) return `${cell}: no sentence`;
        return `${cell}: ${verdict}`;
      }),
    );
    expect(found).toEqual(
      cells.map(
        ({ protocol, stream }) => `${protocol} ${stream ? 'stream' : 'whole'}: ${verdictOf(fault, protocol, stream)}`,
      ),
    );
  });
});

it('R10, T18: nothing reached the origin that redirects pointed to, and nothing left this machine', () => {
  expect(server.sinkHits()).toBe(0);
  expect([...connected]).toEqual(['127.0.0.1']);
});
