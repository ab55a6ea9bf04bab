// Escalations by the minute: whatever answers are made to look like, strong is asked so often and no oftener.
import { expect, test } from 'vitest';
import { aimNumbers } from '../../../../src/core/aims';
import { runCascade } from '../../../../src/core/cascade';
import type { CascadeTask } from '../../../../src/core/cascadeTask';
import { budgetedModel } from '../../../../src/core/cost/budgetedModel';
import { BudgetLedger } from '../../../../src/core/cost/budgetLedger';
import { ModelError } from '../../../../src/core/modelError';
import { createEscalationCap, escalationsPerMinute } from '../../../../src/core/routing/escalationCap';
import type { Model } from '../../../../src/core/model';
import type { Trace } from '../../../../src/core/trace';
import { fakeModel } from '../../../support/fakeModel';
import { tried } from '../../../support/tried';

/** The worst that an injection can do: every fast answer is taken for weak. */
const alwaysWeak: CascadeTask = {
  ...{
    id: 't',
    kind: 'explain',
    languageId: 'python',
    path: 'a.py',
    startedAt: 0,
    features: {},
    spans: [],
    waits: true,
  },
  route: { tier: 'fast', pHard: 0.1, rule: 'p-hard', reasons: [] },
  aim: aimNumbers('quality', 'explain'),
  prompt: () => ({
    ...{ kind: 'chat', system: '', messages: [], maxTokens: 10, temperature: 0, stop: [], logProbabilities: false },
  }),
  judge: async () => ({
    ...{ pAcceptable: 0.01, threshold: 0.7, thresholdSource: 'prior', verdict: 'escalate' },
    ...{ signals: {}, stages: [], reasons: [] },
  }),
};

async function run(strong: Model, hedged: boolean, mayEscalate: () => boolean): Promise<Trace> {
  const deps = {
    ...{ fast: fakeModel('f', { text: 'weak' }), strong, mayEscalate, clock: () => 0 },
    strongEstimate: { dollars: 0, seconds: 1 },
    hedge: hedged ? { rule: 'hedged', weight: 1, data: {} } : null,
  };
  let trace: Trace | null = null;
  for await (const event of runCascade(alwaysWeak, deps, new AbortController().signal))
    if (event.type === 'finished') trace = event.trace;
  if (trace === null) throw new Error('no end');
  return trace;
}

test.each([false, true])('T17: a minute has its share of escalations, started beside (%s) or after', async (hedged) => {
  const strong = fakeModel('s', { text: 'S' });
  const cap = createEscalationCap();
  const shown: string[] = [];
  for (let at = 0; at < 59_000; at += 500) {
    let may: boolean | null = null;
    const trace = await run(strong, hedged, () => (may ??= cap.take(at)));
    shown.push(trace.shown);
    if (trace.shown === 'unverified') expect(trace.reasons[0]?.rule).toBe('escalations-capped');
  }
  expect(strong.prompts).toHaveLength(escalationsPerMinute);
  expect(shown.slice(0, escalationsPerMinute)).toEqual(Array(escalationsPerMinute).fill('strong'));
  expect(new Set(shown.slice(escalationsPerMinute))).toEqual(new Set(['unverified']));
});

test('T17: over an hour no minute has more, and those that were refused cost none', ({ task }) => {
  tried(task, 7200);
  const cap = createEscalationCap();
  const taken = Array.from({ length: 7200 }, (_, step) => step * 500).filter((at) => cap.take(at));
  const most = Math.max(...taken.map((from) => taken.filter((at) => at >= from && at < from + 60_000).length));
  expect(most).toBe(escalationsPerMinute);
  expect(taken.length).toBe(60 * escalationsPerMinute);
});

test('T17: spend is capped: a hundred weak answers cost no more than the budget', async ({ task }) => {
  tried(task, 100);
  const ledger = new BudgetLedger({ limits: { day: 0.01, month: null }, over: 'fast-only', warnAt: 0.8 });
  const strong = fakeModel('s', { text: 'S' });
  const gate = {
    reserve: async (_tier: string, _model: string, atMost: number | null) => {
      const { reservation } = ledger.reserve(atMost, '2026-01-31');
      if (reservation === null) throw new ModelError('budget', { sentence: 'The budget is used up.' });
      return { settle: (cost: number | null) => ledger.settle(reservation, cost), left: ledger.left('2026-01-31') };
    },
  };
  const model = budgetedModel(strong, 'strong', gate);
  const shown: string[] = [];
  for (let round = 0; round < 100; round++) shown.push((await run(model, false, () => true)).shown);
  // What a call costs in the end may be more than what its prompt let expect: over by one call at most.
  expect(ledger.left('2026-01-31')).toBeGreaterThan(-0.0002);
  expect(strong.prompts.length).toBeLessThan(100);
  expect(shown.at(-1)).toBe('unverified');
});
