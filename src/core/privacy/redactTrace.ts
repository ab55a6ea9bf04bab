// What the store may keep of a trace and of what became of it: every text that a user, a model or a server wrote, without its
// secrets. `sent` went out redacted already, and is redacted again because a second look costs little and a leak is for ever.
import type { Reason } from '../task';
import type { Attempt, Outcome, Trace } from '../trace';
import type { Redactor } from './redact';

type Facts = Reason['data'];
type Failure = Attempt['error'];

/** A trace is kept again after each of its attempts: what an attempt is without its secrets is found out once. */
const known = new WeakMap<Redactor, WeakMap<Attempt, Attempt>>();

export function redactTrace(trace: Trace, redactor: Redactor): Trace {
  const clean = (text: string): string => redactor.redact(text).text;
  // A reason may quote a line of code, a server's sentence, names that a model made up.
  const facts = (data: Facts): Facts => cleanFacts(data, clean);
  const reasons = (all: readonly Reason[]): Reason[] => all.map((one) => ({ ...one, data: facts(one.data) }));
  const failure = (error: Failure): Failure => error && { ...error, sentence: clean(error.sentence) };
  return {
    ...trace,
    path: clean(trace.path),
    answer: clean(trace.answer),
    reasons: reasons(trace.reasons),
    error: failure(trace.error),
    route: trace.route && { ...trace.route, reasons: reasons(trace.route.reasons) },
    judgements: trace.judgements.map((one) => ({ ...one, reasons: reasons(one.reasons) })),
    spans: trace.spans.map((span) => (span.data === undefined ? span : { ...span, data: facts(span.data) })),
    outcomes: trace.outcomes.map((outcome) => redactOutcome(outcome, redactor)),
    attempts: trace.attempts.map((attempt) => redactAttempt(attempt, redactor)),
  };
}

function redactAttempt(attempt: Attempt, redactor: Redactor): Attempt {
  const ofThis = known.get(redactor) ?? new WeakMap<Attempt, Attempt>();
  known.set(redactor, ofThis);
  const before = ofThis.get(attempt);
  if (before !== undefined) return before;
  const clean = (written: string): string => redactor.redact(written).text;
  const text = clean(attempt.text);
  const cleaned = {
    ...attempt,
    text,
    sent: attempt.sent === null ? null : clean(attempt.sent),
    error: attempt.error && { ...attempt.error, sentence: clean(attempt.error.sentence) },
    // Tokens of a text that held a secret would spell it out.
    logprobs: text === attempt.text ? attempt.logprobs : null,
  };
  ofThis.set(attempt, cleaned);
  return cleaned;
}

/** A command that the user ran on an answer may carry a key. */
export function redactOutcome(outcome: Outcome, redactor: Redactor): Outcome {
  if (outcome.data === undefined) return outcome;
  return { ...outcome, data: cleanFacts(outcome.data, (text) => redactor.redact(text).text) };
}

function cleanFacts(data: Facts, clean: (text: string) => string): Facts {
  return Object.fromEntries(
    Object.entries(data).map(([name, value]) => [name, typeof value === 'string' ? clean(value) : value]),
  );
}
