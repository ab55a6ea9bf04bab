// What the store may keep of a trace: every text that a user or a model wrote, without its secrets. `sent` went out
// redacted already, and is redacted again because a second look costs little and a leak is for ever.
import type { Trace } from '../trace';
import type { Redactor } from './redact';

export function redactTrace(trace: Trace, redactor: Redactor): Trace {
  const clean = (text: string): string => redactor.redact(text).text;
  return {
    ...trace,
    path: clean(trace.path),
    answer: clean(trace.answer),
    attempts: trace.attempts.map((attempt) => {
      const text = clean(attempt.text);
      return {
        ...attempt,
        text,
        sent: attempt.sent === null ? null : clean(attempt.sent),
        // Tokens of a text that held a secret would spell it out.
        logprobs: text === attempt.text ? attempt.logprobs : null,
      };
    }),
  };
}
