// The shipped prior says what it is made of, and changes only with its version.
import { expect, it } from 'vitest';
import { hashText } from '../../../../src/core/completion/hash';
import { priorWeights } from '../../../../src/core/judging/prior';
import { priorProvenance } from '../../../../src/core/judging/priorProvenance';
import type { TaskKind } from '../../../../src/core/task';

it('no weight changes without a new version', () => {
  expect(
    hashText(JSON.stringify(priorWeights)).toString(36),
    'weights have changed: set another version, date and hash',
  ).toBe(priorProvenance.hash);
});

it('every kind of task has a part, and what was fitted names whose answers and the command', () => {
  const kinds = new Set(priorProvenance.parts.flatMap((part) => part.kinds));
  expect([...kinds].sort()).toEqual(Object.keys(priorWeights).sort() as TaskKind[]);
  for (const part of priorProvenance.parts.filter(({ source }) => source === 'fitted')) {
    expect(part.from).not.toBeNull();
    expect(part.command).toContain('judge-prior');
  }
});
