// Alarms over one judge's results: quiet in a steady world, loud in a storm and where the inputs have moved.
import { describe, expect, it } from 'vitest';
import type { LabelledResult } from '../../../../src/core/calibration/taskResult';
import { judgeAlarms, passingAlarms, type Watched } from '../../../../src/core/calibration/watch';
import { seeded } from '../../../support/seeded';

function result(i: number, over: Partial<LabelledResult> & { readonly p?: number } = {}): LabelledResult {
  return {
    id: `${i}`,
    at: i * 60_000,
    kind: 'explain',
    languageId: 'typescript',
    group: `${i % 30}`,
    features: {},
    judged: {
      version: 'prior',
      p: over.p ?? 0.85,
      threshold: 0.7,
      accepted: true,
      signals: {},
      inside: true,
      fastModel: 'm',
      shadow: null,
    },
    shown: 'accepted',
    escalated: false,
    totalMs: 1000,
    attempts: [],
    propensity: 1,
    label: null,
    audit: null,
    ...over,
  };
}
const watched = (results: readonly LabelledResult[]): Watched => ({
  own: results,
  recent: results,
  before: [],
  artefact: null,
  now: 1e12,
});
const rules = (watch: Watched): string[] => [...judgeAlarms(watch), ...passingAlarms(watch)].map(({ rule }) => rule);

describe('the watch', () => {
  it('is quiet in steady worlds, however their usual rate was seen', () => {
    let alarms = 0;
    for (let seed = 0; seed < 20; seed++) {
      const random = seeded(seed);
      const results = Array.from({ length: 900 }, (_, i) =>
        result(i, { escalated: random() < 0.2, label: { good: random() < 0.85, weight: 1 } }),
      );
      for (let n = 250; n <= 900; n += 50) alarms += rules(watched(results.slice(0, n))).length;
    }
    expect(alarms).toBe(0);
  });

  it('sees a storm, with its figure', () => {
    const random = seeded(3);
    const results = Array.from({ length: 400 }, (_, i) => result(i, { escalated: i >= 350 || random() < 0.1 }));
    const [storm] = passingAlarms(watched(results));
    expect(storm).toMatchObject({ rule: 'drift.storm', data: { count: 50, of: 50 } });
  });

  it('sees that more answers are bad than was promised, and waits for no more labels than that takes', () => {
    const bad = Array.from({ length: 120 }, (_, i) => result(i, { p: 0.95, label: { good: i % 2 === 0, weight: 1 } }));
    expect(rules(watched(bad))).toContain('drift.cusum');
  });
});
