// What a call says of its server when its caller stops reading: text that has come shows that the server works.
import { expect, test } from 'vitest';
import { runAttempt } from '../../../src/core/attempt';
import type { ModelEvent } from '../../../src/core/model';
import { ModelError } from '../../../src/core/modelError';
import { Breaker } from '../../../src/providers/breaker';
import { createOpenaiModel } from '../../../src/providers/openaiModel';
import { breakerKey, withBreaker } from '../../../src/providers/withBreaker';
import { withRetry } from '../../../src/providers/withRetry';
import { fakeModel, type FakeAnswer } from '../../support/fakeModel';
import { startModelServer } from '../../support/modelServer';
import { chatPrompt, infoOf, wireOf } from './support/setUp';

const down = new ModelError('network', { sentence: 'Down.' });
const prompt = chatPrompt('x');

/** A breaker after so many failures, at the time of a probe. */
function failed(times: number, key: string) {
  let now = 0;
  const breaker = new Breaker(() => now);
  const fail = (): void => breaker.admit(key)(down);
  for (let i = 0; i < times; i += 1) fail();
  now = 30_000;
  const isClosed = (): boolean => {
    try {
      for (const _side of ['one', 'other']) breaker.admit(key);
      return true;
    } catch {
      return false;
    }
  };
  return { breaker, fail, isClosed };
}

/** Reads until `last`, then no further; what the stream threw, or null. */
async function read(answer: FakeAnswer, breaker: Breaker, last: ModelEvent['type']): Promise<unknown> {
  const model = withBreaker(fakeModel('m', answer), breaker);
  try {
    for await (const event of model.stream(prompt, new AbortController().signal)) if (event.type === last) break;
    return null;
  } catch (error) {
    return error;
  }
}
const key = breakerKey(fakeModel('m', {}));

test('a completion that has enough is a success: its probe closes the breaker', async () => {
  const server = await startModelServer({
    answers: () => ({ text: 'one two three '.repeat(50), tokensPerSecond: 100 }),
  });
  const bare = createOpenaiModel({ info: infoOf(server.url), baseUrl: `${server.url}/v1`, wire: wireOf() });
  const { breaker, isClosed } = failed(3, breakerKey(bare));
  const stream = runAttempt({
    model: withBreaker(withRetry(bare), breaker),
    tier: 'fast',
    prompt,
    signal: new AbortController().signal,
    now: () => 0,
    earlyStop: { push: () => true, text: () => 'one' },
  });
  const texts: string[] = [];
  for await (const text of stream) texts.push(text);
  expect(texts).toEqual(['one']);
  await expect.poll(isClosed).toBe(true);
  await server.close();
});

test('failures before it are forgotten', async () => {
  const { breaker, fail, isClosed } = failed(2, key);
  await read({ chunks: ['one', 'two'] }, breaker, 'text');
  fail();
  expect(isClosed()).toBe(true);
});

test.each<[string, FakeAnswer, ModelEvent['type'], unknown]>([
  ['stopped before any text', { text: 'one' }, 'sent', null],
  ['that fails after its text', { text: 'one', error: down }, 'finish', down],
])('a call %s is none', async (_what, answer, last, error) => {
  const { breaker, isClosed } = failed(3, key);
  expect(await read(answer, breaker, last)).toBe(error);
  expect(isClosed()).toBe(false);
});
