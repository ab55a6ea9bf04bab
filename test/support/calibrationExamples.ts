// Facts of a calibration and of spending as the store would give them. For tests and pictures of the views.
import type { SpentLine } from '../../src/core/cost/spendHistory';
import type { CalibrationFacts, ReplayPoint, SpendingFacts } from '../../src/shared/calibrationFacts';

const replayed = (threshold: number): ReplayPoint => ({
  threshold,
  acceptedShare: 1 - threshold ** 2,
  strongShare: 0.8 * threshold ** 2,
  badShare: threshold < 0.95 ? 0.3 * (1 - threshold) : null,
  quality: 0.8 + 0.12 * threshold,
  dollars: 0.0004 + 0.003 * threshold ** 2,
  seconds: 0.9 + 2.4 * threshold ** 2,
  labels: Math.round(143 * (1 - threshold ** 2)),
  observed: threshold >= 0.7,
});

export const certifiedFacts: CalibrationFacts = {
  aim: { name: 'balanced', alpha: 0.1, delta: 0.1 },
  certificate: {
    rule: 'certificate.held',
    weight: 1,
    data: { oneIn: 10, sure: 0.9, labels: 143, bad: 6, share: 0.61 },
  },
  certified: true,
  threshold: { value: 0.74, kind: 'certified', source: 'prior-1', since: 1_795_000_000_000 },
  artefact: {
    version: 'prior-1',
    source: 'prior',
    date: '2026-11-25',
    fastModel: 'qwen2.5-coder-1.5b',
    labels: 0,
    ece: 0.041,
    brier: 0.118,
  },
  shadow: { version: 'own-2', date: '2026-11-24', labels: 162, have: 12, need: 29 },
  labels: { good: 149, bad: 13, certifying: 143, accepted: 234 },
  reliability: [0.25, 0.4, 0.55, 0.66, 0.73, 0.78, 0.83, 0.88, 0.92, 0.96].map((p, i) => ({
    p,
    good: Math.min(1, p + (i % 3 === 0 ? 0.05 : -0.03)),
    count: 16,
  })),
  replay: Array.from({ length: 21 }, (_, i) => replayed(i / 20)),
  alarms: [],
  standing: {
    verdict: { rule: 'standing.cascade', weight: 0, data: { tasks: 412, moreDollars: 1.32, moreSeconds: 618 } },
    tasks: 412,
    cascade: { dollars: 0.0011, seconds: 1.4, bad: 0.06 },
    fast: { dollars: 0.0002, seconds: 0.7, bad: 0.19 },
    strong: { dollars: 0.0043, seconds: 2.9, bad: 0.05 },
    offer: null,
  },
  learning: { consent: 'not-asked', explored: 0, audited: 0 },
  changes: [
    {
      at: 1_795_000_000_000,
      from: 0.7,
      to: 0.74,
      source: 'prior-1',
      why: { rule: 'certificate.held', weight: 1, data: { oneIn: 10, sure: 0.9, labels: 143, bad: 6, share: 0.61 } },
    },
  ],
  pending: null,
};

export const waitingFacts: CalibrationFacts = {
  ...certifiedFacts,
  certificate: { rule: 'certificate.waiting', weight: 0, data: { have: 12, need: 29 } },
  certified: false,
  threshold: { value: 0.7, kind: 'prior', source: 'prior', since: null },
  artefact: { ...certifiedFacts.artefact, ece: null, brier: null },
  shadow: null,
  labels: { good: 11, bad: 1, certifying: 12, accepted: 40 },
  reliability: [],
  replay: [],
  standing: {
    ...certifiedFacts.standing,
    verdict: { rule: 'standing.waiting', weight: 0, data: { have: 40, need: 50 } },
    tasks: 40,
    fast: { dollars: null, seconds: null, bad: null },
    strong: { dollars: null, seconds: null, bad: null },
  },
  changes: [],
};

export const alarmedFacts: CalibrationFacts = {
  ...certifiedFacts,
  certified: false,
  threshold: { value: 0.78, kind: 'safe', source: 'prior-1', since: 1_795_100_000_000 },
  alarms: [
    { rule: 'drift.cusum', weight: 1, data: { sum: 11.2, limit: 10.1, labels: 61 } },
    { rule: 'shift.language', weight: 1, data: { share: 0.2 } },
  ],
  standing: {
    ...certifiedFacts.standing,
    verdict: { rule: 'standing.fast', weight: 0.4, data: { tasks: 412, moreDollars: -0.37, moreSeconds: -288 } },
    offer: 'fast',
  },
};

export const spending: SpendingFacts = {
  day: { name: '2026-11-25', limit: 1, spent: 0.83, reserved: 0.01 },
  month: { name: '2026-11', limit: 20, spent: 7.41, reserved: 0.01 },
  state: { rule: 'budget.near', weight: 0, data: { period: 'day', spent: 0.84, budget: 1 } },
  tiers: [
    { tier: 'fast', calls: 2_140, dollars: 0.91 },
    { tier: 'strong', calls: 318, dollars: 6.5 },
  ],
  unpriced: ['house-model'],
  prices: {
    date: '2025-11-01',
    ageDays: 389,
    old: true,
    rows: [
      {
        model: 'our-gateway-large',
        prices: { input: 2, cachedRead: 0.2, cacheWrite: 2, output: 8 },
        own: true,
        local: false,
      },
      {
        model: 'gpt-4o-mini',
        prices: { input: 0.15, cachedRead: 0.075, cacheWrite: 0.15, output: 0.6 },
        own: false,
        local: false,
      },
      {
        model: 'qwen2.5-coder-0.5b',
        prices: { input: 0, cachedRead: 0, cacheWrite: 0, output: 0 },
        own: false,
        local: true,
      },
      { model: 'house-model', prices: null, own: false, local: false },
    ],
  },
};

/** Two weeks, with a quiet weekend in each. */
export const spentHistory: readonly SpentLine[] = Array.from({ length: 14 }, (_, i) => i)
  .filter((i) => i % 7 < 5)
  .flatMap((i): SpentLine[] => {
    const day = `2026-11-${String(12 + i).padStart(2, '0')}`;
    const more = 1 + (i % 5) / 3;
    return [
      {
        day,
        kind: 'complete',
        tier: 'fast',
        tasks: Math.round(140 * more),
        dollars: 0.05 * more,
        unpriced: 0,
        strongAlone: 0.9 * more,
      },
      { day, kind: 'explain', tier: 'fast', tasks: 9, dollars: 0.012 * more, unpriced: 0, strongAlone: 0.11 * more },
      { day, kind: 'debug', tier: 'strong', tasks: 5, dollars: 0.21 * more, unpriced: 0, strongAlone: 0.19 * more },
      { day, kind: 'edit', tier: 'strong', tasks: 7, dollars: 0.16 * more, unpriced: 0, strongAlone: 0.16 * more },
    ];
  });
