// Which steps of the walkthrough a task proves, and that the manifest waits for exactly these.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { milestones, provenBy } from '../../../src/core/milestones';
import { makeTrace } from '../../support/makeTrace';

const judged = (verdict: 'accept' | 'escalate') => ({
  judgements: makeTrace().judgements.map((judgement) => ({ ...judgement, verdict })),
});

describe('what a trace proves', () => {
  it.each([
    [
      'an accepted completion',
      { kind: 'complete', shown: 'accepted', answer: 'x', ...judged('accept') },
      ['completion'],
    ],
    ['a completion that was held', { kind: 'complete', shown: 'suppressed', answer: '', ...judged('accept') }, []],
    [
      'an answer that the judge sent on',
      { kind: 'debug', shown: 'strong', answer: 'x', ...judged('escalate') },
      ['escalation'],
    ],
    [
      'a fast answer that stood, not verified',
      { kind: 'explain', shown: 'unverified', answer: 'x', ...judged('escalate') },
      [],
    ],
    ['a task that went to strong at once', { kind: 'debug', shown: 'strong', answer: 'x', judgements: [] }, []],
  ] as const)('%s', (_name, parts, proven) => {
    expect(provenBy({ ...makeTrace(), ...parts })).toEqual(proven);
  });
});

it('the walkthrough has one step for each milestone, ticked by its context key', () => {
  const manifest = JSON.parse(readFileSync(join(import.meta.dirname, '../../../package.json'), 'utf8')) as {
    contributes: { walkthroughs: { steps: { id: string; completionEvents: string[] }[] }[] };
  };
  const steps = manifest.contributes.walkthroughs.flatMap(({ steps }) => steps);
  expect(steps.map(({ id, completionEvents }) => [id, completionEvents])).toEqual(
    milestones.map((name) => [name, [`onContext:weir.reached.${name}`]]),
  );
});
