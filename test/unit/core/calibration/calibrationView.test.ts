// What the calibration view counts: labels speak of the answer that was shown.
import { expect, test } from 'vitest';
import { calibrate } from '../../../../src/core/calibration/calibrate';
import { firstState } from '../../../../src/core/calibration/calibrationState';
import { calibrationView } from '../../../../src/core/calibration/calibrationView';
import type { LabelledResult } from '../../../../src/core/calibration/taskResult';

test('the audit of a strong answer, which compares the fast one with it, is no bad strong answer', () => {
  const now = 1e9;
  const results = Array.from({ length: 30 }, (_, i): LabelledResult => ({
    ...{ id: `${i}`, at: i, kind: 'edit', languageId: 'typescript', group: `${i}`, features: {}, judged: null },
    ...{ shown: 'strong', escalated: false, totalMs: 1000, attempts: [], propensity: 1 },
    label: i < 20 ? { good: true, weight: 1 } : null,
    audit: i < 20 ? null : { good: false, weight: 0.5 },
  }));
  const looked = calibrate({
    ...{ state: firstState('p'), artefacts: [], results, aim: 'balanced', now },
    ...{ priorHash: 'p', promptHash: 'q', base: null },
  });
  const learning = { consent: 'yes', explored: 0, audited: 10 } as const;
  const { labels } = calibrationView(looked, [], results, 'balanced', learning, now);
  expect(labels).toMatchObject({ good: 20, bad: 0 });
});
