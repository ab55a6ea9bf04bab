// What a newcomer goes through, in the order of the walkthrough, and which of it a finished task proves. Remembers nothing.
import type { Trace } from './trace';

export const milestones = ['models', 'key', 'connection', 'completion', 'escalation'] as const;
export type Milestone = (typeof milestones)[number];

/** Only what was shown counts; and an escalation is one that a judge asked for, not a task that went to strong at once. */
export function provenBy(trace: Pick<Trace, 'kind' | 'shown' | 'answer' | 'judgements'>): Milestone[] {
  if (trace.answer === '' || trace.shown === 'suppressed' || trace.shown === 'none') return [];
  const escalated = trace.shown === 'strong' && trace.judgements.some(({ verdict }) => verdict === 'escalate');
  return [
    ...(trace.kind === 'complete' ? (['completion'] as const) : []),
    ...(escalated ? (['escalation'] as const) : []),
  ];
}
