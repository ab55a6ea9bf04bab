// "Metadata only": a trace without anything that was written by the user or a model. Numbers, names and reasons stay.
import type { Reason } from '../task';
import type { Trace } from '../trace';

export function withoutContent(trace: Trace): Trace {
  return {
    ...trace,
    answer: '',
    reasons: withoutLines(trace.reasons),
    judgements: trace.judgements.map((one) => ({ ...one, reasons: withoutLines(one.reasons) })),
    attempts: trace.attempts.map((attempt) => ({ ...attempt, text: '', sent: null, logprobs: null })),
  };
}

/** An edit that does not apply quotes its first line; the numbers of lines stay. */
function withoutLines(reasons: readonly Reason[]): Reason[] {
  return reasons.map((reason) =>
    typeof reason.data['line'] === 'string' ? { ...reason, data: { ...reason.data, line: '…' } } : reason,
  );
}
