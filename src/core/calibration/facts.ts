// What is known of the calibration at this moment, as plain data for the panel. Types only: `store/calibrator` fills them.
import type { Aim, Mode } from '../settings';
import type { Reason } from '../task';
import type { TierFigures } from './standing';

export interface CalibrationFacts {
  readonly aim: {
    readonly name: Aim;
    /** Largest share of accepted answers that may be bad; the certificate holds with confidence 1 - delta. */
    readonly alpha: number;
    readonly delta: number;
  };
  /** `certificate.held`, `certificate.waiting` or `certificate.refused`, worded with its data by `wordReason`. */
  readonly certificate: Reason;
  readonly certified: boolean;
  readonly threshold: ThresholdFacts;
  readonly artefact: ArtefactFacts;
  /** A newer artefact that runs beside the deployed one until it has earned its own certificate; null where there is none. */
  readonly shadow: ShadowFacts | null;
  readonly labels: LabelFacts;
  /** Ten bins of equal mass at most, by rising p. Empty without labels. */
  readonly reliability: readonly ReliabilityFacts[];
  /** The user's own traces replayed at other thresholds, by rising threshold: the deferral curve and the preview. */
  readonly replay: readonly ReplayPoint[];
  /** What stands against the calibration now, each with its figure: `drift.*`, `shift.*`. While any stands, the threshold is the last safe one or the prior's. */
  readonly alarms: readonly Reason[];
  readonly standing: StandingFacts;
  readonly learning: LearningFacts;
  /** Latest first. */
  readonly changes: readonly ThresholdChange[];
  /** A change that would accept more than now, and so waits for the user's yes; null where none waits. */
  readonly pending: ThresholdChange | null;
}

export interface ThresholdFacts {
  /** The p(acceptable) below which an answer is not accepted, 0 to 1. */
  readonly value: number;
  /** `prior`: set by hand. `certified`: from the user's own outcomes. `safe`: the last certified one, kept while an alarm stands. */
  readonly kind: 'prior' | 'certified' | 'safe';
  /** As the traces name it: `prior`, or a version. */
  readonly source: string;
  /** Epoch milliseconds; null for a prior that always stood. */
  readonly since: number | null;
}

export interface ArtefactFacts {
  readonly version: string;
  /** Where its labels came from: `prior` (shipped, or a policy's) or `own`. */
  readonly source: string;
  /** ISO date. */
  readonly date: string;
  readonly fastModel: string;
  /** Labels that it was fitted on. */
  readonly labels: number;
  /** Out of fold; null without labels. */
  readonly ece: number | null;
  readonly brier: number | null;
}

export interface ShadowFacts {
  readonly version: string;
  readonly date: string;
  /** Labels fitted on, labels that have arrived since, and how many its first test waits for. */
  readonly labels: number;
  readonly have: number;
  readonly need: number;
}

export interface LabelFacts {
  readonly good: number;
  readonly bad: number;
  /** Those that count for the certificate, of the answers that this artefact has accepted. */
  readonly certifying: number;
  /** All answers accepted by this artefact, with an outcome or without. */
  readonly accepted: number;
}

export interface ReliabilityFacts {
  /** Mean p that was said, and the share that was good. */
  readonly p: number;
  readonly good: number;
  readonly count: number;
}

export interface ReplayPoint {
  readonly threshold: number;
  /** Share of judged answers that would be accepted, 0 to 1. */
  readonly acceptedShare: number;
  /** Share of all judged tasks that strong would answer. */
  readonly strongShare: number;
  /** Of the accepted ones with an outcome; null where fewer than 20 tell. */
  readonly badShare: number | null;
  /** Share of good answers shown, of both tiers; null where either has too few outcomes. */
  readonly quality: number | null;
  /** Mean dollars and seconds a task; null where a tier is unpriced or was never asked. */
  readonly dollars: number | null;
  readonly seconds: number | null;
  /** Outcomes behind `badShare`. */
  readonly labels: number;
  /** True where the accepted answers were in truth shown, so that the figures are seen and not extrapolated. */
  readonly observed: boolean;
}

export interface StandingFacts {
  /** `standing.cascade`, `standing.fast`, `standing.strong` or `standing.waiting`. */
  readonly verdict: Reason;
  readonly tasks: number;
  readonly cascade: TierFigures;
  readonly fast: TierFigures;
  readonly strong: TierFigures;
  /** The `weir.mode` that would have been better; null where the cascade pays or nobody knows yet. */
  readonly offer: Mode | null;
}

export interface LearningFacts {
  readonly consent: 'yes' | 'no' | 'not-asked';
  /** Decisions that were drawn, and answers that were audited, so far. */
  readonly explored: number;
  readonly audited: number;
}

export interface ThresholdChange {
  /** Epoch milliseconds. */
  readonly at: number;
  readonly from: number;
  readonly to: number;
  readonly source: string;
  /** Why: `certificate.held`, `drift.*`, `threshold.adopted` … */
  readonly why: Reason;
}
