// The answer view's buttons: what is pressed below one answer does nothing to the next.
import { expect, test, vi } from 'vitest';
import type { AnswerRequest } from '../../../src/shared/answerMessages';

vi.mock('vscode', () => ({ env: { clipboard: { writeText: () => Promise.resolve() } }, commands: {} }));
const { answerRequests } = await import('../../../src/host/answerRequests');

test.for<Exclude<AnswerRequest, { type: 'ready' }>>([
  { type: 'stop', task: 'old' },
  { type: 'take-offer', task: 'old' },
  { type: 'thumb', task: 'old', up: true },
  { type: 'copy', task: 'old', text: '' },
  { type: 're-ask-strong', task: 'old' },
  { type: 'accept-patch', task: 'old' },
])('$type of an answer that is gone does nothing', async (request) => {
  const done: string[] = [];
  const does = (name: string) => async (): Promise<void> => void done.push(name);
  const parts = {
    runner: { stop: does('stop'), takeOffer: does('take-offer'), trace: {} },
    recorder: { outcome: does('outcome') },
    view: { current: { task: 'new' } },
    patches: { accept: does('accept') },
    ...{ reask: does('re-ask'), touches: { touched: does('touched') } },
  };
  answerRequests(request, parts as never);
  expect(done).toEqual([]);
  answerRequests({ ...request, task: 'new' } as typeof request, parts as never);
  expect(done).not.toEqual([]);
});
