// Which judge scores an answer: calibration's where it fits, else the prior's, said with its reason.
import { describe, expect, it } from 'vitest';
import { acceptableChance, fitJudge, type CalibrationArtefact } from '../../../../src/core/calibration/artefact';
import { judgeBeliefs } from '../../../../src/core/calibration/beliefs';
import type { Deployed } from '../../../../src/core/calibration/calibrationState';
import type { VersionedArtefact } from '../../../../src/core/calibration/versionedArtefact';
import { judge } from '../../../../src/core/judging/judge';
import { scoreAnswer } from '../../../../src/core/judging/score';

const rows = Array.from({ length: 80 }, (_, i) => ({
  signals: { 'logprob.mean': -(i % 20) / 10 },
  kind: 'complete' as const,
  languageId: 'typescript',
  group: `${i}`,
  y: i % 20 < 12 ? 1 : 0,
  weight: 1,
}));
const artefact: CalibrationArtefact = {
  format: 1,
  source: 'own',
  fastModel: 'small-model',
  strongModel: '',
  promptHash: '',
  date: '2026-01-31',
  ...fitJudge(rows, judgeBeliefs).judge,
  n: 80,
  ece: 0.1,
  brier: 0.1,
};
const own: VersionedArtefact = {
  version: 'own-1',
  madeAt: 0,
  artefact,
  hardness: null,
  strongRight: {},
  seen: { kinds: ['complete'], languages: ['typescript'], ranges: { 'input.logLines': [0, 0.1] } },
};
const deployed: Deployed = { source: 'own-1#2', threshold: 0.83, artefact: own, shadow: null };
const signals = { 'logprob.mean': -0.3, 'input.logLines': 0 };
const score = (over: Partial<{ model: string; languageId: string; deployed: Deployed }>, of = signals) =>
  scoreAnswer('complete', of, {
    aim: 'balanced',
    calibrated: { deployed, model: 'small-model', languageId: 'typescript', ...over },
  });

describe('the score', () => {
  it('is the deployed calibration’s, held against its certified threshold and named so', () => {
    const answer = { signals, kind: 'complete' as const, languageId: 'typescript' };
    expect(score({})).toMatchObject({
      p: acceptableChance(artefact, answer),
      threshold: 0.83,
      source: 'own-1#2',
      notes: [],
    });
  });

  it.each([
    ['another model answered', { model: 'small-model-2' }, signals, 'drift.model'],
    ['the language was not seen', { languageId: 'cobol' }, signals, 'shift.new-language'],
    ['logs were pasted into the code', {}, { ...signals, 'input.logLines': 0.6 }, 'shift.input'],
  ])('is the prior’s where %s, and says why', (_name, over, of, rule) => {
    const { source, threshold, notes } = score(over, of);
    expect([source, threshold, notes.map((note) => note.rule)]).toEqual(['prior', 0.7, [rule]]);
  });

  it('keeps the prior’s own certified threshold, and logs what a shadow says beside it', () => {
    const { source, threshold, notes } = score({
      deployed: { source: 'prior#1', threshold: 0.9, artefact: null, shadow: own },
    });
    expect([source, threshold]).toEqual(['prior#1', 0.9]);
    expect(notes).toMatchObject([{ rule: 'shadow', data: { version: 'own-1' } }]);
  });

  it('reaches the verdict, so that a trace names the artefact that judged', () => {
    const verdict = judge(
      {
        kind: 'complete',
        text: 'return 1;',
        finish: 'stop',
        logprobs: null,
        source: 'a\nb\nc\n',
        fit: null,
        more: { 'logprob.mean': -0.1 },
      },
      { aim: 'balanced', suppress: true, calibrated: { deployed, model: 'small-model', languageId: 'typescript' } },
    );
    expect(verdict).toMatchObject({ thresholdSource: 'own-1#2', threshold: 0.83 });
  });
});
