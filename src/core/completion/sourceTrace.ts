// The trace of an answer that asked no model: it names its source, and the task whose answer it is.
import type { Session } from '../session';
import type { Trace } from '../trace';
import { sourceReason, type AnswerSource } from './answerSource';
import type { AnswerTrace, MemoryPlace } from './memory';

export function sourceTrace(
  session: Session,
  place: MemoryPlace,
  answer: { readonly text: string; readonly trace: AnswerTrace },
  source: AnswerSource,
): Trace {
  const { id, shown } = answer.trace;
  return {
    id: session.newId(),
    parent: id,
    startedAt: session.clock(),
    totalMs: 0,
    kind: 'complete',
    languageId: place.languageId,
    path: place.path,
    features: {},
    route: null,
    attempts: [],
    judgements: [],
    spans: [],
    end: 'finished',
    shown,
    answer: answer.text,
    reasons: [sourceReason(source)],
    error: null,
    outcomes: [],
  };
}
