// Reserving and settling: what may be sent, what is left, and that the cap holds whatever the order.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BudgetLedger } from '../../../../src/core/cost/budgetLedger';
import { tried } from '../../../support/tried';

const settings = { limits: { day: 1, month: 10 }, over: 'ask', warnAt: 0.8 } as const;
const day = '2026-01-31';

test('allows, warns near the limit, then asks; a yes goes through', () => {
  const ledger = new BudgetLedger(settings);
  expect(ledger.reserve(0.5, day)).toMatchObject({ kind: 'allow', period: null, left: 0.5 });
  expect(ledger.reserve(0.4, day)).toMatchObject({ kind: 'warn', period: 'day' });
  expect(ledger.reserve(0.2, day)).toMatchObject({ kind: 'ask', period: 'day', reservation: null });
  expect(ledger.reserve(0.2, day, true)).toMatchObject({ kind: 'warn', reservation: 3 });
  expect(ledger.reserve(0.2, '2026-02-01').kind).toBe('allow');
});

test('settling gives back what was not used; twice counts once; unknown counts as reserved', () => {
  const ledger = new BudgetLedger(settings);
  const first = ledger.reserve(0.9, day).reservation ?? 0;
  ledger.settle(first, 0.1);
  ledger.settle(first, 0.1);
  expect(ledger.left(day)).toBeCloseTo(0.9);
  ledger.settle(ledger.reserve(0.3, day).reservation ?? 0, null);
  expect(ledger.snapshot()['2026-01-31']).toBeCloseTo(0.4);
  expect(new BudgetLedger(settings, ledger.snapshot()).left(day)).toBeCloseTo(0.6);
});

test('the month holds where the day is new; fast-only closes the strong tier', () => {
  const ledger = new BudgetLedger({ ...settings, over: 'fast-only' }, { '2026-01': 9.9 });
  expect(ledger.reserve(0.2, day)).toMatchObject({ kind: 'fast-only', period: 'month' });
  expect(ledger.reserve(0.2, '2026-02-01').kind).toBe('allow');
});

test('an unpriced model is asked about under a limit, and free without one', () => {
  expect(new BudgetLedger(settings).reserve(null, day).kind).toBe('ask');
  const open = new BudgetLedger({ ...settings, limits: { day: null, month: null } });
  expect(open.reserve(null, day)).toMatchObject({ kind: 'allow', left: null });
});

test('R21: spend never passes the cap while nobody agreed, in any order of calls', ({ task }) => {
  tried(task, 1000);
  const step = fc.record({
    cost: fc.double({ min: 0, max: 0.4, noNaN: true }),
    used: fc.double({ min: 0, max: 1, noNaN: true }),
    wait: fc.nat(5),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const ledger = new BudgetLedger(settings);
      const open: { id: number; cost: number }[] = [];
      for (const { cost, used, wait } of steps) {
        const { reservation } = ledger.reserve(cost, day);
        if (reservation !== null) open.push({ id: reservation, cost: cost * used });
        for (const { id, cost: real } of open.splice(0, wait)) ledger.settle(id, real);
        expect(ledger.snapshot()[day] ?? 0).toBeLessThanOrEqual(1 + 1e-9);
      }
    }),
    { numRuns: 1000 },
  );
});
