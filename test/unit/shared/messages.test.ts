// Both contracts: what is right passes whole, and ten thousand malformed messages have no effect in either direction.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  parseAnswerMessage,
  parseAnswerRequest,
  type AnswerMessage,
  type AnswerRequest,
} from '../../../src/shared/answerMessages';
import { reduceAnswer, type AnswerState } from '../../../src/shared/answerState';
import {
  parseTraceMessage,
  parseTraceRequest,
  type TraceMessage,
  type TraceRequest,
} from '../../../src/shared/traceMessages';
import { acceptedTrace, escalatedTrace } from '../../support/webviewTraces';
import { tried } from '../../support/tried';

const reason = { rule: 'pin', weight: 1, data: {} };
const head = { tier: 'fast', model: 'm', firstTokenMs: 90, reasons: [reason] } as const;
const figures = { totalMs: 1, inputTokens: 2, cachedTokens: 0, outputTokens: 3, exact: true, cost: null };
const task = 't1';

const patch = {
  files: [{ path: 'a.ts', added: 2, removed: 1 }],
  phase: 'accepted',
  facts: [reason],
  errors: { before: 3, after: 0 },
} as const;

const answerMessages: AnswerMessage[] = [
  { type: 'started', task, kind: 'explain', subject: 'parse()' },
  { type: 'step', task, step: reason },
  { type: 'frames', task, frames: [{ path: 'a.ts', line: 3, label: 'parse' }] },
  { type: 'answer', task, head },
  { type: 'text', task, text: 'Hello' },
  { type: 'offered', task, head, text: 'Better' },
  { type: 'finished', task, figures, shown: 'accepted', reasons: [reason] },
  { type: 'failed', task, sentence: 'No key.', action: 'set-key' },
  { type: 'cancelled', task },
  { type: 'patch', task, patch },
  { type: 'state', state: null },
];

const answerRequests: AnswerRequest[] = [
  { type: 'ready' },
  { type: 'run', command: 'explain' },
  { type: 'stop', task },
  { type: 'touched', task },
  { type: 'take-offer', task },
  { type: 're-ask-strong', task },
  { type: 'open-trace', task },
  { type: 'open-patch', task },
  { type: 'accept-patch', task },
  { type: 'reject-patch', task },
  { type: 'undo-patch', task },
  { type: 'copy', task, text: 'x' },
  { type: 'thumb', task, up: true },
  { type: 'open-frame', task, index: 0 },
  { type: 'open-link', task, url: 'https://example.com/a?b#c' },
  { type: 'repair', task, action: 'retry' },
];

const summary = {
  id: 'a',
  startedAt: 1,
  totalMs: 2,
  kind: 'explain',
  languageId: 'ts',
  path: 'a.ts',
  tier: null,
  model: null,
  rule: null,
  escalated: false,
  pAcceptable: null,
  threshold: null,
  shown: 'none',
  end: 'failed',
  cost: null,
  inputTokens: 0,
  cachedTokens: 0,
  outputTokens: 0,
  lastOutcome: null,
} as const;

const traceMessages: TraceMessage[] = [
  { type: 'page', request: 1, rows: [summary] },
  { type: 'details', id: 'a', trace: acceptedTrace, canReask: true },
  { type: 'details', id: 'a', trace: null, canReask: false },
  { type: 'changed', total: 3, languages: ['ts'], lasting: true },
  { type: 'select', id: 'a' },
  { type: 'failed', request: null, sentence: 'The store is locked.' },
];

const traceRequests: TraceRequest[] = [
  { type: 'ready' },
  { type: 'list', request: 2, query: { kinds: ['debug'], before: 5, limit: 200 } },
  { type: 'get', id: 'a' },
  { type: 're-ask', id: 'a', tier: 'strong' },
  { type: 'copy-sent', id: 'a', attempt: 0 },
  { type: 'run', command: 'export' },
];

const parsers = [
  ['answer view', parseAnswerMessage, answerMessages],
  ['host from answer view', parseAnswerRequest, answerRequests],
  ['trace panel', parseTraceMessage, traceMessages],
  ['host from trace panel', parseTraceRequest, traceRequests],
] as const;

describe.each(parsers)('to the %s', (_name, parse, examples) => {
  test.each(examples.map((example) => [example.type, example]))('%s passes whole', (_type, example) => {
    expect(parse(structuredClone(example))).toEqual(example);
  });

  test('a message that lacks a field, or has one of another type, is refused', () => {
    for (const example of examples) {
      for (const name of Object.keys(example)) {
        const without = Object.fromEntries(Object.entries(example).filter(([key]) => key !== name));
        expect(parse(without), `${example.type} without ${name}`).toBeNull();
        expect(parse({ ...example, [name]: Symbol('wrong') }), `${example.type} with a wrong ${name}`).toBeNull();
      }
    }
  });

  test('T11: ten thousand malformed messages pass nowhere and throw nowhere', ({ task }) => {
    const many = process.env['WEIR_LONG'] === '1' ? 100_000 : 10_000;
    tried(task, many);
    const types = examples.map((example) => example.type);
    const strange = fc.anything({
      withNullPrototype: true,
      withBigInt: true,
      withDate: true,
      withMap: true,
      maxDepth: 3,
    });
    const typed = fc.record({
      type: fc.constantFrom(...types, 'toString', '__proto__'),
      task: strange.filter((value) => typeof value !== 'string'),
      state: strange.filter((value) => value !== null),
      rows: strange,
    });
    fc.assert(
      fc.property(fc.oneof(strange, typed), (value) => {
        const message = parse(value);
        // `ready` carries nothing else, so it is right by its type alone.
        expect(message === null || message.type === 'ready').toBe(true);
      }),
      { numRuns: many },
    );
  });
});

test.each([
  'javascript:alert(1)',
  'command:weir.setKey',
  'vscode://x/y',
  'file:///etc/passwd',
  'data:text/html,x',
  'https://user:pw@example.com/',
  'https:example.com',
  '//example.com',
  ' https://example.com/',
  'https://example.com/\u202e',
])('T10: the host refuses to open %j', (url) => {
  expect(parseAnswerRequest({ type: 'open-link', task, url })).toBeNull();
});

test('limits hold: a page of 501 rows, an index beyond the frames, half a number', () => {
  expect(parseTraceRequest({ type: 'list', request: 1, query: { limit: 501 } })).toBeNull();
  expect(parseTraceRequest({ type: 'list', request: 1, query: { limit: 0 } })).toBeNull();
  expect(parseTraceRequest({ type: 'list', request: 1.5, query: { limit: 1 } })).toBeNull();
  expect(parseAnswerRequest({ type: 'open-frame', task, index: -1 })).toBeNull();
  expect(parseAnswerRequest({ type: 'open-frame', task, index: Number.NaN })).toBeNull();
});

test('a trace with a broken part is refused whole', () => {
  const broken = { ...escalatedTrace, attempts: [{ ...escalatedTrace.attempts[0], usage: { input: 'many' } }] };
  expect(parseTraceMessage({ type: 'details', id: 'a', trace: broken, canReask: true })).toBeNull();
});

describe('reduceAnswer', () => {
  const run = (messages: AnswerMessage[]): AnswerState | null =>
    messages.reduce<AnswerState | null>(reduceAnswer, null);

  test('a strong answer replaces the fast one, which is kept', () => {
    const state = run([
      { type: 'started', task, kind: 'explain', subject: 's' },
      { type: 'answer', task, head },
      { type: 'text', task, text: 'we' },
      { type: 'text', task, text: 'ak' },
      { type: 'step', task, step: reason },
      { type: 'answer', task, head: { ...head, tier: 'strong' } },
      { type: 'text', task, text: 'good' },
      { type: 'finished', task, figures, shown: 'strong', reasons: [] },
    ]);
    expect(state?.answers.map((answer) => [answer.head.tier, answer.text])).toEqual([
      ['fast', 'weak'],
      ['strong', 'good'],
    ]);
    expect(state).toMatchObject({ phase: 'finished', step: null, shown: 'strong' });
  });

  test('an answer that is offered late takes nobody’s place', () => {
    const state = run([
      { type: 'started', task, kind: 'explain', subject: 's' },
      { type: 'answer', task, head },
      { type: 'text', task, text: 'weak' },
      { type: 'offered', task, head: { ...head, tier: 'strong' }, text: 'good' },
      { type: 'finished', task, figures, shown: 'unverified', reasons: [] },
    ]);
    expect(state?.answers.map((answer) => answer.text)).toEqual(['weak', 'good']);
    expect(state?.standing).toBe(0);
  });

  test('another task’s messages, and text after the end, change nothing', () => {
    const ended = run([
      { type: 'started', task, kind: 'explain', subject: 's' },
      { type: 'cancelled', task },
    ]);
    expect(reduceAnswer(ended, { type: 'text', task, text: 'late' })).toBe(ended);
    expect(reduceAnswer(ended, { type: 'answer', task: 'other', head })).toBe(ended);
    expect(reduceAnswer(null, { type: 'text', task, text: 'x' })).toBeNull();
  });

  test('a new task starts from nothing, whatever else its message carries', () => {
    const message = { type: 'started', task: 't2', kind: 'debug', subject: 's', failure: 'x' } as const;
    expect(reduceAnswer(run(answerMessages.slice(0, 5)), message)).toEqual({
      task: 't2',
      kind: 'debug',
      subject: 's',
      phase: 'working',
      step: null,
      frames: [],
      answers: [],
      figures: null,
      shown: null,
      reasons: [],
      failure: null,
    });
  });
});
