// The live certificate: when it is tested again, what it rests on, and its words as data. One certificate, one frozen artefact.
import type { Reason } from '../task';
import { labelsForgiving } from './binomial';
import { fixedSequenceThreshold, type Certification, type RiskLabel } from './fixedSequence';

/** A label as it was logged when its answer was judged. */
export interface LoggedLabel extends RiskLabel {
  /** The threshold in force then: what lay below it was not shown, so nothing lower can be tested. */
  readonly deployed: number;
  /** Version of the artefact that gave p. */
  readonly version: string;
}

/** What is kept between tests; plain data. */
export interface CertificateState {
  readonly version: string;
  /** Tests made so far. */
  readonly tests: number;
  /** Labels that the last test saw. */
  readonly labels: number;
  /** The last result; null before the first test. */
  readonly result: Certification | null;
}

export const noCertificate = (version: string): CertificateState => ({ version, tests: 0, labels: 0, result: null });

/**
 * Tests where a test is due: first when n_min labels could pass, then whenever their number has doubled. The k-th test spends
 * delta / 2^k, so that all of them together stay within delta.
 * @param labels in any order; those of other artefacts, and of answers that were not accepted, are left out
 */
export function nextCertificate(
  state: CertificateState,
  labels: readonly LoggedLabel[],
  aim: { readonly alpha: number; readonly delta: number },
): CertificateState {
  const own = labels.filter(({ version, p, deployed }) => version === state.version && p >= deployed);
  const delta = aim.delta / 2 ** (state.tests + 1);
  const due = state.tests === 0 ? labelsForgiving(0, aim.alpha, delta) : 2 * state.labels;
  if (own.length < due) return state;
  const floor = own.reduce((highest, { deployed }) => Math.max(highest, deployed), 0);
  return {
    version: state.version,
    tests: state.tests + 1,
    labels: own.length,
    result: fixedSequenceThreshold(own, { alpha: aim.alpha, delta, floor }),
  };
}

/** Labels that the next test waits for. */
export function labelsWanted(state: CertificateState, aim: { readonly alpha: number; readonly delta: number }): number {
  return state.tests === 0 ? labelsForgiving(0, aim.alpha, aim.delta / 2) : 2 * state.labels;
}

/**
 * What the panel says: `certificate.held` {oneIn, sure, labels, bad, share}, `certificate.waiting` {have, need} or
 * `certificate.refused` {accepted, bad, oneIn, next}.
 * @param accepted all answers accepted by this artefact, with an outcome or without
 */
export function certificateReason(
  state: CertificateState,
  aim: { readonly alpha: number; readonly delta: number },
  have: number,
  accepted: number,
): Reason {
  const { result } = state;
  const oneIn = Math.round(1 / aim.alpha);
  if (result === null) {
    return { rule: 'certificate.waiting', weight: 0, data: { have, need: labelsWanted(state, aim) } };
  }
  if (!result.certified) {
    const data = { accepted: result.accepted, bad: result.bad, oneIn, next: labelsWanted(state, aim) };
    return { rule: 'certificate.refused', weight: 0, data };
  }
  return {
    rule: 'certificate.held',
    weight: 1,
    data: {
      oneIn,
      sure: 1 - aim.delta,
      labels: result.accepted,
      bad: result.bad,
      share: accepted === 0 ? 0 : Math.min(1, result.accepted / accepted),
    },
  };
}
