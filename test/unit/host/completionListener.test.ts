// What the status bar is told of completions.
import { expect, test, vi } from 'vitest';
import type { StatusState } from '../../../src/shared/statusText';

vi.mock('vscode', () => ({}));
const { completionListener } = await import('../../../src/host/completionListener');

const wait: StatusState = { kind: 'limited', leftMs: 40_000, sentence: 'The server asks to wait.' };

test.each<[string, StatusState, readonly string[]]>([
  ['a wait that a server asked for goes on being counted', wait, []],
  ['anything else gives way', { kind: 'idle' }, ['asking']],
])('while a completion is asked for, %s', (_name, current, expected) => {
  const shown: string[] = [];
  const status = { current, show: ({ kind }: StatusState) => void shown.push(kind) };
  const nothing = (): void => undefined;
  const listener = completionListener({
    ...{ status, recorder: {} as never, log: {} as never },
    ...{ onFailure: nothing, late: nothing, silent: nothing },
  });
  listener.asking('strong', 'm', [], true);
  expect(shown).toEqual(expected);
});
