// A conversation from outside through the cascade: words are judged as words, tool calls by whether they can be made.
import { expect, test } from 'vitest';
import { chat, type ChatInput } from '../../../../src/core/tasks/chatTask';
import type { Session } from '../../../../src/core/session';
import type { ToolCall } from '../../../../src/core/toolUse';
import { fakeModel, type FakeModel } from '../../../support/fakeModel';
import { patchSession, ran } from '../../../support/patchSession';
import { syntaxAnalyser } from '../../../support/syntaxAnalyser';

const analyser = await syntaxAnalyser([]);
const tools = [
  { name: 'read_file', description: 'Reads a file.', schema: { type: 'object', required: ['path'], properties: {} } },
];
const call = (over: Partial<ToolCall> = {}): ToolCall => ({
  id: 'c1',
  name: 'read_file',
  input: '{"path":"a.ts"}',
  ...over,
});
const calling = (name: string, ...toolCalls: ToolCall[]): FakeModel => fakeModel(name, { text: '', toolCalls });

async function asked(
  fast: FakeModel,
  strong: FakeModel,
  over: Partial<ChatInput> = {},
  sessionOver: Partial<Session> = {},
) {
  const { session: plain, tiers } = patchSession(analyser, fast, strong);
  const session = { ...plain, ...sessionOver };
  const calls: Record<string, readonly ToolCall[]> = {};
  const input: ChatInput = {
    system: 'Be brief.',
    messages: [{ role: 'user', content: 'What is in a.ts?' }],
    tools,
    title: 'What is in a.ts?',
    thread: 't',
    maxTokens: 100,
    pin: null,
    ...over,
  };
  const note = (tier: string, found: readonly ToolCall[]): void => void (calls[tier] = found);
  return { ...(await ran(chat(session, tiers, input, note, new AbortController().signal))), calls };
}

test('a fast tool call that can be made is taken, and named in the trace', async () => {
  const found = await asked(calling('f', call()), calling('s'));
  expect(found.trace).toMatchObject({ kind: 'chat', shown: 'accepted', answer: 'read_file({"path":"a.ts"})' });
  expect(found.trace.judgements[0]?.reasons[0]?.rule).toBe('calls.hold');
  expect(found.calls['fast']).toEqual([call()]);
});

test.each<[string, Partial<ToolCall>]>([
  ['a tool that does not exist', { name: 'write_file' }],
  ['input that is no JSON', { input: '{"path":' }],
  ['input without what is required', { input: '{}' }],
])('%s: the strong model is asked instead', async (_what, over) => {
  const found = await asked(calling('f', call(over)), calling('s', call()));
  expect(found.trace.shown).toBe('strong');
  expect(found.trace.judgements[0]?.reasons[0]?.rule).toBe('veto.calls');
  expect(found.calls['strong']).toEqual([call()]);
});

test.each([
  ['words', fakeModel('f', { text: 'I’m sorry, but I can’t help with that.' })],
  ['a call that cannot be made', calling('f', call({ input: '{}' }))],
])('strong that started beside the fast one answers with its own call, where fast gave %s', async (_what, fast) => {
  const hedging = { escalations: { add: () => undefined, rate: () => 1 } };
  const found = await asked(fast, calling('s', call({ input: '{"path":"b.ts"}' })), {}, hedging);
  expect(found.trace).toMatchObject({ shown: 'strong', answer: 'read_file({"path":"b.ts"})' });
  const asking = found.events.flatMap((event) => (event.type === 'asking' ? event.reasons : []));
  expect(asking.map(({ rule }) => rule)).toContain('hedged');
});

test('tools and results reach the model as they are; without tools none are named', async () => {
  const fast = calling('f', call());
  const messages = [
    { role: 'assistant' as const, content: '', toolCalls: [call()] },
    { role: 'user' as const, content: '', toolResults: [{ id: 'c1', text: 'export {}' }] },
  ];
  await asked(fast, calling('s'), { messages });
  expect(fast.prompts[0]).toMatchObject({ tools, messages, logProbabilities: false });
  const plain = fakeModel('f', { text: 'It is empty, as the file has no code in it.', logprob: -0.1 });
  await asked(plain, calling('s'), { tools: [] });
  expect(plain.prompts[0]).not.toHaveProperty('tools');
});
