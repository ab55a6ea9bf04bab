// Calibration on the real tables: labels as they arrive, the certificate, alarms, a refit in shadow, and what survives a restart.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { calibrate } from '../../../src/core/calibration/calibrate';
import type { CalibrationState } from '../../../src/core/calibration/calibrationState';
import type { VersionedArtefact } from '../../../src/core/calibration/versionedArtefact';
import { Calibrator } from '../../../src/store/calibrator';
import { TraceDatabase } from '../../../src/store/traceDatabase';
import { isCalibrationFacts } from '../../../src/shared/calibrationFacts';
import { wordReason } from '../../../src/shared/reasonTexts';
import { learnedTraces, type Learned } from '../../support/learnedTraces';

const now = 1e9;
let folder = '';
let database: TraceDatabase;
let calibrator: Calibrator;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'weir-calibrator-'));
  database = new TraceDatabase(join(folder, 'traces.db'));
  calibrator = new Calibrator(database);
});

afterEach(() => {
  database.close();
  rmSync(folder, { recursive: true, force: true });
});

function work(learned: Learned): void {
  for (const trace of learnedTraces(learned)) database.save(trace);
}

test('without labels the prior judges, and the facts say what is waited for', () => {
  work({ n: 12, good: () => true });
  const { deployed, alarms } = calibrator.look('balanced', null, now);
  expect(deployed).toMatchObject({ source: 'prior', artefact: null, shadow: null });
  expect(alarms).toEqual([]);
  const facts = calibrator.facts('balanced', null, 'not-asked', now);
  expect(isCalibrationFacts(facts)).toBe(true);
  expect(wordReason(facts.certificate)).toBe('not certified yet: 12 of 29 answers');
  expect(facts).toMatchObject({ certified: false, labels: { good: 12, bad: 0, certifying: 12, accepted: 12 } });
});

test('29 clean outcomes certify, and the threshold that follows is stricter than the prior and kept', () => {
  work({ n: 30, good: () => true, p: (i) => 0.8 + i / 1000 });
  const { deployed } = calibrator.look('balanced', null, now);
  expect(deployed.source).toBe('prior#1');
  expect(deployed.threshold).toBe(0.8);
  const again = new Calibrator(database).facts('balanced', null, 'yes', now);
  expect(again).toMatchObject({ certified: true, threshold: { value: 0.8, kind: 'certified', source: 'prior#1' } });
  expect(again.changes).toMatchObject([{ from: 0.7, to: 0.8, why: { rule: 'threshold.certified' } }]);
});

test('an outcome counts when it has settled, from whichever window it comes, and bad wins', () => {
  work({ n: 1, good: () => true });
  database.addOutcome('learned-0', { kind: 'thumb-down', atMs: 400_000 });
  expect(calibrator.facts('balanced', null, 'no', now).labels).toMatchObject({ good: 0, bad: 1 });
  expect(calibrator.facts('balanced', null, 'no', 1_000).labels).toMatchObject({ good: 0, bad: 0 });
});

test('another fast model begins anew: what was certified of the old one says nothing of it', () => {
  work({ n: 30, good: () => true });
  calibrator.look('balanced', null, now);
  work({ n: 3, good: () => true, model: 'other-model', from: 30 });
  calibrator.look('balanced', null, now);
  const facts = calibrator.facts('balanced', null, 'no', now);
  expect(facts.certified).toBe(false);
  expect(facts.certificate.rule).toBe('certificate.waiting');
});

test('more bad answers than promised raise the alarm, with its figure, and the threshold falls back', () => {
  work({ n: 120, good: (i) => i % 3 !== 0, p: () => 0.95 });
  const { alarms, deployed } = calibrator.look('balanced', null, now);
  expect(alarms.map(({ rule }) => rule)).toContain('drift.cusum');
  expect(deployed.artefact).toBeNull();
  expect(calibrator.facts('balanced', null, 'no', now)).toMatchObject({ certified: false });
});

test('a refit runs in shadow, takes over when the old judge was refused, and judges what it has seen only', () => {
  const signals = (i: number) => ({ 'logprob.mean': i % 4 === 0 ? -2 : -0.1 - (i % 7) / 100 });
  work({ n: 160, good: (i) => i % 4 !== 0, p: () => 0.76, signals });
  expect(calibrator.look('balanced', null, now).deployed).toMatchObject({
    artefact: null,
    shadow: { version: 'own-1' },
  });
  const first = calibrator.look('balanced', null, now);
  const facts = calibrator.facts('balanced', null, 'no', now);
  expect(first.deployed.artefact?.version).toBe('own-1');
  expect(facts).toMatchObject({ artefact: { version: 'own-1', source: 'own', labels: 160 }, shadow: null });
  expect(facts.changes[0]?.why.rule).toBe('threshold.adopted');
  expect(first.deployed.artefact?.seen.languages).toEqual(['typescript']);
});

test('other prompts, or other weights of the prior, end what was certified of the old ones; an own judge is told of and put aside', () => {
  const signals = (i: number) => ({ 'logprob.mean': i % 4 === 0 ? -2 : -0.1 - (i % 7) / 100 });
  work({ n: 160, good: (i) => i % 4 !== 0, p: () => 0.76, signals });
  calibrator.look('balanced', null, now);
  calibrator.look('balanced', null, now);
  const [state, artefact] = database.reading((sqlite) => [
    JSON.parse(String(sqlite.prepare('SELECT document FROM calibration').get()?.['document'])),
    JSON.parse(String(sqlite.prepare('SELECT document FROM artefacts').get()?.['document'])),
  ]) as [CalibrationState, VersionedArtefact];
  expect(state.deployed).toBe('own-1');
  const look = (priorHash: string, promptHash: string) =>
    calibrate({ state, artefacts: [artefact], results: [], aim: 'balanced', now, priorHash, promptHash, base: null });
  const prompts = state.promptHash ?? '';
  expect(look(state.priorHash, prompts)).toMatchObject({ alarms: [], deployed: { artefact: { version: 'own-1' } } });
  expect(look('other', prompts)).toMatchObject({ alarms: [], deployed: { artefact: { version: 'own-1' } } });
  expect(Object.keys(look('other', prompts).state.certificates)).not.toContain('prior balanced');
  expect(look(state.priorHash, 'other')).toMatchObject({
    alarms: [{ rule: 'drift.prompts', data: { now: 'other' } }],
    deployed: { source: 'prior', artefact: null },
  });
});

test('deleting all traces deletes what was learned of them', () => {
  work({ n: 30, good: () => true });
  calibrator.look('balanced', null, now);
  database.deleteAll();
  expect(calibrator.facts('balanced', null, 'no', now)).toMatchObject({
    certified: false,
    labels: { good: 0 },
    changes: [],
  });
});
