// The verdict of `--check`: a judge that always says yes must fail it, and so must one that always says no.
import { expect, test } from 'vitest';
import { importScript } from '../../support/importScript';

interface Script {
  verdicts(traces: readonly unknown[]): { name: string; ok: boolean }[];
}

const { verdicts } = await importScript<Script>('checkTraces.mjs');

interface Shape {
  route: 'fast' | 'strong';
  tiers: readonly string[];
  verdict: string | null;
  shown: string;
  signals?: Record<string, number>;
}

const trace = ({ route, tiers, verdict, shown, signals = { meanLogprob: -1 } }: Shape): unknown => ({
  route: { tier: route },
  attempts: tiers.map((tier) => ({ tier })),
  judgements: verdict === null ? [] : [{ verdict, signals }],
  shown,
});

const accepted = trace({ route: 'fast', tiers: ['fast'], verdict: 'accept', shown: 'accepted' });
const routed = trace({ route: 'strong', tiers: ['strong'], verdict: null, shown: 'strong' });
const escalated = trace({ route: 'fast', tiers: ['fast', 'strong'], verdict: 'escalate', shown: 'strong' });
const ok = (...traces: readonly unknown[]): boolean[] => verdicts(traces).map((verdict) => verdict.ok);

test('accepted, routed and escalated together pass', () => {
  expect(ok(accepted, routed, escalated)).toEqual([true, true, true]);
});

test('a judge that always says yes never escalates', () => {
  expect(ok(accepted, routed, accepted)).toEqual([true, true, false]);
});

test('a judge that always says no never accepts', () => {
  expect(ok(escalated, routed, escalated)).toEqual([false, true, true]);
});

test('a router that never says strong is found out', () => {
  expect(ok(accepted, escalated)).toEqual([true, false, true]);
});

test('a judgement without signals counts for nothing', () => {
  const blind = { verdict: 'accept', signals: {} };
  expect(ok(trace({ route: 'fast', tiers: ['fast'], shown: 'accepted', ...blind }))).toEqual([false, false, false]);
});

test('an escalation is no routing: the strong answer after a fast one was judged', () => {
  expect(ok(trace({ route: 'strong', tiers: ['fast', 'strong'], verdict: 'escalate', shown: 'strong' }))[1]).toBe(
    false,
  );
});
