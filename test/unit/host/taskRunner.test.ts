// One task at a time on the screen: what was replaced says nothing more, whenever it comes to its end.
import { beforeEach, expect, test } from 'vitest';
import type { CascadeEvent } from '../../../src/core/cascadeTask';
import { ModelError, type ModelErrorKind } from '../../../src/core/modelError';
import type { Tier } from '../../../src/core/task';
import { TaskRunner, type ExplicitTask } from '../../../src/host/taskRunner';
import type { AnswerMessage } from '../../../src/shared/answerMessages';
import { reduceAnswer, type AnswerState } from '../../../src/shared/answerState';
import { makeTrace } from '../../support/makeTrace';

let current: AnswerState | null;
let shown: string[];
let recorded: string[];
let patched: string[];
/** What bringing up the view waits for. */
let reveal: Promise<void>;
let runner: TaskRunner;

beforeEach(() => {
  [current, shown, recorded, patched, reveal] = [null, [], [], [], Promise.resolve()];
  const view = {
    get current() {
      return current;
    },
    post: (message: AnswerMessage) => void (current = reduceAnswer(current, message)),
    reveal: () => reveal,
  };
  const status = {
    show: (state: { kind: string; model?: string }) => void shown.push(`${state.kind} ${state.model ?? ''}`),
    rest: () => void shown.push('rest'),
  };
  const recorder = {
    record: ({ id }: { id: string }) => void recorded.push(id),
    underway: () => undefined,
    outcome: () => undefined,
    answeredState: () => ({ kind: 'idle' as const }),
  };
  runner = new TaskRunner(
    ...[view, status, recorder, () => undefined],
    (_task, _patch, { id }) => void patched.push(id),
  );
});

/** Asks a model of the task's name, which answers when it is let. */
function task(name: string, failure: ModelErrorKind | null = null) {
  const trace = makeTrace({ id: name });
  const asked = Promise.withResolvers<void>();
  const answer = Promise.withResolvers<'finished' | 'cancelled'>();
  const pins: (Tier | null)[] = [];
  const given: ExplicitTask = {
    ...{ kind: 'edit', subject: name, frames: [] },
    async *start(pin): AsyncGenerator<CascadeEvent, void, void> {
      pins.push(pin);
      if (failure !== null) return yield { type: 'failed', trace, error: new ModelError(failure, { sentence: '' }) };
      yield { type: 'asking', tier: 'fast', model: name, reasons: [] };
      asked.resolve();
      if ((await answer.promise) === 'cancelled') return yield { type: 'cancelled', trace };
      yield { type: 'patched', patch: { files: [], facts: [] } };
      yield { type: 'finished', trace };
    },
  };
  return { given, pins, asked: asked.promise, end: answer.resolve };
}

test('a task that was replaced while the view was brought up does not take it from its successor', async () => {
  const [first, second] = [task('first'), task('second')];
  const brought = Promise.withResolvers<void>();
  reveal = brought.promise;
  const replaced = runner.run(first.given);
  reveal = Promise.resolve();
  const run = runner.run(second.given);
  await second.asked;
  brought.resolve();
  first.end('cancelled');
  await replaced;
  expect(current).toMatchObject({ subject: 'second', phase: 'working' });
  second.end('finished');
  await run;
  expect(current).toMatchObject({ subject: 'second', phase: 'finished' });
});

test.for(['cancelled', 'finished'] as const)(
  'a replaced task that is %s late is recorded, and neither the status bar nor a diff speaks of it',
  async (end) => {
    const [first, second] = [task('first'), task('second')];
    const replaced = runner.run(first.given);
    await first.asked;
    const run = runner.run(second.given);
    await second.asked;
    first.end(end);
    await replaced;
    expect(recorded).toEqual(['first']);
    expect(shown.at(-1)).toBe('asking second');
    expect(patched).toEqual([]);
    second.end('finished');
    await run;
    expect(patched).toEqual(['second']);
  },
);

test('after a yes to an origin only what failed for want of one is asked again, of the tier that it was asked of', async () => {
  const [wanting, slow] = [task('wanting', 'not-allowed'), task('slow', 'timeout')];
  await runner.run(wanting.given, 'fast');
  await runner.allowed();
  expect(wanting.pins).toEqual(['fast', 'fast']);
  await runner.run(slow.given, 'fast');
  await runner.allowed();
  expect(slow.pins).toEqual(['fast']);
  await runner.again();
  expect(slow.pins).toEqual(['fast', 'fast']);
});
