import { expect, test } from 'vitest';
import { askedOnly } from '../../../src/core/askedOnly';
import type { Prompt } from '../../../src/core/model';
import { fakeModel } from '../../support/fakeModel';

test('each call looks again whether it may be made; a refusal sends nothing', async () => {
  let refusal: string | null = null;
  const inner = fakeModel('m', { text: 'yes' });
  const model = askedOnly(inner, () => refusal);
  const ask = async (): Promise<string> => {
    let seen = '';
    for await (const event of model.stream({ kind: 'chat' } as Prompt, new AbortController().signal)) {
      if (event.type === 'text') seen += event.text;
    }
    return seen;
  };
  expect(await ask()).toBe('yes');
  refusal = '"Local only" is on.';
  await expect(ask()).rejects.toMatchObject({ kind: 'not-allowed', sentence: '"Local only" is on.' });
  expect(inner.prompts).toHaveLength(1);
});
