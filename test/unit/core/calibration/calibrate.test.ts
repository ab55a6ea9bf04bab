// When a judge is fitted anew, and on whose answers: looks at labels made up, one after the other.
import { expect, test } from 'vitest';
import { calibrate, type Calibrated } from '../../../../src/core/calibration/calibrate';
import { firstState, type CalibrationState } from '../../../../src/core/calibration/calibrationState';
import type { LabelledResult } from '../../../../src/core/calibration/taskResult';
import type { VersionedArtefact } from '../../../../src/core/calibration/versionedArtefact';

const minute = 60_000;
const settled = 30 * minute;

/** `accepted`: the judge has passed the bad third of them too, so that it is refused its certificate. */
function results(n: number, fastModel: string, from = 0, accepted = true): LabelledResult[] {
  return Array.from({ length: n }, (_, k): LabelledResult => {
    const i = from + k;
    const good = i % 3 !== 0;
    return {
      ...{ id: `${i}`, at: i * minute, kind: 'edit', languageId: 'typescript', group: `${i}`, features: {} },
      judged: {
        ...{
          version: 'prior',
          p: accepted ? 0.76 : 0.6,
          threshold: 0.7,
          accepted,
          inside: true,
          fastModel,
          shadow: null,
        },
        signals: { 'logprob.mean': good ? -0.1 - (i % 7) / 100 : -2 },
      },
      ...{ shown: accepted ? 'accepted' : 'unverified', escalated: false, totalMs: 1000, attempts: [], propensity: 1 },
      ...{ label: { good, weight: 1 }, audit: null },
    };
  });
}

/** One look a list, the artefacts of earlier ones at hand. */
function looks(start: CalibrationState, ...steps: readonly (readonly LabelledResult[])[]): Calibrated {
  const artefacts: VersionedArtefact[] = [];
  let state = start;
  let last: Calibrated | null = null;
  for (const each of steps) {
    const now = (each.at(-1)?.at ?? 0) + settled;
    const hashes = { priorHash: 'p', promptHash: 'q' };
    last = calibrate({ state, artefacts, results: each, aim: 'balanced', now, ...hashes, base: null });
    state = last.state;
    if (last.made !== null) artefacts.push(last.made);
  }
  if (last === null) throw new Error('no look');
  return last;
}

test('after a change of the fast model, labels of the old one fit no judge of the new one, and the alarm stands', () => {
  const old = results(200, 'A');
  const first = [...old, ...results(1, 'B', 200)];
  const seen = looks(firstState('p'), old, old, first, first);
  expect(seen.deployed.artefact).toBeNull();
  expect(seen.made).toBeNull();
  expect(seen.alarms.map(({ rule }) => rule)).toEqual(['drift.model']);
});

test('enough labels of the new model fit a judge of its own, on them alone', () => {
  const old = results(200, 'A');
  const all = [...old, ...results(90, 'B', 200)];
  const { made, state } = looks(firstState('p'), old, old, all.slice(0, 201), all);
  expect(made?.artefact).toMatchObject({ n: 90, fastModel: 'B' });
  expect(state.labelsAtFit).toBe(90);
});

test('after other prompts, answers to the old ones lift no alarm', () => {
  const old = results(200, 'A');
  const { state } = looks(firstState('p'), old, old);
  expect(state.deployed).toBe('own-1');
  const now = 200 * minute + settled;
  const anew = calibrate({
    ...{ state, artefacts: [], results: old, aim: 'balanced', now, priorHash: 'p', promptHash: 'other', base: null },
    artefacts: [{ version: state.deployed } as VersionedArtefact],
  });
  expect(anew.made).toBeNull();
  expect(anew.alarms.map(({ rule }) => rule)).toEqual(['drift.prompts']);
});

test('a fit comes when the labels have doubled, however many there are', () => {
  const fitted = (n: number, labelsAtFit: number, since: number): string | undefined =>
    looks({ ...firstState('p'), fits: 1, labelsAtFit, since: { 'own-1': since * minute } }, results(n, 'A', 0, false))
      .made?.version;
  expect(fitted(150, 100, 100)).toBeUndefined();
  expect(fitted(200, 100, 100)).toBe('own-2');
  expect(fitted(2_900, 1_945, 2_000)).toBeUndefined();
  expect(fitted(3_000, 1_945, 2_000)).toBe('own-2');
  expect(fitted(4_900, 2_000, 3_000)).toBe('own-2');
});

test('an alarm is mended by sixty new labels, however many there are', () => {
  const alarms = [{ rule: 'drift.cusum', weight: 1, data: {} }];
  const fitted = (n: number, labelsAtFit: number, since: number): string | undefined =>
    looks(
      { ...firstState('p'), fits: 1, labelsAtFit, alarms, since: { 'own-1': since * minute } },
      results(n, 'A', 0, false),
    ).made?.version;
  expect(fitted(150, 100, 100)).toBeUndefined();
  expect(fitted(165, 100, 100)).toBe('own-2');
  expect(fitted(4_000, 1_945, 3_990)).toBeUndefined();
  expect(fitted(4_060, 2_000, 3_990)).toBe('own-2');
});
