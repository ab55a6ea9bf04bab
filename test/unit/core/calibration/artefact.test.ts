import { describe, expect, it } from 'vitest';
import { alignFolds } from '../../../../src/core/calibration/alignFolds';
import {
  acceptableChance,
  calibrationArtefact,
  fitJudge,
  heldOut,
  judgeReasons,
  type LabelledAnswer,
} from '../../../../src/core/calibration/artefact';
import { foldsByGroup } from '../../../../src/core/calibration/folds';
import { auroc, ece } from '../../../../src/core/calibration/metrics';
import { schemaRow, signalSchema, type SignalBelief } from '../../../../src/core/calibration/signalSchema';
import { seeded } from '../../../support/seeded';

const beliefs: Record<string, SignalBelief> = {
  good: { mean: 0.3, precision: 4 },
  noise: { mean: 0, precision: 40 },
  sometimes: { mean: 0, precision: 4 },
};

function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** A quarter is bad; `good` tells them apart by `strength` deviations; `sometimes` is there for half, and is the answer's label. */
function answers(n: number, strength: number, seed: number): LabelledAnswer[] {
  const random = seeded(seed);
  return Array.from({ length: n }, (_, i): LabelledAnswer => {
    const y = random() < 0.75 ? 1 : 0;
    const signals = { good: normal(random) + y * strength, noise: normal(random) };
    return { group: `g${i}`, kind: 'edit', languageId: 'python', y, weight: 1, signals };
  });
}

const provenance = { source: 'test', fastModel: 'a', strongModel: 'b', promptHash: 'c', date: '2026-01-01' };

describe('the fitted judge', () => {
  it('is calibrated on fresh answers after 300 labels: ECE at most 0.06 on 20,000', () => {
    const { judge } = fitJudge(answers(300, 1.59, 1), beliefs);
    const fresh = answers(20_000, 1.59, 2).map((answer) => ({ p: acceptableChance(judge, answer), y: answer.y }));
    expect(ece(fresh)).toBeLessThanOrEqual(0.06);
    expect(auroc(fresh)).toBeGreaterThan(0.85);
  });

  it('finds nothing in noise when scored out of fold: nothing leaks', () => {
    const random = seeded(3);
    const rows = answers(200, 0, 4).map((row) => ({
      ...row,
      signals: { good: normal(random), noise: normal(random) },
    }));
    const said = heldOut(rows, beliefs, 10, () => null);
    const aligned = auroc(said.map((each, i) => ({ p: each.aligned, y: rows[i]?.y ?? 0 })));
    expect(aligned).toBeGreaterThan(0.35);
    expect(aligned).toBeLessThan(0.65);
  });

  it('derives thresholds from the training rows alone', () => {
    const rows = answers(60, 1, 5);
    const seen = heldOut(rows, beliefs, 5, (training) => new Set(training.map(({ group }) => group)));
    for (const [i, { derived }] of seen.entries()) expect(derived.has(rows[i]?.group ?? '')).toBe(false);
  });

  it('ranks equal answers as equal across folds', () => {
    const rows = answers(120, 0, 6).map((row) => ({
      ...row,
      signals: { good: row.y + (row.group.endsWith('7') ? -1 : 0) },
    }));
    const said = heldOut(rows, beliefs, 10, () => null);
    const levels = new Map<number, Set<number>>();
    for (const [i, { aligned }] of said.entries()) {
      const value = rows[i]?.signals['good'] ?? 0;
      levels.set(value, (levels.get(value) ?? new Set()).add(Number(aligned.toFixed(9))));
    }
    for (const level of levels.values()) expect(level.size).toBe(1);
  });

  it('gives its reasons, largest first', () => {
    const { judge } = fitJudge(answers(300, 1.59, 1), beliefs);
    const reasons = judgeReasons(judge, { kind: 'edit', languageId: 'python', signals: { good: -2, noise: 0 } });
    expect(reasons[0]).toMatchObject({ rule: 'good', data: { value: -2 } });
    expect(reasons[0]?.weight).toBeLessThan(-0.5);
  });

  it('is plain data that survives JSON, with what it was made from', () => {
    const artefact = calibrationArtefact(answers(100, 1.5, 8), beliefs, provenance);
    const again: typeof artefact = JSON.parse(JSON.stringify(artefact));
    expect(again).toEqual(artefact);
    expect(artefact).toMatchObject({ format: 1, n: 100, fastModel: 'a', date: '2026-01-01' });
    const one = { kind: 'edit', languageId: 'python', signals: { good: 1 } } as const;
    expect(acceptableChance(again, one)).toBe(acceptableChance(artefact, one));
  });

  it('stays between 0 and 1 for no label, one class, and signals never seen', () => {
    const one = { kind: 'chat', languageId: 'go', signals: { other: 1e9 } } as const;
    for (const rows of [[], answers(40, 1, 9).map((row) => ({ ...row, y: 1 }))]) {
      const p = acceptableChance(fitJudge(rows, beliefs).judge, one);
      expect(p).toBeGreaterThan(0);
      expect(p).toBeLessThan(1);
    }
  });
});

describe('signals as columns', () => {
  const row = (signals: Record<string, number>): LabelledAnswer => ({
    group: 'g',
    kind: 'edit',
    languageId: 'python',
    y: 1,
    weight: 1,
    signals,
  });

  it('marks a missing signal as missing, which is not a zero', () => {
    const schema = signalSchema([row({ good: 1 }), row({ good: 3 }), row({})], beliefs);
    expect(schema.columns).toHaveLength(1);
    expect(schemaRow(schema, row({ good: 3 }))).toEqual([1, 0]);
    expect(schemaRow(schema, row({}))).toEqual([0, 1]);
  });

  it('leaves out what never varies', () => {
    expect(signalSchema([row({ good: 1 }), row({ good: 1 })], beliefs).columns).toEqual([]);
  });

  it('gives intercepts to languages that are frequent, where there are several', () => {
    const many = (languageId: string, n: number) => Array.from({ length: n }, () => ({ ...row({}), languageId }));
    expect(signalSchema(many('python', 30), beliefs).languages).toEqual([]);
    expect(signalSchema([...many('python', 30), ...many('go', 9), ...many('rust', 10)], beliefs).languages).toEqual([
      'python',
      'rust',
    ]);
  });
});

describe('folds', () => {
  it('never part a group, are even, and are the same each time', () => {
    const rows = Array.from({ length: 100 }, (_, i) => ({ group: `repo/${i % 25}` }));
    const folds = foldsByGroup(rows, 5);
    for (const [i, fold] of folds.entries()) expect(fold).toBe(folds[i % 25]);
    expect(new Set(folds).size).toBe(5);
    expect([0, 1, 2, 3, 4].map((fold) => folds.filter((each) => each === fold).length)).toEqual([20, 20, 20, 20, 20]);
    expect(foldsByGroup(rows, 5)).toEqual(folds);
  });

  it('align by rank: a judge that thinks better of everything changes no order', () => {
    const scores = [
      [0, 1, 1, 3],
      [10, 11, 11, 13],
    ];
    expect(alignFolds(scores, [0, 1, 0, 1])).toEqual([5, 6, 6, 8]);
  });
});
