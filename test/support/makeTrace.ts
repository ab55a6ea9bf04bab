// A whole trace with plausible contents; give only what the test is about.
import type { Attempt, Trace } from '../../src/core/trace';

export function makeAttempt(over: Partial<Attempt> = {}): Attempt {
  return {
    tier: 'fast',
    provider: 'openai',
    model: 'small-model',
    origin: 'https://api.openai.com',
    startMs: 1,
    firstTokenMs: 120,
    endMs: 300,
    usage: { input: 100, cachedRead: 10, cacheWrite: 5, output: 20, exact: true },
    cost: 0.001,
    finish: 'stop',
    text: 'return 1;',
    sent: '{"prompt":"function one() {"}',
    logprobs: [{ token: 'return', logprob: -0.1 }],
    error: null,
    ...over,
  };
}

export function makeTrace(over: Partial<Trace> = {}): Trace {
  return {
    id: 't1',
    parent: null,
    startedAt: 1_000_000,
    totalMs: 320,
    kind: 'complete',
    languageId: 'typescript',
    path: 'src/one.ts',
    features: { 'syntax.errorNodes': 0 },
    route: { tier: 'fast', pHard: 0.2, rule: 'p-hard', reasons: [] },
    attempts: [makeAttempt()],
    judgements: [
      {
        attempt: 0,
        pAcceptable: 0.9,
        threshold: 0.6,
        thresholdSource: 'prior',
        verdict: 'accept',
        signals: {},
        stages: ['veto'],
        reasons: [],
        ms: 0.4,
      },
    ],
    spans: [],
    end: 'finished',
    shown: 'accepted',
    answer: 'return 1;',
    reasons: [],
    error: null,
    outcomes: [],
    ...over,
  };
}
