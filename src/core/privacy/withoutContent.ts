// "Metadata only": a trace without anything that was written by the user or a model. Numbers, names and reasons stay.
import type { Trace } from '../trace';

export function withoutContent(trace: Trace): Trace {
  return {
    ...trace,
    answer: '',
    attempts: trace.attempts.map((attempt) => ({ ...attempt, text: '', sent: null, logprobs: null })),
  };
}
