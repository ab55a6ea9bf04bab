import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Model, ModelEvent, Prompt } from '../../../src/core/model';
import { ModelError } from '../../../src/core/modelError';
import { embeddedModel } from '../../../src/local/embeddedModel';
import { ModelProcess } from '../../../src/local/modelProcess';
import { FakeWorld } from './support/fakeChild';
import { gguf } from './support/tinyGguf';

const usage = { input: 1, cachedRead: 0, cacheWrite: 0, output: 1, exact: true };
const tokens = [{ token: 'a', logprob: -1 }];
const prompt: Prompt = {
  ...{ kind: 'continue', text: 'key = sk-123', specialTokens: false, maxTokens: 9 },
  ...{ temperature: 0, stop: [], logProbabilities: true },
};

describe('embeddedModel', () => {
  let folder: string;
  let path: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'weir-embedded-'));
    path = join(folder, 'tiny-coder-q8_0.gguf');
    await writeFile(path, gguf({ template: '{{ x }}' }));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  async function start(redactBody = (body: string): string => body): Promise<{ world: FakeWorld; model: Model }> {
    const world = new FakeWorld();
    const process = new ModelProcess(world.options);
    const fimFamilyOf = (name: string): 'starcoder2' | null => (name === 'Tiny Coder' ? 'starcoder2' : null);
    const model = await embeddedModel({ processFor: () => process }, { path, fimFamilyOf, redactBody });
    return { world, model };
  }

  it('says what the file can do', async () => {
    const { model } = await start();
    expect(model.info).toEqual({
      provider: 'embedded',
      model: 'tiny-coder-q8_0',
      origin: 'embedded:',
      local: true,
      capabilities: {
        ...{ chat: true, continuation: true, infill: false, fimFamily: 'starcoder2' },
        ...{ logProbabilities: true, jsonSchema: true, contextWindow: 2048 },
      },
      prices: { input: 0, cachedRead: 0, cacheWrite: 0, output: 0 },
    });
  });

  it('gives the child exactly what it says was sent, after the redaction', async () => {
    const { world, model } = await start((body) => body.replace('sk-123', '«secret»'));
    const stream = model.stream(prompt, new AbortController().signal)[Symbol.asyncIterator]();
    const sent: IteratorResult<ModelEvent> = await stream.next();
    const text = stream.next();
    world.child.events.message({ type: 'text', id: 1, text: 'a', tokens });
    world.child.events.message({ type: 'finish', id: 1, reason: 'stop', usage });
    expect((await text).value).toEqual({ type: 'text', text: 'a', tokens });
    expect((await stream.next()).value).toMatchObject({
      type: 'finish',
      reason: 'stop',
      responseModel: 'tiny-coder-q8_0',
    });
    expect((await stream.next()).done).toBe(true);
    const body = sent.done ? null : sent.value.type === 'sent' && sent.value.body;
    expect(body).toContain('«secret»');
    expect(world.child.received).toEqual([{ type: 'generate', id: 1, body }]);
  });

  it('sends nothing where the redaction fails', async () => {
    const { world, model } = await start(() => {
      throw new Error('no');
    });
    const first = model.stream(prompt, new AbortController().signal)[Symbol.asyncIterator]().next();
    await expect(first).rejects.toMatchObject({ kind: 'redaction' });
    expect(world.children).toHaveLength(0);
  });

  it('ends as cancelled at once when aborted, before and during, and tells the child', async () => {
    const { world, model } = await start();
    const before = model.stream(prompt, AbortSignal.abort())[Symbol.asyncIterator]().next();
    await expect(before).rejects.toMatchObject({ kind: 'cancelled' });
    expect(world.children).toHaveLength(0);
    const abort = new AbortController();
    const stream = model.stream(prompt, abort.signal)[Symbol.asyncIterator]();
    await stream.next();
    const next = stream.next();
    abort.abort();
    await expect(next).rejects.toBeInstanceOf(ModelError);
    expect(world.child.received.map((message) => message.type)).toEqual(['generate', 'cancel']);
  });

  it('cancels where the reader leaves the stream', async () => {
    const { world, model } = await start();
    const reading = (async () => {
      for await (const event of model.stream(prompt, new AbortController().signal)) if (event.type === 'text') break;
    })();
    await new Promise((resolve) => setImmediate(resolve));
    world.child.events.message({ type: 'text', id: 1, text: 'a', tokens });
    await reading;
    expect(world.child.received.at(-1)).toEqual({ type: 'cancel', id: 1 });
  });
});
