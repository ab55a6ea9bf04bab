// VS Code's own models: what was stopped is not asked, and what is read no further is ended.
import { beforeEach, expect, test, vi } from 'vitest';
import type { ModelEvent, Prompt } from '../../../src/core/model';

const tokens = vi.hoisted((): { cancelled: boolean }[] => []);
vi.mock('vscode', () => ({
  CancellationTokenSource: class {
    readonly token = { cancelled: false };
    constructor() {
      tokens.push(this.token);
    }
    cancel(): void {
      this.token.cancelled = true;
    }
    dispose(): void {
      this.cancel = () => undefined;
    }
  },
  LanguageModelChatMessage: { User: (content: string) => content, Assistant: (content: string) => content },
  LanguageModelError: class extends Error {},
}));
const { vscodeModel } = await import('../../../src/host/vscodeLm');

async function* parts(): AsyncGenerator<string> {
  yield 'one ';
  yield 'two';
}
const sendRequest = vi.fn(() => Promise.resolve({ text: parts(), stream: parts() }));
const model = vscodeModel({ id: 'm', name: 'M', vendor: 'v', maxInputTokens: 1000, sendRequest }, (text) => text);
const prompt: Prompt = {
  ...{ kind: 'chat', system: 'S', messages: [{ role: 'user', content: 'U' }] },
  ...{ maxTokens: 10, temperature: 0, stop: [], logProbabilities: false },
};

beforeEach(() => {
  sendRequest.mockClear();
  tokens.length = 0;
});

test('an answer that is read to its end', async () => {
  const events: ModelEvent[] = [];
  for await (const event of model.stream(prompt, new AbortController().signal)) events.push(event);
  expect(events.map(({ type }) => type)).toEqual(['sent', 'text', 'text', 'finish']);
});

test('stopped before it was asked, nothing is sent', async () => {
  const stopped = AbortSignal.abort();
  const events: ModelEvent[] = [];
  const reading = (async () => {
    for await (const event of model.stream(prompt, stopped)) events.push(event);
  })();
  await expect(reading).rejects.toMatchObject({ kind: 'cancelled' });
  expect(events).toEqual([]);
  expect(sendRequest).not.toHaveBeenCalled();
});

test('stopped while it answers, and read no further: the vendor is told', async () => {
  const stop = new AbortController();
  const reading = (async () => {
    for await (const event of model.stream(prompt, stop.signal)) if (event.type === 'text') stop.abort();
  })();
  await expect(reading).rejects.toMatchObject({ kind: 'cancelled' });
  for await (const event of model.stream(prompt, new AbortController().signal)) if (event.type === 'text') break;
  expect(tokens).toEqual([{ cancelled: true }, { cancelled: true }]);
});
