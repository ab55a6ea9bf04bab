// R20: the shapes in which servers that imitate OpenAI's answer, from their documentation and their bug trackers.
import { describe, expect, it } from 'vitest';
import { createOpenaiModel } from '../../../src/providers/openaiModel';
import { chatPrompt, collect, continuePrompt, infoOf, scaledClock, wireOf } from './support/setUp';

interface Expected {
  readonly text: string;
  /** A finish reason, or the kind of an error. */
  readonly end: string;
  /** Output tokens; left out: the server did not say. */
  readonly output?: number;
}

const chunk = (value: unknown): string => `data: ${JSON.stringify(value)}\n\n`;
const delta = (content: unknown, finish_reason: unknown = null, more: object = {}): string =>
  chunk({ choices: [{ index: 0, delta: { content }, finish_reason }], ...more });
const done = 'data: [DONE]\n\n';
const usage = { prompt_tokens: 9, completion_tokens: 2, total_tokens: 11 };

async function answer(body: string, contentType = 'text/event-stream', status = 200, prompt = chatPrompt('x')) {
  const fetch = async (): Promise<Response> =>
    new Response(body, { status, headers: contentType === '' ? {} : { 'content-type': contentType } });
  const wire = wireOf({ guard: { allowedOrigins: () => true, redactBody: (b) => b, fetch }, clock: scaledClock() });
  return collect(createOpenaiModel({ info: infoOf('http://x:1'), baseUrl: 'http://x:1/v1', wire }), prompt);
}

describe('R20: streams', () => {
  it.each<[string, string, Expected]>([
    [
      'Ollama: role in every chunk, finish with an empty string before it',
      chunk({ choices: [{ index: 0, delta: { role: 'assistant', content: 'a' }, finish_reason: '' }] }) +
        delta('b', 'stop') +
        done,
      { text: 'ab', end: 'stop' },
    ],
    [
      'Ollama: usage in the chunk that finishes',
      delta('ab', 'stop', { usage }) + done,
      { text: 'ab', end: 'stop', output: 2 },
    ],
    [
      'Ollama: an error object in mid-stream',
      `${delta('a')}data: {"error":{"message":"llama runner process no longer running","type":"api_error"}}\n\n`,
      { text: 'a', end: 'overloaded' },
    ],
    [
      'Ollama: an error as a bare string',
      'data: {"error":"model \\"x\\" not found, try pulling it first"}\n\n',
      { text: '', end: 'unknown-model' },
    ],
    [
      'llama.cpp: timings beside, null content first',
      delta(null, null, { timings: {} }) +
        delta('ab') +
        delta(null, 'stop', { usage, timings: { predicted_ms: 1 } }) +
        done,
      { text: 'ab', end: 'stop', output: 2 },
    ],
    [
      'llama.cpp: `error:` as a field of its own',
      `${delta('a')}event: error\ndata: {"code":500,"message":"Context size has been exceeded.","type":"server_error"}\n\n`,
      { text: 'a', end: 'too-large' },
    ],
    ['llama.cpp: no [DONE]', delta('ab') + delta('', 'length'), { text: 'ab', end: 'length' }],
    [
      'LM Studio: no space after `data:`',
      (delta('a') + delta('b', 'stop') + done).replaceAll('data: ', 'data:'),
      { text: 'ab', end: 'stop' },
    ],
    [
      'LM Studio: `event: error` with a message',
      'event: error\ndata: {"error":{"message":"The model has crashed without additional information."}}\n\n',
      { text: '', end: 'bad-response' },
    ],
    ['LM Studio: eos as a finish reason', delta('ab', 'eosFound') + done, { text: 'ab', end: 'stop' }],
    [
      'vLLM: a first chunk without content, usage in every chunk',
      chunk({ choices: [{ index: 0, delta: { role: 'assistant' } }], usage: { ...usage, completion_tokens: 0 } }) +
        delta('a', null, { usage: { ...usage, completion_tokens: 1 } }) +
        delta('b', 'stop', { usage }) +
        done,
      { text: 'ab', end: 'stop', output: 2 },
    ],
    [
      'vLLM: usage last, with empty choices',
      delta('ab', 'stop') + chunk({ choices: [], usage }) + done,
      { text: 'ab', end: 'stop', output: 2 },
    ],
    [
      'xAI: thinking is counted beside the answer, and is in the total only',
      delta('ab', 'stop') +
        chunk({
          choices: [],
          usage: { ...usage, total_tokens: 41, completion_tokens_details: { reasoning_tokens: 30 } },
        }) +
        done,
      { text: 'ab', end: 'stop', output: 32 },
    ],
    [
      'OpenAI: thinking is counted in the answer',
      delta('ab', 'stop') +
        chunk({ choices: [], usage: { ...usage, completion_tokens_details: { reasoning_tokens: 1 } } }) +
        done,
      { text: 'ab', end: 'stop', output: 2 },
    ],
    ['vLLM: aborted', delta('a') + delta('', 'abort') + done, { text: 'a', end: 'truncated' }],
    [
      'LiteLLM: one line break between events',
      (delta('a') + delta('b', 'stop')).replaceAll('\n\n', '\n') + `\n${done}`,
      { text: 'ab', end: 'stop' },
    ],
    ['LiteLLM: null choices', `data: {"choices":null}\n\n${delta('ab', 'stop')}${done}`, { text: 'ab', end: 'stop' }],
    ['LiteLLM: finish reason never given', delta('a') + delta('b') + done, { text: 'ab', end: 'stop' }],
    [
      'OpenRouter: comments while it waits',
      `: OPENROUTER PROCESSING\n\n: OPENROUTER PROCESSING\n\n${delta('ab', 'stop')}${done}`,
      { text: 'ab', end: 'stop' },
    ],
    [
      'OpenRouter: an error beside choices',
      delta('a') +
        chunk({
          error: { code: 502, message: 'Provider disconnected' },
          choices: [{ delta: { content: '' }, finish_reason: 'error' }],
        }),
      { text: 'a', end: 'overloaded' },
    ],
    ['OpenRouter: error as a finish reason alone', delta('a', 'error') + done, { text: 'a', end: 'overloaded' }],
    [
      'OpenRouter: numeric code in the body of a 200',
      'data: {"error":{"code":402,"message":"Insufficient credits"}}\n\n',
      { text: '', end: 'quota' },
    ],
    [
      'DeepSeek: thinking apart from the answer',
      chunk({ choices: [{ delta: { reasoning_content: 'hm', content: null } }] }) + delta('ab', 'stop') + done,
      { text: 'ab', end: 'stop' },
    ],
    [
      'DeepSeek: keep-alive comments and no resources',
      `: keep-alive\n\n${delta('a')}${delta('', 'insufficient_system_resource')}${done}`,
      { text: 'a', end: 'overloaded' },
    ],
    [
      'DeepSeek: cache counts of its own',
      delta('ab', 'stop', { usage: { ...usage, prompt_cache_hit_tokens: 4, prompt_cache_miss_tokens: 5 } }) + done,
      { text: 'ab', end: 'stop', output: 2 },
    ],
    [
      'Mistral: content in parts',
      delta(
        [
          { type: 'text', text: 'a' },
          { type: 'reference', reference_ids: [1] },
          { type: 'text', text: 'b' },
        ],
        'stop',
      ) + done,
      { text: 'ab', end: 'stop' },
    ],
    ['Mistral: model_length', delta('ab', 'model_length', { usage }) + done, { text: 'ab', end: 'length', output: 2 }],
    [
      'Azure: a first chunk with empty choices and filter results',
      chunk({ choices: [], prompt_filter_results: [] }) + delta('ab', 'stop') + done,
      { text: 'ab', end: 'stop' },
    ],
    [
      'several choices: the first counts',
      chunk({
        choices: [
          { index: 1, delta: { content: 'x' } },
          { index: 0, delta: { content: 'ab' }, finish_reason: 'stop' },
        ],
      }) + done,
      { text: 'ab', end: 'stop' },
    ],
    ['[DONE] with white space around', `${delta('ab', 'stop')}data:  [DONE] \n\n`, { text: 'ab', end: 'stop' }],
  ])('%s', async (_name, body, { text, end, output }) => {
    const got = await answer(body);
    expect(got.text).toBe(text);
    expect(got.error?.kind ?? got.finish?.reason).toBe(end);
    if (got.finish !== null)
      expect(got.finish.usage).toMatchObject(output === undefined ? { exact: false } : { exact: true, output });
  });

  it('the state of the server is kept where the answer names one', async () => {
    const named = await answer(delta('ab', 'stop', { system_fingerprint: 'fp_1' }) + done);
    expect(named.finish?.fingerprint).toBe('fp_1');
    expect(
      (await answer(delta('ab', 'stop', { system_fingerprint: null }) + done)).finish?.fingerprint,
    ).toBeUndefined();
  });

  it('legacy completions in a chat shape and the other way round', async () => {
    expect((await answer(delta('ab', 'stop') + done, 'text/event-stream', 200, continuePrompt('x'))).text).toBe('ab');
    const legacy = chunk({ choices: [{ index: 0, text: 'ab', finish_reason: 'stop' }] });
    expect((await answer(legacy + done)).text).toBe('ab');
  });
});

describe('R20: other shapes', () => {
  it.each<[string, string, string, number, string]>([
    [
      'llama.cpp while it loads',
      '{"error":{"code":503,"message":"Loading model","type":"unavailable_error"}}',
      'application/json',
      503,
      'overloaded',
    ],
    ['FastAPI detail', '{"detail":"Not authenticated"}', 'application/json', 401, 'auth'],
    [
      'vLLM: model does not exist',
      '{"object":"error","message":"The model `x` does not exist.","code":404}',
      'application/json',
      404,
      'unknown-model',
    ],
    [
      'vLLM: too long',
      '{"object":"error","message":"This model\'s maximum context length is 10 tokens.","code":400}',
      'application/json',
      400,
      'too-large',
    ],
    [
      'Mistral: too long',
      '{"message":"Prompt contains 9 tokens, too large for model with 8 maximum context length","type":"invalid_request_error"}',
      'application/json',
      400,
      'too-large',
    ],
    ['nginx', '<html>413 Request Entity Too Large</html>', 'text/html', 413, 'bad-response'],
    [
      'DeepSeek without money',
      '{"error":{"message":"Insufficient Balance","type":"unknown_error"}}',
      'application/json',
      402,
      'quota',
    ],
    [
      'whole answer, text/plain',
      JSON.stringify({ choices: [{ message: { content: 'ab' }, finish_reason: 'stop' }] }),
      'text/plain',
      200,
      'stop',
    ],
    [
      'whole answer without a type',
      JSON.stringify({ choices: [{ message: { content: 'ab' }, finish_reason: null }] }),
      '',
      200,
      'stop',
    ],
    ['events labelled JSON', delta('ab', 'stop') + done, 'application/json', 200, 'stop'],
  ])('%s', async (_name, body, type, status, end) => {
    const got = await answer(body, type, status);
    expect(got.error?.kind ?? got.finish?.reason).toBe(end);
  });
});
