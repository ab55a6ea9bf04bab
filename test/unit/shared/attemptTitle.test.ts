// What each call is called: those asked again to compare are no attempts at the answer.
import { expect, test } from 'vitest';
import { attemptTitle } from '../../../src/shared/attemptTitle';
import { makeAttempt, makeTrace } from '../../support/makeTrace';

const titles = (trace: ReturnType<typeof makeTrace>): string[] =>
  trace.attempts.map((_, index) => attemptTitle(trace, index));
const strong = makeAttempt({ tier: 'strong', text: 'strong' });
const again = makeAttempt({ sample: true });

test('answers asked again to compare are named so, and not counted among the attempts', () => {
  const trace = makeTrace({ attempts: [makeAttempt(), again, again, strong], shown: 'strong', answer: 'strong' });
  expect(titles(trace)).toEqual([
    'First answer',
    'Asked again, to compare: 1',
    'Asked again, to compare: 2',
    'Final answer',
  ]);
});

test('where nothing was shown each is an attempt', () => {
  const trace = makeTrace({ attempts: [makeAttempt(), again, strong], shown: 'none', answer: '' });
  expect(titles(trace)).toEqual(['First answer', 'Asked again, to compare: 1', 'Attempt 2']);
  expect(titles(makeTrace({ shown: 'none', answer: '' }))).toEqual(['Attempt 1']);
});
