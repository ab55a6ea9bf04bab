// What the status bar is told of completions.
import { expect, test, vi } from 'vitest';
import { ModelError } from '../../../src/core/modelError';
import type { StatusState } from '../../../src/shared/statusText';
import { makeAttempt, makeTrace } from '../../support/makeTrace';

vi.mock('vscode', () => ({}));
const { completionListener } = await import('../../../src/host/completionListener');

const wait: StatusState = { kind: 'limited', leftMs: 40_000, sentence: 'The server asks to wait.' };

test.each<[string, StatusState, string, readonly string[]]>([
  ['a wait that its server asked for goes on being counted', wait, 'limited', []],
  ['the wait of another model gives way', wait, 'other', ['asking']],
  ['anything else gives way', { kind: 'idle' }, 'limited', ['asking']],
])('while a completion is asked for, %s', (_name, current, model, expected) => {
  const shown: string[] = [];
  const status = { current, show: ({ kind }: StatusState) => void shown.push(kind) };
  const nothing = (): void => undefined;
  const listener = completionListener({
    ...{ status, recorder: { record: nothing } as never, log: {} as never },
    ...{ onFailure: nothing, late: nothing, silent: nothing },
  });
  const error = { kind: 'rate-limited', sentence: 'Wait.' } as const;
  const attempts = [makeAttempt({ model: 'limited', error }), makeAttempt({ model: 'other' })];
  listener.failed(makeTrace({ attempts }), new ModelError(error.kind, error), false);
  // The next key's failure got no further than the other model.
  listener.failed(makeTrace({ attempts: attempts.slice(1) }), new ModelError(error.kind, error), false);
  listener.asking('strong', model, [], true);
  expect(shown).toEqual(expected);
});
