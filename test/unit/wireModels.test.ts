// A tier is taken once for a task; whether it may be asked is looked at again at each of its calls.
import { expect, test, vi } from 'vitest';
import { Redactor } from '../../src/core/privacy/redact';
import { defaultSettings } from '../../src/core/settings';
import type { Prompt } from '../../src/core/model';
import { wireModels, type ModelParts } from '../../src/wireModels';

vi.mock('vscode', () => ({}));

const prompt: Prompt = {
  ...{ kind: 'chat', system: '', messages: [{ role: 'user', content: 'U' }] },
  ...{ maxTokens: 10, temperature: 0, stop: [], logProbabilities: false },
};

test.each([
  ['only local models are asked', { localOnly: true }, /Local only/],
  ['the team’s policy leaves it out', { allowed: false }, /policy does not allow/],
  ['the user takes the consent back', { agreed: false }, /no permission/],
])('T18: in mid-task %s: the next call sends nothing', async (_what, change, sentence) => {
  const state = { localOnly: false, allowed: true, agreed: true };
  const send = vi.spyOn(globalThis, 'fetch');
  const parts: ModelParts = {
    settings: () => ({
      ...defaultSettings,
      localOnly: state.localOnly,
      strong: { ...defaultSettings.strong, provider: 'openai' },
      fast: { ...defaultSettings.fast, provider: 'openai' },
    }),
    keys: {
      known: () => Promise.resolve({ storedFor: null, own: null, official: ['https://api.openai.com'] }),
      lookUp: () => Promise.resolve({ found: true, key: 'k', source: 'stored' }),
    },
    consent: { agreed: () => state.agreed, ask: () => undefined },
    embedded: { candidate: () => Promise.reject(new Error('not asked for')) },
    offered: { list: () => Promise.resolve([]) },
    budget: { reserve: () => Promise.resolve({ settle: () => undefined, left: null }) },
    allows: () => state.allowed,
    redactor: new Redactor(),
    redactBody: (body: string) => body,
  };
  const { strong } = await wireModels(parts).tiers();
  Object.assign(state, change);
  const reading = (async () => {
    for await (const event of strong?.stream(prompt, new AbortController().signal) ?? []) void event;
  })();
  await expect(reading).rejects.toMatchObject({ kind: 'not-allowed', sentence: expect.stringMatching(sentence) });
  expect(send).not.toHaveBeenCalled();
});
