// The facts of the calibration for the panel, from its state and its results. Decides nothing.
import { aimNumbers, delta } from '../aims';
import type { Aim } from '../settings';
import type { Calibrated } from './calibrate';
import { certifyingLabels, shadowLabels, thresholdOf } from './calibrate';
import { priorProvenance } from '../judging/priorProvenance';
import { certificateKey, priorVersion } from './calibrationState';
import { certificateReason, labelsWanted, noCertificate } from './certificate';
import type { ArtefactFacts, CalibrationFacts, LearningFacts, ReliabilityFacts, ShadowFacts } from './facts';
import type { OutcomeLabel } from './labels';
import { reliability } from './metrics';
import { replayPoints } from './replay';
import { standingVerdict } from './standing';
import type { LabelledResult } from './taskResult';
import { settledLabel, type VersionedArtefact } from './versionedArtefact';

/** Tasks that the standing verdict looks back on. */
const lastTasks = 500;

export function calibrationView(
  { state, alarms }: Calibrated,
  artefacts: readonly VersionedArtefact[],
  results: readonly LabelledResult[],
  aim: Aim,
  learning: LearningFacts,
  now: number,
): CalibrationFacts {
  const numbers = aimNumbers(aim, 'explain');
  const bound = { alpha: numbers.alpha, delta };
  const find = (version: string | null): VersionedArtefact | undefined =>
    artefacts.find((each) => each.version === version);
  const own = results.filter(
    ({ judged, at }) => judged?.version === state.deployed && judged.inside && at >= (state.since[state.deployed] ?? 0),
  );
  const accepted = own.filter(({ shown }) => shown === 'accepted');
  const certifying = certifyingLabels(own, now);
  const certificate = state.certificates[certificateKey(state.deployed, aim)] ?? noCertificate(state.deployed);
  const labels = results.flatMap((result) => shownLabel(result, now) ?? []);
  const standing = standingVerdict(
    results
      .slice(-lastTasks)
      .map((result) => ({ trace: { ...result, end: 'finished' }, label: shownLabel(result, now) })),
    numbers,
  );
  const offer =
    standing.reason.rule === 'standing.fast' ? 'fast' : standing.reason.rule === 'standing.strong' ? 'strong' : null;
  return {
    aim: { name: aim, ...bound },
    certificate: certificateReason(certificate, bound, certifying.length, accepted.length),
    certified: certificate.result?.certified === true && alarms.length === 0,
    threshold: thresholdOf(state, aim),
    artefact: artefactFacts(state.deployed, find(state.deployed), state.fastModel),
    shadow: shadowFacts(
      find(state.shadow),
      state.certificates[certificateKey(state.shadow ?? '', aim)],
      bound,
      results,
      now,
    ),
    labels: {
      good: labels.filter(({ good }) => good).length,
      bad: labels.filter(({ good }) => !good).length,
      certifying: certifying.length,
      accepted: accepted.length,
    },
    reliability: reliabilityOf(own, now),
    replay: replayPoints(results, now),
    alarms,
    standing: {
      verdict: standing.reason,
      tasks: standing.tasks,
      cascade: standing.cascade,
      fast: standing.fast,
      strong: standing.strong,
      offer,
    },
    learning,
    changes: state.changes,
    pending: state.pending,
  };
}

function artefactFacts(version: string, found: VersionedArtefact | undefined, fastModel: string): ArtefactFacts {
  if (found === undefined) {
    const { version: shipped, date: made } = priorProvenance;
    return { version: shipped, source: priorVersion, date: made, fastModel, labels: 0, ece: null, brier: null };
  }
  const { source, date, n, ece, brier, fastModel: model } = found.artefact;
  return { version, source, date, fastModel: model, labels: n, ece, brier };
}

function shadowFacts(
  found: VersionedArtefact | undefined,
  certificate: ReturnType<typeof noCertificate> | undefined,
  bound: { readonly alpha: number; readonly delta: number },
  results: readonly LabelledResult[],
  now: number,
): ShadowFacts | null {
  if (found === undefined) return null;
  return {
    version: found.version,
    date: found.artefact.date,
    labels: found.artefact.n,
    have: shadowLabels(found, results, now).length,
    need: labelsWanted(certificate ?? noCertificate(found.version), bound),
  };
}

/** What is told of the answer that was shown: the audit of a strong one speaks of the fast one that was asked beside it. */
const shownLabel = (result: LabelledResult, now: number): OutcomeLabel | null =>
  settledLabel(result.shown === 'strong' ? { ...result, audit: null } : result, now);

function reliabilityOf(own: readonly LabelledResult[], now: number): ReliabilityFacts[] {
  const forecasts = own.flatMap((result) => {
    const label = settledLabel(result, now);
    return label === null || result.judged === null ? [] : [{ p: result.judged.p, y: label.good ? 1 : 0 }];
  });
  return reliability(forecasts).map(({ p, y, weight }) => ({ p, good: y, count: weight }));
}
