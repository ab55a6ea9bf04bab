import { describe, expect, it } from 'vitest';
import type { Prompt } from '../../../src/core/model';
import type { GenerationEvent } from '../../../src/local/loadedModel';
import { LocalFault, type ChildMessage } from '../../../src/local/protocol';
import { RequestQueue } from '../../../src/local/requestQueue';

const usage = { input: 1, cachedRead: 0, cacheWrite: 0, output: 1, exact: true };

/** Says one word a step; `step()` lets the running request go one word further. */
class FakeGenerator {
  readonly started: string[] = [];
  resets = 0;
  private waiting: (() => void)[] = [];

  async *generate(prompt: Prompt, signal: AbortSignal): AsyncGenerator<GenerationEvent, void> {
    const text = prompt.kind === 'continue' ? prompt.text : '';
    this.started.push(text);
    if (text === 'too long') throw new LocalFault('too-large', '9 of 8 tokens');
    for (const word of text.split(' ')) {
      await new Promise<void>((resolve) => this.waiting.push(resolve));
      if (signal.aborted) return;
      yield { text: word, tokens: [] };
    }
    yield { reason: 'stop', usage };
  }

  async reset(): Promise<void> {
    this.resets++;
  }

  async step(): Promise<void> {
    this.waiting.shift()?.();
    await settle();
  }
}

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

function start(): { model: FakeGenerator; sent: ChildMessage[]; queue: RequestQueue } {
  const model = new FakeGenerator();
  const sent: ChildMessage[] = [];
  return { model, sent, queue: new RequestQueue(Promise.resolve(model), (message) => sent.push(message)) };
}

function generate(queue: RequestQueue, id: number, text: string): void {
  const prompt: Prompt = {
    kind: 'continue',
    text,
    specialTokens: false,
    maxTokens: 9,
    temperature: 0,
    stop: [],
    logProbabilities: true,
  };
  queue.receive({ type: 'generate', id, body: JSON.stringify(prompt) });
}

describe('RequestQueue', () => {
  it('runs one request at a time, in order', async () => {
    const { model, sent, queue } = start();
    generate(queue, 1, 'a b');
    generate(queue, 2, 'c');
    await settle();
    expect(model.started).toEqual(['a b']);
    await model.step();
    await model.step();
    expect(model.started).toEqual(['a b', 'c']);
    await model.step();
    expect(sent).toEqual([
      { type: 'text', id: 1, text: 'a', tokens: [] },
      { type: 'text', id: 1, text: 'b', tokens: [] },
      { type: 'finish', id: 1, reason: 'stop', usage },
      { type: 'text', id: 2, text: 'c', tokens: [] },
      { type: 'finish', id: 2, reason: 'stop', usage },
    ]);
  });

  it('takes a waiting request back without ever running it', async () => {
    const { model, sent, queue } = start();
    generate(queue, 1, 'a');
    generate(queue, 2, 'b');
    queue.receive({ type: 'cancel', id: 2 });
    await settle();
    await model.step();
    expect(model.started).toEqual(['a']);
    expect(sent.map((message) => message.type)).toEqual(['cancelled', 'text', 'finish']);
  });

  it('stops the running request between two tokens and takes the next', async () => {
    const { model, sent, queue } = start();
    generate(queue, 1, 'a b c');
    generate(queue, 2, 'd');
    await settle();
    await model.step();
    queue.receive({ type: 'cancel', id: 1 });
    await model.step();
    expect(sent.at(-1)).toEqual({ type: 'cancelled', id: 1 });
    expect(model.started).toEqual(['a b c', 'd']);
  });

  it('reports a fault, forgets the sequence, and goes on', async () => {
    const { model, sent, queue } = start();
    generate(queue, 1, 'too long');
    generate(queue, 2, 'x');
    await settle();
    await model.step();
    expect(sent[0]).toEqual({ type: 'error', id: 1, fault: 'too-large', detail: '9 of 8 tokens' });
    expect(sent.at(-1)).toEqual({ type: 'finish', id: 2, reason: 'stop', usage });
    expect(model.resets).toBe(1);
  });

  it('ignores the cancellation of what it does not know', () => {
    const { sent, queue } = start();
    queue.receive({ type: 'cancel', id: 7 });
    expect(sent).toEqual([]);
  });
});
