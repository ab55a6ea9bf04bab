// p(acceptable) and the threshold it is held against: calibration's where one is deployed for this model and this kind of input,
// else the prior's. The only place that chooses between them.
import { aimNumbers } from '../aims';
import { acceptableChance, judgeReasons } from '../calibration/artefact';
import { priorVersion, type Deployed } from '../calibration/calibrationState';
import { outsideSeen } from '../calibration/seenInput';
import { logistic, logit } from '../logistic';
import type { Aim } from '../settings';
import type { Reason, Signals, TaskKind } from '../task';
import { priorThreshold, priorWeights, type JudgePrior } from './prior';

/** What calibration has deployed, and what it must fit: the model that answered, the language asked about. */
export interface Calibrated {
  readonly deployed: Deployed;
  readonly model: string;
  readonly languageId: string;
}

export interface ScoreSettings {
  readonly aim: Aim;
  readonly prior?: JudgePrior;
  readonly calibrated?: Calibrated | null;
}

export interface Score {
  readonly p: number;
  readonly threshold: number;
  readonly source: string;
  /** Contributions, largest first. */
  readonly reasons: readonly Reason[];
  /** Why not calibration's, and what a newer one says. */
  readonly notes: readonly Reason[];
}

export function scoreAnswer(kind: TaskKind, signals: Signals, settings: ScoreSettings): Score {
  const known = (settings.prior ?? priorWeights)[kind];
  const weights = signals['logprob.mean'] === undefined ? (known.withoutLogprobs ?? known) : known;
  const prior = logistic(logit(weights.base), weights.weights, signals);
  const own = priorThreshold(aimNumbers(settings.aim, kind));
  const byPrior = { p: prior.p, threshold: own, source: priorVersion, reasons: prior.reasons };
  const { calibrated } = settings;
  if (calibrated == null) return { ...byPrior, notes: [] };

  const { deployed, languageId, model } = calibrated;
  const answer = { signals, kind, languageId };
  const notes: Reason[] = [];
  if (deployed.shadow !== null) {
    const { version, artefact } = deployed.shadow;
    notes.push({ rule: 'shadow', weight: 0, data: { version, p: acceptableChance(artefact, answer) } });
  }
  const { artefact } = deployed;
  if (artefact === null) return { ...byPrior, threshold: deployed.threshold, source: deployed.source, notes };
  const why = otherModel(artefact.artefact.fastModel, model) ?? outsideSeen(artefact.seen, answer);
  if (why !== null) return { ...byPrior, notes: [why, ...notes] };
  return {
    p: acceptableChance(artefact.artefact, answer),
    threshold: deployed.threshold,
    source: deployed.source,
    reasons: judgeReasons(artefact.artefact, answer),
    notes,
  };
}

/** A calibration of no named model, such as a team's, is for all. */
function otherModel(before: string, now: string): Reason | null {
  if (before === '' || before === now) return null;
  return { rule: 'drift.model', weight: 1, data: { before, now } };
}
