// What an outcome says of an answer: good, bad or nothing, and how much. Never acceptance alone.
import type { Outcome, Trace } from '../trace';

export interface OutcomeLabel {
  readonly good: boolean;
  /** 0 to 1. */
  readonly weight: number;
}

/** A trace is labelled once this old: outcomes that say more arrive until then. Milliseconds. */
export const settledAfterMs = 300_000;
/** Good labels of less weight train, and never certify. */
export const certifyingWeight = 0.8;

const keptWeights: Readonly<Record<number, number>> = { 30: 0.5, 120: 0.8, 300: 1 };
/** Undone or edited away later than this is ordinary work on the code, not a verdict on the answer. Seconds. */
const soon = 30;
const half = 0.5;
/** Errors that come so soon after the text was put there are its own. Seconds. */
export const errorsWithin = 10;

/** Label of one outcome by itself; null where it says nothing. */
export function outcomeLabel({ kind, data }: Outcome): OutcomeLabel | null {
  const seconds = typeof data?.['seconds'] === 'number' ? data['seconds'] : null;
  const share = typeof data?.['share'] === 'number' ? data['share'] : null;
  switch (kind) {
    case 'kept':
      return share !== null && share < half ? null : { good: true, weight: keptWeights[seconds ?? 30] ?? 0.5 };
    case 'undone':
    case 'edited-away':
      return seconds !== null && seconds > soon ? null : { good: false, weight: 1 };
    case 'rejected':
      // Escape on ghost text is a weak word; typing on is none at all, and has a kind of its own.
      return { good: false, weight: 0.5 };
    case 're-asked':
    case 'thumb-down':
      return { good: false, weight: 1 };
    case 'thumb-up':
      return { good: true, weight: 1 };
    case 'copied':
    case 'inserted':
      return { good: true, weight: 0.5 };
    case 'new-errors':
      // Later ones have to do with something else.
      return seconds !== null && seconds > errorsWithin ? null : { good: false, weight: 0.7 };
    case 'tried':
      return trialLabel(data?.['exitCode'], data?.['what']);
    case 'shown':
    case 'accepted':
    case 'partly-accepted':
    case 'typed-through':
      return null;
  }
}

/** Red is a word against the change; green is one for it, and a weaker one where nothing was tested. */
function trialLabel(exitCode: unknown, what: unknown): OutcomeLabel | null {
  if (typeof exitCode !== 'number') return null;
  if (exitCode !== 0) return { good: false, weight: 1 };
  return { good: true, weight: what === 'build' ? 0.5 : 1 };
}

/**
 * The label of a settled trace: bad wins over good, and of either the weightiest counts. Null where nothing was said, where the trace
 * is younger than 300 s, or where it did not finish.
 * @param now epoch milliseconds
 */
export function traceLabel(trace: Trace, now: number): OutcomeLabel | null {
  if (trace.end !== 'finished' || now - (trace.startedAt + trace.totalMs) < settledAfterMs) return null;
  return labelOf(trace.outcomes);
}

/** Of all that was said so far: bad wins over good, and of either the weightiest counts. */
export function labelOf(outcomes: readonly Outcome[]): OutcomeLabel | null {
  const labels = outcomes.flatMap((outcome) => outcomeLabel(outcome) ?? []);
  const bad = labels.filter(({ good }) => !good);
  return (bad.length > 0 ? bad : labels).reduce<OutcomeLabel | null>(
    (best, label) => (best === null || label.weight > best.weight ? label : best),
    null,
  );
}

/** Every bad label counts for a certificate, and the good ones of weight 0.8 and more. */
export function certifies({ good, weight }: OutcomeLabel): boolean {
  return !good || weight >= certifyingWeight;
}
