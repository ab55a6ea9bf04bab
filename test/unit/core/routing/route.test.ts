import { describe, expect, it } from 'vitest';
import { aimNumbers } from '../../../../src/core/aims';
import { createLatch } from '../../../../src/core/routing/latch';
import { directLimit, route, type RouteInput } from '../../../../src/core/routing/route';

const fast = { dollars: 0.0001, seconds: 1, contextWindow: 2048 };
const strong = { dollars: 0.005, seconds: 3, contextWindow: 100_000 };

function input(more: Partial<RouteInput>): RouteInput {
  return {
    kind: 'explain',
    features: {},
    mode: 'cascade',
    pin: null,
    latched: false,
    aim: aimNumbers('balanced', 'explain'),
    fast,
    strong,
    ...more,
  };
}

const hardFunction = {
  'syntax.errorNodes': 3,
  'syntax.functionLines': 220,
  'syntax.branches': 40,
  'syntax.nesting': 7,
  'diagnostics.errorsInRange': 2,
};

describe('route', () => {
  it.each<[string, Partial<RouteInput>, string]>([
    ['an ordinary explanation', {}, 'fast by p-easy'],
    ['dense and broken code', { features: hardFunction }, 'strong by p-hard'],
    ['a prompt over the fast window', { features: { 'request.tokens': 1900 } }, 'strong by window'],
    ['a look at the code that was late', { features: { 'request.late': 1 } }, 'strong by router-late'],
    ['a late look while typing', { kind: 'complete', features: { 'request.late': 1 } }, 'fast by completion-first'],
    ['a trace over three files', { kind: 'debug', features: { 'trace.workspaceFiles': 3 } }, 'strong by trace-files'],
    ['a trace over two files', { kind: 'debug', features: { 'trace.workspaceFiles': 2 } }, 'strong by p-hard'],
    ['a trace in one file', { kind: 'debug', features: { 'trace.workspaceFiles': 1 } }, 'fast by p-easy'],
    ['a trace with two causes', { kind: 'debug', features: { 'trace.causes': 2 } }, 'strong by trace-causes'],
    ['three files, but only explained', { features: { 'trace.workspaceFiles': 3 } }, 'strong by p-hard'],
    ['two escalations in a row', { latched: true }, 'strong by session-latch'],
    ['the pin over the rules', { pin: 'fast', features: hardFunction }, 'fast by pin'],
    ['the pin over the mode', { pin: 'strong', mode: 'fast' }, 'strong by pin'],
    ['mode strong', { mode: 'strong' }, 'strong by mode-strong'],
    ['no strong tier', { strong: null, pin: 'strong' }, 'fast by no-strong'],
    [
      'no strong tier, said why',
      { strong: null, unavailable: [{ rule: 'local-only', weight: 1, data: {} }] },
      'fast by local-only',
    ],
    ['no fast tier', { fast: null }, 'strong by no-fast'],
    ['a completion in dense code', { kind: 'complete', features: hardFunction }, 'fast by completion-first'],
  ])('%s', (_name, more, expected) => {
    const decided = route(input(more));
    expect(`${decided.tier} by ${decided.rule}`).toBe(expected);
    expect(decided.reasons[0]?.rule).toBe(decided.rule);
  });

  it('gives the features that weighed most, as data', () => {
    const decided = route(input({ features: hardFunction }));
    expect(decided.reasons.map((reason) => reason.rule)).toContain('syntax.errorNodes');
    expect(decided.pHard).toBeGreaterThan(0.8);
  });

  it('asks strong sooner the dearer the second is against the money', () => {
    const limits = (['cost', 'balanced', 'quality'] as const).map((aim) =>
      directLimit(aimNumbers(aim, 'explain'), { ...fast, seconds: 2 }, { ...strong, seconds: 4 }),
    );
    expect(limits[0]).toBeGreaterThan(limits[1] ?? 0);
    expect(limits[1]).toBeGreaterThanOrEqual(limits[2] ?? 0);
  });
});

describe('the session latch', () => {
  it('holds after two escalations on one thread, not across threads, and decays', () => {
    const latch = createLatch();
    latch.escalated('a', 0);
    expect(latch.held('a', 1)).toBe(false);
    latch.escalated('a', 1000);
    expect(latch.held('a', 2000)).toBe(true);
    expect(latch.held('b', 2000)).toBe(false);
    expect(latch.held('a', 30 * 60_000)).toBe(false);
  });

  it('opens again when a fast answer is accepted', () => {
    const latch = createLatch();
    latch.escalated('a', 0);
    latch.accepted('a');
    latch.escalated('a', 10);
    expect(latch.held('a', 20)).toBe(false);
  });
});
