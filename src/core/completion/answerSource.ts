// Where an answer came from. Typing, caches and running streams answer before a new request is paid for.
import type { Reason } from '../task';

export const answerSources = ['typed-through', 'cache', 'in-flight', 'hot-streak', 'speculation', 'request'] as const;

export type AnswerSource = (typeof answerSources)[number];

export function sourceReason(source: AnswerSource): Reason {
  return { rule: `source.${source}`, weight: 0, data: {} };
}
