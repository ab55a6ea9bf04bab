// What the session decides before a task begins: whether strong starts beside fast, and whether further fast answers would pay.
import { describe, expect, it } from 'vitest';
import type { Model, Prices } from '../../../src/core/model';
import { createLatch } from '../../../src/core/routing/latch';
import { createLatencies } from '../../../src/core/routing/latency';
import { createReasks } from '../../../src/core/routing/reasks';
import { createTaskRates } from '../../../src/core/routing/taskRates';
import { createWarmPrompts } from '../../../src/core/routing/warmPrompts';
import {
  cascadeDeps,
  historyFeatures,
  routeTask,
  type RouteRequest,
  type Session,
  type Tiers,
} from '../../../src/core/session';
import { defaultSettings, type Settings } from '../../../src/core/settings';
import { fakeModel } from '../../support/fakeModel';

const priced: Prices = { input: 3, cachedRead: 0.3, cacheWrite: 3, output: 15 };
const free: Prices = { input: 0, cachedRead: 0, cacheWrite: 0, output: 0 };

function model(name: string, local: boolean, prices: Prices): Model {
  const fake = fakeModel(name, { text: 'x' });
  return { ...fake, info: { ...fake.info, local, prices } };
}

function session(settings: Partial<Settings> = {}): Session {
  const escalations = createTaskRates();
  for (let i = 0; i < 60; i++) escalations.add('edit', i % 10 !== 0);
  return {
    settings: () => ({ ...defaultSettings, ...settings }),
    tiers: () => Promise.reject(new Error('not asked')),
    syntax: {
      facts: () => Promise.resolve(null),
      fit: () => Promise.resolve(null),
      scopes: () => Promise.resolve(null),
    },
    latencies: createLatencies(),
    latch: createLatch(),
    escalations,
    touchedAt: () => 0,
    clock: () => 0,
    newId: () => 'id',
    within: (promise) => promise,
  };
}

const request: RouteRequest = {
  kind: 'edit',
  features: { 'request.tokens': 500 },
  pin: null,
  thread: 'a.ts',
  answerTokens: 300,
};
const tiers = (fast: Model | null, strong: Model | null): Tiers => ({ fast, strong, unavailable: [] });
const cloud = tiers(model('small', false, free), model('large', false, priced));

describe('hedging', () => {
  const hedged = (both: Tiers, over: Partial<RouteRequest> = {}, settings: Partial<Settings> = {}): boolean =>
    cascadeDeps(session(settings), both, { ...request, ...over }).hedge !== null;

  it('starts strong beside fast where nine in ten tasks escalate', () => {
    expect(hedged(cloud)).toBe(true);
    expect(hedged(tiers(model('small', true, free), model('large', false, priced)))).toBe(true);
    expect(hedged(tiers(model('small', false, free), model('large', true, free)))).toBe(true);
  });

  it('does not where both models run on this machine for nothing: side by side both are slower', () => {
    expect(hedged(tiers(model('small', true, free), model('large', true, free)))).toBe(false);
  });

  it('does not while typing, in another mode, or for want of a tier', () => {
    expect(hedged(cloud, { kind: 'complete' })).toBe(false);
    expect(hedged(cloud, {}, { mode: 'fast' })).toBe(false);
    expect(hedged(tiers(cloud.fast, null))).toBe(false);
    expect(hedged(tiers(null, cloud.strong))).toBe(false);
  });
});

describe('the user’s word', () => {
  const without = (over: Partial<RouteRequest>, settings: Partial<Settings> = {}): string | undefined => {
    const { strong, withoutStrong } = cascadeDeps(session(settings), cloud, { ...request, ...over });
    return strong === null ? withoutStrong?.rule : 'strong may be asked';
  };

  it('always fast, or fast for this task or kind of it: a weak answer is not escalated either', () => {
    expect(without({}, { mode: 'fast' })).toBe('mode-fast');
    expect(without({ pin: 'fast' })).toBe('pin');
    expect(without({}, { mode: 'cascade' })).toBe('strong may be asked');
  });

  it('strong for this task stands over always fast', () => {
    expect(without({ pin: 'strong' }, { mode: 'fast' })).toBe('strong may be asked');
  });

  it('where there is no fast model, strong stands in', () => {
    expect(cascadeDeps(session({ mode: 'fast' }), tiers(null, cloud.strong), request).strong).toBe(cloud.strong);
  });
});

describe('further fast answers', () => {
  const planned = (both: Tiers, over: Partial<RouteRequest> = {}): boolean =>
    cascadeDeps(session(), both, { ...request, ...over }).resample != null;

  it('are planned where two of them cost less than the strong calls that they may save', () => {
    expect(planned(cloud)).toBe(true);
    // Two seconds of waiting for as much money as a strong answer: nothing is saved.
    expect(planned(tiers(model('small', false, priced), model('large', false, priced)))).toBe(false);
  });

  it('are not while typing', () => {
    expect(planned(cloud, { kind: 'complete' })).toBe(false);
  });
});

describe('asking strong at once', () => {
  const limit = (made: Session): unknown => routeTask(made, cloud, request).reasons[0]?.data['limit'];

  it('pays the sooner the oftener fast answers have needed further ones', () => {
    const often = createTaskRates();
    for (let i = 0; i < 60; i++) often.add('edit', true);
    const never = createTaskRates();
    for (let i = 0; i < 200; i++) never.add('edit', false);
    const limits = [
      { ...session(), resampled: never },
      { ...session(), resampled: often },
    ].map(limit);
    expect(limits[0]).toBeGreaterThan(Number(limits[1]));
    expect(limit(session())).toBeGreaterThanOrEqual(Number(limits[0]));
  });
});

describe('what a call costs', () => {
  const chat = { ...request, kind: 'chat' as const, thread: 'chat 1', features: { 'request.tokens': 8_000 } };
  const dollars = (made: Session, over: Partial<RouteRequest> = {}): number =>
    cascadeDeps(made, cloud, { ...chat, ...over }).strongEstimate.dollars;

  it('is less for the model that has read the conversation: a switch pays for the cache it leaves behind', () => {
    const warm = createWarmPrompts();
    warm.add('chat 1', 'large', 7_000, 0);
    const made = { ...session(), warm };
    expect(dollars(made)).toBeCloseTo((1_000 * 3 + 7_000 * 0.3 + 300 * 15) / 1e6);
    expect(dollars(made, { thread: 'chat 2' })).toBeCloseTo((8_000 * 3 + 300 * 15) / 1e6);
    // An explanation's prompt is another one each time.
    expect(dollars(made, { kind: 'explain' })).toBeCloseTo((8_000 * 3 + 300 * 15) / 1e6);
  });
});

describe('re-asks', () => {
  it('are a feature of the next task on the same thread', () => {
    const reasks = createReasks();
    reasks.add('a.ts', 0);
    expect(historyFeatures({ ...session(), reasks }, 'a.ts')).toEqual({ 'history.reasks': 1 });
    expect(historyFeatures({ ...session(), reasks }, 'b.ts')).toEqual({});
    expect(historyFeatures(session(), 'a.ts')).toEqual({});
  });
});

describe('what stands there', () => {
  it('is watched only where an answer would take its place', () => {
    const watched = (kind: RouteRequest['kind']): boolean =>
      cascadeDeps(session(), cloud, { ...request, kind }).touchedAt !== undefined;
    expect((['explain', 'edit', 'debug', 'chat', 'complete'] as const).map(watched)).toEqual([
      true,
      true,
      true,
      false,
      false,
    ]);
  });
});
