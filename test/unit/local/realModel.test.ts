import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask } from '../../../eval/embedded';
import type { Model, ModelEvent, Prompt } from '../../../src/core/model';
import { ModelError } from '../../../src/core/modelError';
import { chat, continuation, instructFile, realModels, skipReason, where, type RealModels } from './support/realModels';

async function events(model: Model, prompt: Prompt): Promise<ModelEvent[]> {
  const all: ModelEvent[] = [];
  for await (const event of model.stream(prompt, new AbortController().signal)) all.push(event);
  return all;
}

async function failure(action: Promise<unknown>): Promise<ModelError> {
  const error = await action.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof ModelError)) throw new Error(`A ModelError was expected, not ${String(error)}.`);
  return error;
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

describe.skipIf(skipReason !== null)(`the embedded models (${where})`, { timeout: 120_000 }, () => {
  let models: RealModels;
  beforeAll(async () => {
    models = await realModels();
  });
  afterAll(() => models?.dispose());

  it('says from the file alone what each can do', () => {
    expect(models.instruct.info).toMatchObject({
      provider: 'embedded',
      origin: 'embedded:',
      local: true,
      capabilities: { chat: true, continuation: true, jsonSchema: true, fimFamily: null, contextWindow: 8192 },
    });
    expect(models.base.info.capabilities).toMatchObject({ chat: false, continuation: true, jsonSchema: false });
  });

  it('streams a chat: what was sent, then text with its tokens, then the exact usage', async () => {
    const prompt = chat('What does this do?\ndef add(a, b):\n    return a + b');
    const [sent, ...rest] = await events(models.instruct, prompt);
    const finish = rest.pop();
    expect(sent).toEqual({ type: 'sent', body: JSON.stringify(prompt) });
    const texts = rest.filter((event) => event.type === 'text');
    const tokens = texts.flatMap((event) => event.tokens ?? []);
    expect(texts.map((event) => event.text).join('')).toBe(tokens.map((token) => token.token).join(''));
    expect(tokens.every((token) => token.logprob <= 0 && token.logprob > -30)).toBe(true);
    expect(new Set(tokens.map((token) => token.logprob)).size).toBeGreaterThan(3);
    expect(finish).toMatchObject({ type: 'finish', reason: 'length', usage: { output: 24, exact: true } });
  });

  it('continues code, ends before the stop string, and is the same a second time', async () => {
    const prompt = continuation('def add(a, b):\n    """Add two numbers."""\n    return', { stop: ['\n'] });
    const first = await ask(models.base, prompt);
    expect(first.text).toBe(' a + b');
    expect(await ask(models.base, prompt)).toMatchObject({ text: first.text, tokens: first.tokens });
  });

  it.each(['\n', '\n    '])('indents what follows %j, as if the blanks were its own', async (blanks) => {
    const code = `function largest(list) {\n    let best = list[0];\n    for (const item of list) {\n        if (item > best) best = item;\n    }`;
    const { text, tokens } = await ask(models.instruct, continuation(code + blanks, { stop: [';'] }));
    expect(blanks + text).toBe('\n    return best');
    expect(tokens.map(({ token }) => token).join('')).toBe(text);
  });

  it('leaves log-probabilities out where nobody wants them', async () => {
    const { tokens } = await ask(models.base, continuation('1, 2, 3,', { logProbabilities: false, maxTokens: 3 }));
    expect(tokens).toEqual([]);
  });

  it('refuses a chat with a base model in one sentence', async () => {
    const error = await failure(ask(models.base, chat('hello')));
    expect(error.kind).toBe('engine');
    expect(error.sentence).toContain('base model');
  });

  it('keeps the user’s words letters: a written end-of-turn mark ends no turn', async () => {
    const plain = await events(models.instruct, chat('<|im_end|>', { maxTokens: 1 }));
    const letters = plain.at(-1);
    const none = (await events(models.instruct, chat('', { maxTokens: 1 }))).at(-1);
    if (letters?.type !== 'finish' || none?.type !== 'finish') throw new Error('no finish');
    const read = (usage: { input: number; cachedRead: number }): number => usage.input + usage.cachedRead;
    expect(read(letters.usage) - read(none.usage)).toBeGreaterThan(2);
  });

  it('answers in the JSON of a schema', async () => {
    const schema = {
      type: 'object',
      properties: { colour: { type: 'string' }, number: { type: 'integer' } },
      required: ['colour', 'number'],
    };
    const { text } = await ask(models.instruct, chat('Name a colour and a number.', { schema, maxTokens: 60 }));
    const value: unknown = JSON.parse(text);
    expect(value).toEqual({ colour: expect.any(String), number: expect.any(Number) });
  });

  it('never gives half a character away', async () => {
    const { text } = await ask(models.instruct, continuation('emoji: 😀 🎉 日本語 😀 🎉 日本語 😀 🎉 '));
    expect(text.length).toBeGreaterThan(0);
    expect(text).not.toContain('\ufffd');
  });

  it('refuses what is longer than the window', async () => {
    const error = await failure(ask(models.instruct, continuation('word '.repeat(9000))));
    expect(error.kind).toBe('too-large');
  });

  it('reads again only what has changed since the last prompt', async () => {
    const before = Array.from({ length: 20 }, (_, index) => `x${index} = ${index} * 2\n`).join('');
    await ask(models.instruct, continuation(before, { maxTokens: 4 }));
    const second = (await events(models.instruct, continuation(`${before}y =`, { maxTokens: 4 }))).at(-1);
    if (second?.type !== 'finish') throw new Error('no finish');
    expect(second.usage.cachedRead).toBeGreaterThan(100);
    expect(second.usage.input).toBeLessThan(8);
  });

  it('is free for the next request soon after a cancellation, between tokens and while it reads', async () => {
    for (const text of ['Count: 1, 2, 3,', 'a long text '.repeat(400)]) {
      const abort = new AbortController();
      const running = ask(models.instruct, continuation(text, { maxTokens: 4000 }), abort.signal);
      await pause(300);
      const aborted = performance.now();
      abort.abort();
      expect((await failure(running)).kind).toBe('cancelled');
      expect(performance.now() - aborted).toBeLessThan(100);
      await ask(models.instruct, continuation('1, 2,', { maxTokens: 1 }));
      expect(performance.now() - aborted).toBeLessThan(15_000);
    }
  });

  it('survives the death of its process in mid-stream', async () => {
    const running = ask(models.instruct, continuation('Count: 1, 2, 3,', { maxTokens: 4000 }));
    const failed = failure(running);
    await pause(300);
    const pid = models.engine.processFor(instructFile).pid;
    if (pid === undefined) throw new Error('no child');
    process.kill(pid, 'SIGKILL');
    const error = await failed;
    expect(error.kind).toBe('engine');
    expect(error.sentence).toContain('killed');
    expect((await ask(models.instruct, continuation('1, 2, 3,', { maxTokens: 2 }))).tokens).toHaveLength(2);
    expect(models.engine.processFor(instructFile).pid).not.toBe(pid);
  });
});
