// R11: cancelled at any of twelve points, the answer ends as `cancelled` and the socket closes.
// The bar is 100 ms, asserted with WEIR_STRICT=1; otherwise a ceiling twenty times as generous, since machines are shared.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createAnthropicModel } from '../../../src/providers/anthropicModel';
import { createOpenaiModel } from '../../../src/providers/openaiModel';
import { withRetry } from '../../../src/providers/withRetry';
import type { Model, ModelEvent } from '../../../src/core/model';
import { startModelServer, type ModelServer, type ScriptedAnswer } from '../../support/modelServer';
import { chatPrompt, collect, infoOf, wireOf } from './support/setUp';
import { tried } from '../../support/tried';

let answer: ScriptedAnswer;
let server: ModelServer;
beforeEach(async () => {
  server = await startModelServer({ answers: () => answer });
});
afterEach(() => server.close());

const ceilingMs = process.env['WEIR_STRICT'] === '1' ? 100 : 2000;
/** Takes far longer than the ceiling. */
const slow: ScriptedAnswer = { text: 'word '.repeat(400), tokensPerSecond: 40 };
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

function models(key: () => Promise<string | null> = async () => null, stream = true): readonly Model[] {
  const wire = wireOf({ key });
  const info = infoOf(server.url);
  const baseUrl = `${server.url}/v1`;
  return [createOpenaiModel({ info, baseUrl, wire, stream }), createAnthropicModel({ info, baseUrl, wire, stream })];
}

/** Aborts after a time or after so many texts, and says how long the end took. */
async function abortWhen(model: Model, when: { ms?: number; texts?: number }) {
  const controller = new AbortController();
  let abortedAt = 0;
  const abort = (): void => {
    abortedAt = performance.now();
    controller.abort();
  };
  if (when.ms === 0) abort();
  else if (when.ms !== undefined) setTimeout(abort, when.ms);
  let texts = 0;
  const watched: Model = {
    info: model.info,
    async *stream(prompt, signal): AsyncGenerator<ModelEvent> {
      for await (const event of model.stream(prompt, signal)) {
        yield event;
        if (event.type === 'text') texts += 1;
        if (event.type === 'text' && texts === when.texts) abort();
      }
    },
  };
  const got = await collect(watched, chatPrompt('x'), controller.signal);
  const endedAt = performance.now();
  await pause(60);
  return { got, took: endedAt - abortedAt, abortedAt };
}

async function expectClosed(abortedAt: number): Promise<void> {
  await expect.poll(() => server.connections(), { timeout: 2 * ceilingMs }).toBe(0);
  const gone = server.requests.at(-1)?.disconnectedAt;
  if (gone !== null && gone !== undefined) expect(gone - abortedAt).toBeLessThan(ceilingMs);
}

describe.each([0, 1])('R11: cancelled, protocol %i', (index) => {
  const model = (key?: () => Promise<string | null>, stream?: boolean): Model => {
    const found = models(key, stream)[index];
    if (found === undefined) throw new Error('no such model');
    return found;
  };

  it.each<[string, ScriptedAnswer, { ms?: number; texts?: number }]>([
    ['before it began', slow, { ms: 0 }],
    ['before the headers', { ...slow, delayMs: 9000 }, { ms: 50 }],
    ['before the first text', { text: 'a b', tokensPerSecond: 0.1 }, { ms: 60 }],
    ['after the first text', slow, { texts: 1 }],
    ['after ten texts', slow, { texts: 10 }],
    ['between two texts', slow, { ms: 120 }],
  ])('%s', async (_name, scripted, when) => {
    answer = scripted;
    const { got, took, abortedAt } = await abortWhen(model(), when);
    expect(got.error?.kind).toBe('cancelled');
    expect(took).toBeLessThan(ceilingMs);
    await expectClosed(abortedAt);
    if (when.ms === 0) expect(server.requests).toHaveLength(0);
  });

  it('while the key is looked up', async () => {
    const { got, took } = await abortWhen(
      model(() => new Promise(() => undefined)),
      { ms: 30 },
    );
    expect(got.error?.kind).toBe('cancelled');
    expect(took).toBeLessThan(ceilingMs);
    expect(server.requests).toHaveLength(0);
  });

  it('while waiting for a whole answer', async () => {
    answer = { ...slow, delayMs: 9000 };
    const { got, abortedAt } = await abortWhen(model(undefined, false), { ms: 50 });
    expect(got.error?.kind).toBe('cancelled');
    await expectClosed(abortedAt);
  });

  it('while waiting to try again', async () => {
    answer = { text: 'slow down', status: 429, headers: { 'retry-after': '10' } };
    const { got, took } = await abortWhen(withRetry(model()), { ms: 80 });
    expect(got.error?.kind).toBe('cancelled');
    expect(took).toBeLessThan(ceilingMs);
    expect(server.requests).toHaveLength(1);
  });

  it('by a reader that stops reading', async () => {
    answer = slow;
    for await (const event of model().stream(chatPrompt('x'), new AbortController().signal))
      if (event.type === 'text') break;
    await expectClosed(performance.now());
    expect(server.requests[0]?.tokensSent).toBeLessThan(100);
  });

  it('after the end: nothing happens', async () => {
    answer = { text: 'a' };
    const controller = new AbortController();
    const got = await collect(model(), chatPrompt('x'), controller.signal);
    controller.abort();
    expect(got.error).toBeNull();
  });
});

it('R11: hundreds of cancels leave nothing open', async ({ task }) => {
  const rounds = process.env['WEIR_LONG'] === '1' ? 250 : 15;
  tried(task, rounds * 20);
  answer = slow;
  const [model] = models();
  if (model === undefined) throw new Error('no model');
  for (let round = 0; round < rounds; round += 1) {
    await Promise.all(
      Array.from({ length: 20 }, async (_, i) => {
        const controller = new AbortController();
        setTimeout(() => controller.abort(), i * 2);
        expect((await collect(model, chatPrompt('x'), controller.signal)).error?.kind).toBe('cancelled');
      }),
    );
  }
  // A socket whose request was cancelled before it was connected stays in the pool for its idle time.
  await expect.poll(() => server.connections(), { timeout: 120_000, interval: 200 }).toBe(0);
}, 600_000);
