// The sum of a task's attempts, and when there is none.
import { expect, test } from 'vitest';
import { totalCost } from '../../../../src/core/cost/totalCost';
import { makeAttempt } from '../../../support/makeTrace';

const free = makeAttempt({ cost: 0 });
const priced = makeAttempt({ cost: 0.25 });
const unpriced = makeAttempt({ cost: null });
const refused = makeAttempt({ cost: null, usage: null, firstTokenMs: null });

test.each([
  ['nothing was asked', [], 0],
  ['a free and a priced answer', [free, priced], 0.25],
  ['an answer without a price is in no sum', [priced, unpriced], null],
  ['a call that was never answered takes no price away from the others', [free, refused], 0],
])('%s', (_name, attempts, dollars) => expect(totalCost(attempts)).toBe(dollars));
