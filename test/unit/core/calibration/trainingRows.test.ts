// What each label weighs in a fit: trust, age, and how seldom such a label is seen.
import { expect, it } from 'vitest';
import type { LabelledResult } from '../../../../src/core/calibration/taskResult';
import { trainingRows } from '../../../../src/core/calibration/versionedArtefact';

const good = { good: true, weight: 1 };
const audited = { good: false, weight: 0.5 };
const result = (over: Partial<LabelledResult>): LabelledResult => ({
  id: 'r',
  at: 0,
  kind: 'edit',
  languageId: 'typescript',
  group: 'g',
  features: {},
  judged: {
    version: 'prior',
    p: 0.9,
    threshold: 0.7,
    accepted: true,
    signals: { 'logprob.mean': -0.2 },
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
});
const weights = (...results: LabelledResult[]): number[] =>
  trainingRows(results, 1e9).map(
    ({ weight, trust = 1, y }) => ((y === 1 ? 1 : -1) * Math.round((weight / trust) * 10)) / 10,
  );

it.each<[string, LabelledResult, number[]]>([
  ['an outcome counts once', result({ label: good }), [1]],
  [
    'one that was drawn counts for those that were not',
    result({ label: good, propensity: 0.04, shown: 'unverified' }),
    [25],
  ],
  ['an audit of an accepted answer counts for fifty', result({ audit: audited }), [-50]],
  [
    'an audit of a task that strong answered counts for thirty-three',
    result({ audit: audited, shown: 'strong' }),
    [-33.3],
  ],
  ['an outcome goes before an audit', result({ label: good, audit: audited }), [1]],
  ['no chance is taken for less than one in fifty', result({ label: good, propensity: 0.001 }), [50]],
  ['what nobody told of teaches nothing', result({}), []],
  ['nor does the outcome of a strong answer', result({ shown: 'strong', label: good }), []],
])('%s', (_name, of, expected) => expect(weights(of)).toEqual(expected));

it('an outcome that has not settled is waited for, audit or not', () => {
  expect(trainingRows([result({ at: 1e9 - 1, label: good, audit: audited })], 1e9)).toEqual([]);
});
