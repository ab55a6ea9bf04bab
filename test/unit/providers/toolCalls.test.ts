// Tools on both wires: how they are offered, how calls come back in pieces, how results go out.
import { expect, test } from 'vitest';
import type { ChatMessage } from '../../../src/core/model';
import { createAnthropicModel } from '../../../src/providers/anthropicModel';
import { AnthropicReader } from '../../../src/providers/anthropicReader';
import { openaiRequest } from '../../../src/providers/openaiBodies';
import { OpenaiReader } from '../../../src/providers/openaiReader';
import { startModelServer } from '../../support/modelServer';
import { chatPrompt, collect, infoOf, wireOf } from './support/setUp';

const where = infoOf('http://127.0.0.1:1');
const tools = [{ name: 'read_file', description: 'Reads.', schema: { type: 'object' } }];
const messages: ChatMessage[] = [
  { role: 'user', content: 'Look.' },
  { role: 'assistant', content: '', toolCalls: [{ id: 'c1', name: 'read_file', input: '{"path":"a"}' }] },
  { role: 'user', content: 'And?', toolResults: [{ id: 'c1', text: 'text' }] },
];

test('OpenAI: calls in pieces, by their index; the name is taken once', () => {
  const reader = new OpenaiReader(where);
  const piece = (...calls: unknown[]): void =>
    void reader.event('', JSON.stringify({ choices: [{ index: 0, delta: { tool_calls: calls } }] }), []);
  piece({ index: 0, id: 'c1', function: { name: 'read_file', arguments: '{"pa' } });
  piece({ index: 1, id: 'c2', function: { name: 'list', arguments: '' } });
  piece({ index: 0, function: { name: 'read_file', arguments: 'th":"a"}' } });
  reader.event('', JSON.stringify({ choices: [{ index: 0, delta: {}, finish_reason: 'tool_calls' }] }), []);
  expect(reader.answer()).toMatchObject({
    reason: 'stop',
    toolCalls: [
      { id: 'c1', name: 'read_file', input: '{"path":"a"}' },
      { id: 'c2', name: 'list', input: '' },
    ],
  });
});

type Call = readonly [index: number, id: string | null, name: string | null, input: string];

test.each<[string, readonly Call[], readonly [string, string, string][]]>([
  [
    'whole calls that all have the first place, in their order',
    [
      [0, 'c1', 'read', '{"path":"a"}'],
      [0, 'c2', 'read', '{"path":"b"}'],
      [0, 'c3', 'list', '{}'],
    ],
    [
      ['c1', 'read', '{"path":"a"}'],
      ['c2', 'read', '{"path":"b"}'],
      ['c3', 'list', '{}'],
    ],
  ],
  [
    'calls at one place in pieces: what has no id belongs to the last of them',
    [
      [0, 'c1', 'read', ''],
      [0, '', null, '{"path":'],
      [0, null, null, '"a"}'],
      [0, 'c2', 'read', ''],
      [0, '', null, '{"path":'],
      [0, null, null, '"b"}'],
    ],
    [
      ['c1', 'read', '{"path":"a"}'],
      ['c2', 'read', '{"path":"b"}'],
    ],
  ],
  [
    'one call whose id and name come with every piece',
    [
      [0, 'c1', 'read', '{"path":'],
      [0, 'c1', 'read', '"a"}'],
    ],
    [['c1', 'read', '{"path":"a"}']],
  ],
  [
    'one call with another id in every piece: only a name begins a call',
    [
      [0, 'c1', 'read', '{"path":'],
      [0, 'c2', null, '"a'],
      [0, 'c3', '', '"}'],
    ],
    [['c1', 'read', '{"path":"a"}']],
  ],
  [
    'a call whose id comes after its name',
    [
      [0, null, 'read', '{"path":'],
      [0, 'c1', null, '"a"}'],
    ],
    [['c1', 'read', '{"path":"a"}']],
  ],
  [
    'calls without an id',
    [
      [0, null, 'read', '{}'],
      [1, null, 'list', '{}'],
    ],
    [
      ['call-0', 'read', '{}'],
      ['call-1', 'list', '{}'],
    ],
  ],
])('OpenAI: %s', (_what, pieces, calls) => {
  const reader = new OpenaiReader(where);
  for (const [index, id, name, input] of pieces) {
    const call = { index, id, function: { name, arguments: input } };
    reader.event('', JSON.stringify({ choices: [{ index: 0, delta: { tool_calls: [call] } }] }), []);
  }
  expect(reader.answer().toolCalls).toEqual(calls.map(([id, name, input]) => ({ id, name, input })));
});

test('OpenAI: tools, calls and results in the body', () => {
  const info = infoOf('http://127.0.0.1:1', { provider: 'openai' });
  const { body } = openaiRequest(info, chatPrompt('', { messages, tools }), { stream: true, effort: null });
  expect(body).toMatchObject({
    tools: [{ type: 'function', function: { name: 'read_file', parameters: { type: 'object' } } }],
    messages: [
      { role: 'system' },
      { role: 'user', content: 'Look.' },
      { role: 'assistant', content: null, tool_calls: [{ id: 'c1', type: 'function' }] },
      { role: 'tool', tool_call_id: 'c1', content: 'text' },
      { role: 'user', content: 'And?' },
    ],
  });
});

test('Anthropic: calls in pieces and whole', () => {
  const streamed = new AnthropicReader(where);
  const event = (value: unknown): void => void streamed.event('', JSON.stringify(value), []);
  event({ type: 'content_block_start', index: 0, content_block: { type: 'text', text: 'Let me see.' } });
  event({
    type: 'content_block_start',
    index: 1,
    content_block: { type: 'tool_use', id: 'c1', name: 'read_file', input: {} },
  });
  event({ type: 'content_block_delta', index: 1, delta: { type: 'input_json_delta', partial_json: '{"path":' } });
  event({ type: 'content_block_delta', index: 1, delta: { type: 'input_json_delta', partial_json: '"a"}' } });
  const whole = new AnthropicReader(where);
  whole.whole({ content: [{ type: 'tool_use', id: 'c1', name: 'read_file', input: { path: 'a' } }] }, []);
  for (const reader of [streamed, whole])
    expect(reader.answer().toolCalls).toEqual([{ id: 'c1', name: 'read_file', input: '{"path":"a"}' }]);
});

test('Anthropic: tools, calls and results in the body', async () => {
  const server = await startModelServer({ answers: () => ({ text: 'ok' }) });
  const info = infoOf(server.url, { provider: 'anthropic' });
  const model = createAnthropicModel({ info, baseUrl: `${server.url}/v1`, wire: wireOf() });
  await collect(model, chatPrompt('', { messages, tools }));
  await server.close();
  expect(server.requests[0]?.body).toMatchObject({
    tools: [{ name: 'read_file', input_schema: { type: 'object' } }],
    messages: [
      { role: 'user', content: 'Look.' },
      { role: 'assistant', content: [{ type: 'tool_use', id: 'c1', input: { path: 'a' } }] },
      {
        role: 'user',
        content: [
          { type: 'tool_result', tool_use_id: 'c1' },
          { type: 'text', text: 'And?' },
        ],
      },
    ],
  });
});
