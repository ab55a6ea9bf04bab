// One look at what has become of the answers: refits, tests, alarms, and what is deployed from now on. Pure: state in, state out.
import { aimNumbers, delta } from '../aims';
import { strongRight } from '../benefit';
import { priorThreshold } from '../judging/prior';
import type { Aim } from '../settings';
import type { Reason } from '../task';
import type { Provenance } from './artefact';
import { certificateKey, firstState, priorVersion, type CalibrationState, type Deployed } from './calibrationState';
import { nextCertificate, noCertificate, type CertificateState, type LoggedLabel } from './certificate';
import type { ThresholdChange, ThresholdFacts } from './facts';
import { lookAtIdentity } from './identity';
import { certifies } from './labels';
import type { LabelledResult } from './taskResult';
import {
  fewestLabels,
  fitVersion,
  lastLabels,
  settledLabel,
  trainingRows,
  type VersionedArtefact,
} from './versionedArtefact';
import { judgeAlarms, passingAlarms, type Watched } from './watch';

export interface CalibrateInput {
  readonly state: CalibrationState;
  /** The deployed one and the shadow at least. */
  readonly artefacts: readonly VersionedArtefact[];
  /** By rising time. */
  readonly results: readonly LabelledResult[];
  readonly aim: Aim;
  readonly now: number;
  readonly priorHash: string;
  readonly promptHash: string;
  /** A team's judge, in place of the prior set by hand; null where there is none. */
  readonly base: VersionedArtefact | null;
}

export interface Calibrated {
  readonly state: CalibrationState;
  /** A new artefact to keep; null where none was made. */
  readonly made: VersionedArtefact | null;
  readonly deployed: Deployed;
  /** Everything that stands against the deployed judge now. */
  readonly alarms: readonly Reason[];
}

const keptChanges = 100;

export function calibrate(input: CalibrateInput): Calibrated {
  const { results, aim, now } = input;
  let state = sameJudge(input);
  const find = (version: string | null): VersionedArtefact | null =>
    input.artefacts.find((each) => each.version === version) ?? null;
  if (state.deployed !== priorVersion && find(state.deployed) === null) state = { ...state, deployed: priorVersion };

  const watched: Watched = {
    own: ownResults(state, results),
    recent: results.filter(({ judged, at }) => judged?.inside === true && at >= (state.since[state.deployed] ?? 0)),
    before: results.filter(({ at }) => at < (state.since[state.deployed] ?? 0)),
    artefact: find(state.deployed),
    now,
  };
  const judging = state.alarms.length > 0 ? [] : judgeAlarms(watched);
  if (judging.length > 0) state = { ...state, alarms: judging };

  const made = refit(state, input);
  if (made !== null) {
    const labels = trainingRows(ofThisJudge(state, results), now).length;
    const since = { ...state.since, [made.version]: now };
    state = { ...state, shadow: made.version, since, labelsAtFit: labels, fits: state.fits + 1 };
  }
  const shadow = made ?? find(state.shadow);
  state = tested(state, aim, watched, shadow, results);
  // A new artefact watches for a while at least: what it says is logged before it decides.
  const taken = made !== null ? state : takeOver(state, aim, shadow, results, now);
  const passing = taken.deployed === state.deployed ? passingAlarms(watched) : [];
  state = taken;
  const alarms = [...state.alarms, ...passing];
  state = withThreshold(state, aim, alarms, now);
  const threshold = thresholdOf(state, aim);
  return {
    state,
    made,
    alarms,
    deployed: {
      source: threshold.source,
      threshold: threshold.value,
      artefact: alarms.length > 0 ? null : deployedArtefact(state, shadow, find(state.deployed) ?? input.base),
      shadow: state.shadow === null ? null : shadow,
    },
  };
}

const deployedArtefact = (
  state: CalibrationState,
  shadow: VersionedArtefact | null,
  found: VersionedArtefact | null,
): VersionedArtefact | null => (state.deployed === shadow?.version ? shadow : found);

export const thresholdOf = (state: CalibrationState, aim: Aim): ThresholdFacts =>
  state.thresholds[aim] ?? {
    value: priorThreshold(aimNumbers(aim, 'explain')),
    kind: 'prior',
    source: state.deployed,
    since: null,
  };

/** The user's yes to a change that accepts more than now. */
export function adoptPending(state: CalibrationState, now: number): CalibrationState {
  const { pending } = state;
  if (pending === null) return state;
  const [version = ''] = pending.source.split('#');
  return replaced(state, version, { ...pending, at: now });
}

/** Another model, server, prompt, or other weights of the prior is another judge: what was certified of the old one says nothing of it. */
function sameJudge({ state, results, artefacts, priorHash, promptHash, now }: CalibrateInput): CalibrationState {
  const { identity, changed } = lookAtIdentity(state, results, promptHash);
  const anew: CalibrationState = { ...firstState(priorHash), ...identity, since: { [priorVersion]: now } };
  const calibrated = artefacts.some(({ version }) => version === state.deployed && version !== priorVersion);
  if (state.priorHash !== priorHash && !calibrated) return anew;
  if (changed === null)
    return { ...(state.priorHash === priorHash ? state : withoutPrior(state)), ...identity, priorHash };
  return { ...anew, fits: state.fits, changes: state.changes, alarms: calibrated ? [changed] : [] };
}

/** What was certified of the prior's old weights. */
function withoutPrior(state: CalibrationState): CalibrationState {
  const others = <T>(of: Readonly<Record<string, T>>): Readonly<Record<string, T>> =>
    Object.fromEntries(Object.entries(of).filter(([key]) => !key.startsWith(`${priorVersion} `)));
  return { ...state, certificates: others(state.certificates), safe: others(state.safe) };
}

function ownResults(state: CalibrationState, results: readonly LabelledResult[]): LabelledResult[] {
  const since = state.since[state.deployed] ?? 0;
  return results.filter(
    ({ judged, at }) =>
      judged !== null &&
      at >= since &&
      judged.inside &&
      judged.version === state.deployed &&
      (state.fastModel === '' || judged.fastModel === state.fastModel),
  );
}

/** Answers of another model, or to the prompts or from the server that an alarm speaks of, teach nothing about this one. */
function ofThisJudge(state: CalibrationState, results: readonly LabelledResult[]): LabelledResult[] {
  const changed = state.alarms.some(({ rule }) => rule === 'drift.prompts' || rule === 'drift.server');
  const since = changed ? (state.since[priorVersion] ?? 0) : 0;
  return results.filter(
    ({ judged, at }) =>
      at >= since && (judged === null || state.fastModel === '' || judged.fastModel === state.fastModel),
  );
}

/** Seldom: when the labels have doubled, or after an alarm. Counts what is new, since a fit looks back on so many only. */
function refit(state: CalibrationState, input: CalibrateInput): VersionedArtefact | null {
  const { now } = input;
  const results = ofThisJudge(state, input.results);
  const lastFit = state.labelsAtFit === 0 ? 0 : (state.since[`own-${state.fits}`] ?? 0);
  const fresh = trainingRows(
    results.filter(({ at }) => at >= lastFit),
    now,
  ).length;
  const due = Math.max(fewestLabels, Math.min(state.labelsAtFit, lastLabels / 2));
  const afterAlarm = state.alarms.length > 0 && state.shadow === null;
  if (fresh < (afterAlarm ? fewestLabels : due)) return null;
  const provenance: Provenance = {
    source: 'own',
    fastModel: state.fastModel,
    strongModel: results.findLast(({ strongModel }) => strongModel !== undefined)?.strongModel ?? '',
    promptHash: state.promptHash ?? '',
    date: new Date(now).toISOString().slice(0, 10),
  };
  return fitVersion(`own-${state.fits + 1}`, results, provenance, strongRight, now);
}

/** Tests what is due, of the deployed judge and of the shadow. */
function tested(
  state: CalibrationState,
  aim: Aim,
  { own, now }: Watched,
  shadow: VersionedArtefact | null,
  results: readonly LabelledResult[],
): CalibrationState {
  const bound = { alpha: aimNumbers(aim, 'explain').alpha, delta };
  const certificates = { ...state.certificates };
  const safe = { ...state.safe };
  const test = (version: string, labels: readonly LoggedLabel[]): void => {
    const key = certificateKey(version, aim);
    const next = nextCertificate(certificates[key] ?? noCertificate(version), labels, bound);
    certificates[key] = next;
    if (next.result?.certified === true) safe[key] = Math.max(safe[key] ?? 0, next.result.threshold);
  };
  if (state.alarms.length === 0) test(state.deployed, certifyingLabels(own, now));
  if (shadow !== null && shadow.version !== state.deployed) test(shadow.version, shadowLabels(shadow, results, now));
  return { ...state, certificates, safe };
}

/** Labels that count for the certificate of the judge that accepted the answers. */
export function certifyingLabels(own: readonly LabelledResult[], now: number): LoggedLabel[] {
  return own.flatMap((result) => {
    const label = result.shown === 'accepted' ? settledLabel({ ...result, audit: null }, now) : null;
    if (label === null || result.judged === null || !certifies(label)) return [];
    const { p, threshold, version } = result.judged;
    return [{ p, bad: !label.good, deployed: threshold, version }];
  });
}

/** The shadow's: what it would have accepted and the user was never shown counts as bad, since nobody knows. */
export function shadowLabels(
  shadow: VersionedArtefact,
  results: readonly LabelledResult[],
  now: number,
): LoggedLabel[] {
  return results.flatMap((result) => {
    const seen = result.judged?.shadow;
    if (seen == null || seen.version !== shadow.version || result.at < shadow.madeAt) return [];
    const logged = { p: seen.p, deployed: 0, version: shadow.version };
    if (result.shown !== 'accepted') return [{ ...logged, bad: true }];
    const label = settledLabel({ ...result, audit: null }, now);
    return label === null || !certifies(label) ? [] : [{ ...logged, bad: !label.good }];
  });
}

/** The shadow judges from now on where it has earned its certificate, or where the old judge has lost or was refused its own. */
function takeOver(
  state: CalibrationState,
  aim: Aim,
  shadow: VersionedArtefact | null,
  results: readonly LabelledResult[],
  now: number,
): CalibrationState {
  if (shadow === null || state.shadow !== shadow.version) return state;
  const own = state.certificates[certificateKey(state.deployed, aim)]?.result ?? null;
  const next = state.certificates[certificateKey(shadow.version, aim)] ?? noCertificate(shadow.version);
  const lost = state.alarms.length > 0 || own?.certified === false;
  if (next.result?.certified !== true && !lost) return state;
  const from = thresholdOf(state, aim).value;
  const to = next.result?.certified === true ? next.result.threshold : priorThreshold(aimNumbers(aim, 'explain'));
  const change: ThresholdChange = {
    at: now,
    from,
    to,
    source: sourceOf(next),
    why: { rule: 'threshold.adopted', weight: 1, data: { version: shadow.version, labels: shadow.artefact.n } },
  };
  if (state.alarms.length === 0 && acceptsMore(results, shadow.version, to)) return { ...state, pending: change };
  return replaced(state, shadow.version, change);
}

/** Would the shadow have accepted more of the last answers than were accepted? */
function acceptsMore(results: readonly LabelledResult[], version: string, threshold: number): boolean {
  const seen = results.flatMap(({ judged }) => (judged?.shadow?.version === version ? [judged] : [])).slice(-200);
  const would = seen.filter(({ shadow }) => shadow !== null && shadow.p >= threshold).length;
  return would > seen.filter(({ accepted }) => accepted).length;
}

function replaced(state: CalibrationState, version: string, change: ThresholdChange): CalibrationState {
  return {
    ...state,
    deployed: version,
    shadow: null,
    alarms: [],
    pending: null,
    changes: [change, ...state.changes].slice(0, keptChanges),
  };
}

const sourceOf = ({ version, tests, result }: CertificateState): string =>
  result?.certified === true ? `${version}#${tests}` : version;

/** The threshold that follows from certificate and alarms; a change is kept with its reason. */
function withThreshold(state: CalibrationState, aim: Aim, alarms: readonly Reason[], now: number): CalibrationState {
  const before = thresholdOf(state, aim);
  const key = certificateKey(state.deployed, aim);
  const certificate = state.certificates[key] ?? noCertificate(state.deployed);
  const prior = priorThreshold(aimNumbers(aim, 'explain'));
  const [alarm] = alarms;
  let next: Omit<ThresholdFacts, 'since'>;
  let why: Reason;
  if (alarm !== undefined) {
    // The prior judges meanwhile, never more leniently than it was certified or set.
    const safe = state.deployed === priorVersion ? Math.max(prior, state.safe[key] ?? 0) : prior;
    next = { value: safe, kind: safe > prior ? 'safe' : 'prior', source: priorVersion };
    why = alarm;
  } else if (certificate.result?.certified === true) {
    next = { value: certificate.result.threshold, kind: 'certified', source: sourceOf(certificate) };
    why = { rule: 'threshold.certified', weight: 1, data: { labels: certificate.result.accepted } };
  } else {
    // A certificate that was lost leaves its threshold: nothing becomes more lenient by itself.
    const value = Math.max(prior, state.safe[key] ?? 0);
    next = { value, kind: value > prior ? 'safe' : 'prior', source: state.deployed };
    why = { rule: 'threshold.prior', weight: 0, data: {} };
  }
  if (before.value === next.value && before.source === next.source && before.kind === next.kind) return state;
  const known = state.thresholds[aim] !== undefined || next.kind !== 'prior';
  const thresholds = { ...state.thresholds, [aim]: { ...next, since: known ? now : null } };
  const change: ThresholdChange = { at: now, from: before.value, to: next.value, source: next.source, why };
  const changes = before.value === next.value ? state.changes : [change, ...state.changes].slice(0, keptChanges);
  return { ...state, thresholds, changes };
}
