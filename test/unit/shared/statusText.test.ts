// What the status bar says in each state, beside the expected words.
import { describe, expect, test } from 'vitest';
import { statusText, type Answered, type StatusState } from '../../../src/shared/statusText';

const answered: Answered = {
  tier: 'fast',
  model: 'qwen2.5-coder-0.5b',
  ms: 140,
  verified: true,
  reasons: [{ rule: 'accepted', weight: 1, data: { p: 0.83, threshold: 0.6 } }],
  tokens: { input: 1412, cached: 1000, output: 12 },
  cost: null,
  sessionCost: 0.0123,
  dayCost: 1.5,
};

const hard = { rule: 'p-hard', weight: -0.5, data: { p: 0.01, limit: 0.5 } };
const cut = { rule: 'veto.length', weight: 1, data: {} };

const states: [StatusState, string, boolean][] = [
  [{ kind: 'set-up' }, '$(gear) Set up Weir', false],
  [{ kind: 'idle' }, '$(zap) Weir', false],
  [{ kind: 'off' }, '$(circle-slash) Weir off', false],
  [{ kind: 'paused', leftMs: 290_000 }, '$(debug-pause) paused', false],
  [{ kind: 'loading', model: 'm' }, '$(sync~spin) loading', false],
  [{ kind: 'asking', tier: 'fast', model: 'm', why: null }, '$(sync~spin) asking fast', false],
  [{ kind: 'asking', tier: 'fast', model: 'm', why: hard }, '$(sync~spin) asking fast', false],
  [{ kind: 'asking', tier: 'strong', model: 'm', why: cut }, '$(sync~spin) asking strong: cut off by length', false],
  [{ kind: 'answered', ...answered }, '$(zap) fast 140 ms', false],
  [{ kind: 'answered', ...answered, tier: 'strong', ms: 2140 }, '$(rocket) strong 2.1 s', false],
  [{ kind: 'answered', ...answered, verified: false }, '$(zap) fast 140 ms · not verified', false],
  [{ kind: 'silent', why: { rule: 'mid-word', weight: 1, data: {} } }, '$(zap) Weir', false],
  [{ kind: 'over-budget', sentence: 'The day’s budget is used up.' }, '$(credit-card) over budget', true],
  [{ kind: 'error', cause: 'auth', sentence: 'The key was refused.' }, '$(error) failed: key refused', true],
  [{ kind: 'error', cause: 'network', sentence: 'No server.' }, '$(error) failed: no connection', true],
];

describe('statusText', () => {
  test.each(states)('%o', (state, text, warning) => {
    const status = statusText(state);
    expect(status.text).toBe(text);
    expect(status.warning).toBe(warning);
    expect(status.label).toMatch(/^Weir: /);
    expect(status.label).not.toContain('$(');
    expect(status.tooltip.length).toBeGreaterThan(0);
  });

  test('only what runs is animated', () => {
    const moving = states.filter(([state]) => statusText(state).text.includes('~spin')).map(([state]) => state.kind);
    expect(new Set(moving)).toEqual(new Set(['loading', 'asking']));
  });

  test('a reason that the trace and its route share is said once', () => {
    const noStrong = { rule: 'no-strong', weight: 1, data: {} };
    const { tooltip } = statusText({ kind: 'answered', ...answered, reasons: [noStrong, { ...noStrong }, cut] });
    expect(tooltip.filter((line) => line.includes('no strong model'))).toHaveLength(1);
  });

  test('at rest the tooltip says where no other machine is asked', () => {
    expect(statusText({ kind: 'idle', localOnly: false }).tooltip).toEqual(['Ready. Click for the menu.']);
    expect(statusText({ kind: 'idle', localOnly: true }).label).toContain('with models on this machine only');
  });

  test('the tooltip of an answer has tier, model, reasons, tokens and cost', () => {
    expect(statusText({ kind: 'answered', ...answered }).tooltip).toEqual([
      'fast · qwen2.5-coder-0.5b · 140 ms',
      'accepted: p 0.83 over 0.60',
      '1,412 tokens in, 1,000 of them cached, 12 out',
      'unpriced for this task, $0.0123 in this session, $1.50 today (estimated)',
    ]);
  });

  test('a silence says its reason', () => {
    const why = { rule: 'mid-word', weight: 1, data: {} };
    expect(statusText({ kind: 'silent', why }).tooltip).toEqual(['held: the cursor stands inside a word']);
  });
});
