// A completion's request leaves before anything else is begun.
import { expect, test } from 'vitest';
import type { CompleteInput } from '../../../../src/core/tasks/completeTask';
import { complete } from '../../../../src/core/tasks/completeTask';
import { completionSession, fakeParser } from '../../../support/completionSession';
import { fakeModel } from '../../../support/fakeModel';

const input: CompleteInput = {
  ...{ path: 'a.ts', languageId: 'typescript', prefix: 'const total = ', suffix: '\n', multiline: false },
  ...{ manual: false, waits: null, features: {}, context: [], pin: null, source: 'request' },
};

test('the parser is woken once the request has had the time to open a connection, and before the answer is there', async () => {
  const start = performance.now();
  let first: number | null = null;
  const parser = fakeParser(() => {
    first ??= performance.now() - start;
    return null;
  });
  const fast = fakeModel('fast', { text: '1;', logprob: -0.1, delayMs: 60 });
  const tiers = { fast, strong: null, unavailable: [] };
  for await (const event of complete(completionSession({}, parser), tiers, input, new AbortController().signal)) {
    if (event.type === 'text') expect(parser.fitted[0]).toBe('');
  }
  // A timer may be early by a part of a millisecond, never by more.
  expect(first).toBeGreaterThanOrEqual(4);
});
