import { afterEach, describe, expect, it } from 'vitest';
import { createOpenaiModel } from '../../../src/providers/openaiModel';
import { startModelServer, type ModelServer, type ScriptedAnswer } from '../../support/modelServer';
import { capabilities, chatPrompt, collect, continuePrompt, infillPrompt, infoOf, wireOf } from './support/setUp';

let server: ModelServer;
afterEach(() => server.close());

const serve = async (answer: ScriptedAnswer): Promise<ModelServer> => {
  server = await startModelServer({ answers: () => answer });
  return server;
};
const modelAt = (url: string, stream = true) =>
  createOpenaiModel({ info: infoOf(url), baseUrl: `${url}/v1`, wire: wireOf(), stream });

describe.each([true, false])('an answer over chat, streamed: %s', (stream) => {
  it('has text, usage, model and the body as sent', async () => {
    const { url, requests } = await serve({ text: 'const a = 1;\nreturn a;', promptTokens: 100, cachedTokens: 40 });
    const got = await collect(modelAt(url, stream), chatPrompt('write'));
    expect(got.error).toBeNull();
    expect(got.text).toBe('const a = 1;\nreturn a;');
    expect(got.finish).toEqual({
      type: 'finish',
      reason: 'stop',
      usage: { input: 60, cachedRead: 40, cacheWrite: 0, output: 7, exact: true },
      responseModel: 'test-model',
    });
    expect(got.sent).toEqual([requests[0]?.raw]);
    expect(got.events.map((event) => event.type).filter((type) => type !== 'text')).toEqual(['sent', 'finish']);
  });

  it('has log-probabilities with their margin where asked for', async () => {
    const { url } = await serve({ text: 'a b', logprobs: Math.log(0.75) });
    const got = await collect(modelAt(url, stream), chatPrompt('x', { logProbabilities: true }));
    expect(got.tokens.map((token) => token.token)).toEqual(['a', ' b']);
    expect(got.tokens[0]?.logprob).toBeCloseTo(Math.log(0.75));
    expect(got.tokens[0]?.margin).toBeCloseTo(Math.log(3));
  });

  it('has them over legacy completions too', async () => {
    const { url, requests } = await serve({ text: 'a b', logprobs: [Math.log(0.9), Math.log(0.5)] });
    const got = await collect(modelAt(url, stream), continuePrompt('def f(', { logProbabilities: true }));
    expect(requests[0]?.path).toBe('/v1/completions');
    expect(requests[0]?.prompt).toBe('def f(');
    expect(got.tokens.map((token) => token.margin?.toFixed(3))).toEqual([Math.log(9).toFixed(3), '0.000']);
  });
});

it('fills in with a suffix', async () => {
  const { url, requests } = await serve({ text: '1 + 2' });
  expect((await collect(modelAt(url), infillPrompt('x = ', ';'))).text).toBe('1 + 2');
  expect(requests[0]).toMatchObject({ path: '/v1/completions', prompt: 'x = ', suffix: ';' });
});

it.each([
  ['length', 'length'],
  ['content_filter', 'filtered'],
  ['eos', 'stop'],
])('finish reason %s is %s', async (wire, reason) => {
  const { url } = await serve({ text: 'a', finish: wire });
  expect((await collect(modelAt(url), chatPrompt('x'))).finish?.reason).toBe(reason);
});

it('puts at most four stops on the wire and the schema where it is supported', async () => {
  const { url, requests } = await serve({ text: '{}' });
  const schema = { type: 'object' };
  await collect(modelAt(url), chatPrompt('x', { stop: ['1', '2', '3', '4', '5'], schema }));
  expect(requests[0]?.body['stop']).toEqual(['1', '2', '3', '4']);
  expect(requests[0]?.body).toHaveProperty('response_format.json_schema.schema', schema);
  const info = infoOf(url, { capabilities: { ...capabilities, jsonSchema: false } });
  await collect(createOpenaiModel({ info, baseUrl: `${url}/v1`, wire: wireOf() }), chatPrompt('x', { schema }));
  expect(requests[1]?.body).not.toHaveProperty('response_format');
});

it('says that a base model cannot chat', async () => {
  const { url, requests } = await serve({ text: 'a' });
  const info = infoOf(url, { capabilities: { ...capabilities, chat: false } });
  const got = await collect(createOpenaiModel({ info, baseUrl: `${url}/v1`, wire: wireOf() }), chatPrompt('x'));
  expect(got.error?.kind).toBe('not-configured');
  expect(requests).toHaveLength(0);
});

it('a reasoning model gets an effort and room to think, and none of what it refuses', async () => {
  const { url, requests } = await serve({ text: 'a' });
  const info = infoOf(url, { provider: 'openai' });
  const prompt = chatPrompt('x', { logProbabilities: true, stop: ['\n'] });
  const model = createOpenaiModel({ info, baseUrl: `${url}/v1`, wire: wireOf(), effort: 'medium' });
  await collect(model, prompt);
  expect(requests[0]?.body).toMatchObject({ reasoning_effort: 'medium', max_completion_tokens: 64 + 8192 });
  for (const name of ['temperature', 'stop', 'logprobs', 'max_tokens'])
    expect(requests[0]?.body).not.toHaveProperty(name);
});
