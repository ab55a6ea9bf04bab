// R4 and R5: one second attempt at most, never after content, never for longer than the server or the user wants to wait.
import { describe, expect, it } from 'vitest';
import type { Model, ModelEvent } from '../../../src/core/model';
import { ModelError, type ModelErrorDetails, type ModelErrorKind } from '../../../src/core/modelError';
import type { Clock } from '../../../src/providers/clock';
import { withRetry } from '../../../src/providers/withRetry';
import { chatPrompt, collect, infoOf } from './support/setUp';

const fails = (kind: ModelErrorKind, details: Partial<ModelErrorDetails> = {}): ModelError =>
  new ModelError(kind, { sentence: `${kind}.`, retryable: true, ...details });
const text = (one: string): ModelEvent => ({ type: 'text', text: one });
const sent = (body: string): ModelEvent => ({ type: 'sent', body });

/** A model that does in turn what each list says, and a clock that writes down how long it was asked to wait. */
function scripted(...attempts: readonly (readonly (ModelEvent | ModelError)[])[]) {
  let asked = 0;
  const waits: number[] = [];
  const model: Model = {
    info: infoOf('http://127.0.0.1:1'),
    async *stream() {
      const script = attempts[asked] ?? [];
      asked += 1;
      for (const one of script) {
        if (one instanceof ModelError) throw one;
        yield one;
      }
    },
  };
  const clock: Clock = {
    now: () => 0,
    after: (ms, call) => {
      waits.push(ms);
      const timer = setImmediate(call);
      return () => clearImmediate(timer);
    },
  };
  return { model: withRetry(model, { clock }), waits, asked: () => asked };
}

describe('R5: tries once more', () => {
  it.each<[string, ModelError, number]>([
    ['as long after as the server says', fails('rate-limited', { retryAfterMs: 20_000 }), 20_000],
    ['after a moment where it does not say', fails('rate-limited'), 1000],
    ['when overloaded', fails('overloaded'), 500],
    ['when a kept connection broke', fails('network'), 50],
    ['when nothing but headers came', fails('truncated'), 50],
    ['at once when a field was left out', fails('bad-response', { retryAfterMs: 0 }), 0],
  ])('%s', async (_name, error, wait) => {
    const { model, waits, asked } = scripted([sent('1'), error], [sent('2'), text('a')]);
    const got = await collect(model, chatPrompt('x'));
    expect(got.error).toBeNull();
    expect(got.text).toBe('a');
    expect(got.sent).toEqual(['2']);
    expect(waits).toEqual([wait]);
    expect(asked()).toBe(2);
  });
});

describe('R5: does not try again', () => {
  it.each<[string, readonly (ModelEvent | ModelError)[]]>([
    ['after content', [sent('1'), text('a'), fails('truncated')]],
    ['where the server asks for more than 20 s', [sent('1'), fails('rate-limited', { retryAfterMs: 20_001 })]],
    ['where it would not help', [sent('1'), fails('auth')]],
    ['what is not retryable', [sent('1'), fails('overloaded', { retryable: false })]],
    ['a timeout: the user has waited long enough', [sent('1'), fails('timeout')]],
  ])('%s', async (_name, script) => {
    const { model, asked } = scripted(script, [text('b')]);
    const got = await collect(model, chatPrompt('x'));
    expect(got.error).not.toBeNull();
    expect(got.sent).toEqual(['1']);
    expect(asked()).toBe(1);
  });

  it('twice', async () => {
    const { model, asked } = scripted([sent('1'), fails('overloaded')], [sent('2'), fails('overloaded')], [text('c')]);
    const got = await collect(model, chatPrompt('x'));
    expect(got.error?.kind).toBe('overloaded');
    expect(got.sent).toEqual(['2']);
    expect(asked()).toBe(2);
  });
});
