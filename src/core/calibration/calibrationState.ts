// What a calibration remembers between two looks, and what it deploys; plain data. Decides nothing.
import type { Aim } from '../settings';
import type { Reason } from '../task';
import type { CertificateState } from './certificate';
import type { ThresholdChange, ThresholdFacts } from './facts';
import type { JudgeIdentity } from './identity';
import type { VersionedArtefact } from './versionedArtefact';

/** The judge whose weights were set by hand. */
export const priorVersion = 'prior';

/** With what the deployed version's labels are of: another model, server or prompt makes them worthless. */
export interface CalibrationState extends JudgeIdentity {
  /** Version of the artefact that judges. */
  readonly deployed: string;
  readonly shadow: string | null;
  /** Epoch milliseconds from which a version's labels count. */
  readonly since: Readonly<Record<string, number>>;
  /** What the prior's weights were: others make its labels worthless. */
  readonly priorHash: string;
  /** Labels at the last fit, and fits made so far. */
  readonly labelsAtFit: number;
  readonly fits: number;
  /** By `version aim`. */
  readonly certificates: Readonly<Record<string, CertificateState>>;
  /** The strictest threshold that ever held a certificate, by `version aim`. */
  readonly safe: Readonly<Record<string, number>>;
  readonly thresholds: Readonly<Partial<Record<Aim, ThresholdFacts>>>;
  /** Alarms that stand until another artefact takes over. */
  readonly alarms: readonly Reason[];
  /** Latest first. */
  readonly changes: readonly ThresholdChange[];
  readonly pending: ThresholdChange | null;
}

export function firstState(priorHash: string): CalibrationState {
  return {
    deployed: priorVersion,
    shadow: null,
    since: {},
    fastModel: '',
    priorHash,
    labelsAtFit: 0,
    fits: 0,
    certificates: {},
    safe: {},
    thresholds: {},
    alarms: [],
    changes: [],
    pending: null,
  };
}

export const certificateKey = (version: string, aim: Aim): string => `${version} ${aim}`;

/** What judges and routes now. */
export interface Deployed {
  /** As traces name it: `prior`, or a version, and `#` with the test that the threshold comes from. */
  readonly source: string;
  readonly threshold: number;
  /** Null: the prior set by hand. */
  readonly artefact: VersionedArtefact | null;
  /** Judges beside it, and is only logged. */
  readonly shadow: VersionedArtefact | null;
}
