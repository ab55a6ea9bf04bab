// The panel draws whole facts or none.
import { expect, test } from 'vitest';
import { isCalibrationFacts, isSpendingFacts } from '../../../src/shared/calibrationFacts';
import { wordReason } from '../../../src/shared/reasonTexts';
import { alarmedFacts, certifiedFacts, spending, waitingFacts } from '../../support/calibrationExamples';

test.each([certifiedFacts, waitingFacts, alarmedFacts])('facts pass as they came through a message', (facts) => {
  expect(isCalibrationFacts(structuredClone(facts))).toBe(true);
});

test.each<[string, unknown]>([
  ['no aim', { ...certifiedFacts, aim: undefined }],
  ['a threshold of an unknown kind', { ...certifiedFacts, threshold: { ...certifiedFacts.threshold, kind: 'guess' } }],
  ['a point without its flag', { ...certifiedFacts, replay: [{ ...certifiedFacts.replay[0], observed: undefined }] }],
  ['a figure that is no number', { ...certifiedFacts, reliability: [{ p: NaN, good: 1, count: 1 }] }],
  ['an offer that is no mode', { ...certifiedFacts, standing: { ...certifiedFacts.standing, offer: 'both' } }],
])('%s does not pass', (_what, facts) => {
  expect(isCalibrationFacts(facts)).toBe(false);
});

test('spending passes, and not without its price table', () => {
  expect(isSpendingFacts(structuredClone(spending))).toBe(true);
  expect(isSpendingFacts({ ...spending, prices: null })).toBe(false);
});

test('every reason of the examples has its sentence with the figures in it', () => {
  const reasons = [certifiedFacts, waitingFacts, alarmedFacts].flatMap(({ certificate, alarms, standing }) => [
    certificate,
    standing.verdict,
    ...alarms,
  ]);
  for (const reason of [...reasons, spending.state]) {
    expect(wordReason(reason)).not.toMatch(/[{}]/);
    expect(wordReason(reason)).toMatch(/\d/);
  }
  expect(wordReason(waitingFacts.certificate)).toBe('not certified yet: 12 of 29 answers');
  expect(wordReason(certifiedFacts.certificate)).toBe(
    'at most 1 in 10 accepted answers is bad, 90 % sure, from 143 of your answers, which is 61 % of all accepted',
  );
});
