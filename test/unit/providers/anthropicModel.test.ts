import { afterEach, describe, expect, it } from 'vitest';
import { createAnthropicModel } from '../../../src/providers/anthropicModel';
import { startModelServer, type ModelServer, type ScriptedAnswer } from '../../support/modelServer';
import { chatPrompt, collect, continuePrompt, infoOf, wireOf } from './support/setUp';

let server: ModelServer;
afterEach(() => server.close());

async function ask(answer: ScriptedAnswer, prompt = chatPrompt('hello'), stream = true) {
  server = await startModelServer({ answers: () => answer });
  const info = infoOf(server.url, { provider: 'anthropic' });
  return collect(createAnthropicModel({ info, baseUrl: `${server.url}/v1`, wire: wireOf(), stream }), prompt);
}

describe.each([true, false])('streamed: %s', (stream) => {
  it('text, usage by bucket, model, the body as sent', async () => {
    const got = await ask({ text: 'two words', promptTokens: 50, cachedTokens: 20 }, chatPrompt('hello'), stream);
    expect(got.text).toBe('two words');
    expect(got.finish).toMatchObject({
      reason: 'stop',
      usage: { input: 50, cachedRead: 20, cacheWrite: 0, output: 2, exact: true },
      responseModel: 'test-model',
    });
    expect(got.sent).toEqual([server.requests[0]?.raw]);
    expect(server.requests[0]).toMatchObject({ path: '/v1/messages', body: { system: 'Be brief.', max_tokens: 64 } });
  });

  it.each([
    ['max_tokens', 'length'],
    ['refusal', 'refused'],
    ['stop_sequence', 'stop'],
  ])('%s is %s', async (finish, reason) => {
    expect((await ask({ text: 'a', finish }, chatPrompt('x'), stream)).finish?.reason).toBe(reason);
  });
});

it('stops of white space are not sent: the API refuses them', async () => {
  await ask({ text: 'a' }, chatPrompt('x', { stop: ['\n\n', 'END', ' '] }));
  expect(server.requests[0]?.body['stop_sequences']).toEqual(['END']);
});

it('a schema goes along', async () => {
  const schema = { type: 'object', properties: {} };
  await ask({ text: '{}' }, chatPrompt('x', { schema }));
  expect(server.requests[0]?.body['output_config']).toEqual({ format: { type: 'json_schema', schema } });
});

it('does not continue text', async () => {
  expect((await ask({ text: 'a' }, continuePrompt('x'))).error?.kind).toBe('not-configured');
  expect(server.requests).toHaveLength(0);
});
