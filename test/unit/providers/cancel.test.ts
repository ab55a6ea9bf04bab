// R11: cancelled at any of twelve points, the answer ends as `cancelled` and the socket closes.
// The table of reliability holds it against the bar; here the ceiling is twenty times as generous, since machines are shared.
import { afterEach, beforeEach, describe, expect, it, type TestContext } from 'vitest';
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

const barMs = 100;
const ceilingMs = 20 * barMs;
let slowest = 0;
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

/** How long after the cancellation the server saw its socket close. */
async function closedAfter(abortedAt: number): Promise<number> {
  await expect.poll(() => server.connections(), { timeout: 2 * ceilingMs }).toBe(0);
  return (server.requests.at(-1)?.disconnectedAt ?? abortedAt) - abortedAt;
}

/** A busy machine may hold one up; what is slow is slow every time. */
async function expectSoon({ task }: TestContext, cancel: () => Promise<readonly number[]>): Promise<void> {
  let ms = Infinity;
  for (let tries = 0; tries < 3 && ms > barMs; tries += 1) ms = Math.min(ms, Math.max(...(await cancel())));
  slowest = Math.max(slowest, ms);
  tried(task, 1, undefined, { measured: ms, bar: barMs });
  expect(ms).toBeLessThan(ceilingMs);
}

describe.each([0, 1])('R11: cancelled, protocol %i', (index) => {
  const model = (key?: () => Promise<string | null>, stream?: boolean): Model => {
    const found = models(key, stream)[index];
    if (found === undefined) throw new Error('no such model');
    return found;
  };

  it.for<[string, ScriptedAnswer, { ms?: number; texts?: number }]>([
    ['before it began', slow, { ms: 0 }],
    ['before the headers', { ...slow, delayMs: 9000 }, { ms: 50 }],
    ['before the first text', { text: 'a b', tokensPerSecond: 0.1 }, { ms: 60 }],
    ['after the first text', slow, { texts: 1 }],
    ['after ten texts', slow, { texts: 10 }],
    ['between two texts', slow, { ms: 120 }],
  ])('%s', ([, scripted, when], context) => {
    answer = scripted;
    return expectSoon(context, async () => {
      const { got, took, abortedAt } = await abortWhen(model(), when);
      expect(got.error?.kind).toBe('cancelled');
      if (when.ms === 0) expect(server.requests).toHaveLength(0);
      return [took, await closedAfter(abortedAt)];
    });
  });

  it('while the key is looked up', (context) =>
    expectSoon(context, async () => {
      const { got, took } = await abortWhen(
        model(() => new Promise(() => undefined)),
        { ms: 30 },
      );
      expect(got.error?.kind).toBe('cancelled');
      expect(server.requests).toHaveLength(0);
      return [took];
    }));

  it('while waiting for a whole answer', (context) => {
    answer = { ...slow, delayMs: 9000 };
    return expectSoon(context, async () => {
      const { got, took, abortedAt } = await abortWhen(model(undefined, false), { ms: 50 });
      expect(got.error?.kind).toBe('cancelled');
      return [took, await closedAfter(abortedAt)];
    });
  });

  it('while waiting to try again', (context) => {
    answer = { text: 'slow down', status: 429, headers: { 'retry-after': '10' } };
    return expectSoon(context, async () => {
      const asked = server.requests.length;
      const { got, took } = await abortWhen(withRetry(model()), { ms: 80 });
      expect(got.error?.kind).toBe('cancelled');
      expect(server.requests).toHaveLength(asked + 1);
      return [took];
    });
  });

  it('by a reader that stops reading', (context) => {
    answer = slow;
    return expectSoon(context, async () => {
      for await (const event of model().stream(chatPrompt('x'), new AbortController().signal))
        if (event.type === 'text') break;
      const closed = await closedAfter(performance.now());
      expect(server.requests.at(-1)?.tokensSent).toBeLessThan(100);
      return [closed];
    });
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
  tried(task, rounds * 20, `one closed after at most ${slowest.toFixed(0)} ms`);
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
