// The row of the list, computed once when a trace is saved. Decides nothing: it only condenses what the trace says.
import { totalCost } from '../core/cost/totalCost';
import type { Attempt, Trace } from '../core/trace';
import type { TraceSummary } from '../core/traceStore';

function shownAttempt(trace: Trace): Attempt | undefined {
  const tier =
    trace.shown === 'strong' ? 'strong' : trace.shown === 'accepted' || trace.shown === 'unverified' ? 'fast' : null;
  return trace.attempts.findLast((attempt) => tier === null || attempt.tier === tier) ?? trace.attempts.at(-1);
}

/** `lastOutcome` is left null: outcomes live in a table of their own. */
export function summarise(trace: Trace): TraceSummary {
  const attempt = shownAttempt(trace);
  const judgement = trace.judgements.at(-1);
  const sum = (count: (attempt: Attempt) => number): number =>
    trace.attempts.reduce((total, each) => total + count(each), 0);
  return {
    id: trace.id,
    startedAt: trace.startedAt,
    totalMs: trace.totalMs,
    kind: trace.kind,
    languageId: trace.languageId,
    path: trace.path,
    tier: attempt?.tier ?? trace.route?.tier ?? null,
    model: attempt?.model ?? null,
    // Where strong stood in, or nobody was left to, that and not the route says why it ended so.
    rule:
      trace.reasons.find(({ rule }) => rule === 'fast-down' || rule === 'interrupted')?.rule ??
      trace.route?.rule ??
      null,
    escalated:
      trace.judgements.some((each) => each.verdict === 'escalate') &&
      trace.attempts.some((each) => each.tier === 'strong'),
    pAcceptable: judgement?.pAcceptable ?? null,
    threshold: judgement?.threshold ?? null,
    shown: trace.shown,
    end: trace.end,
    cost: totalCost(trace.attempts),
    inputTokens: sum((each) => (each.usage?.input ?? 0) + (each.usage?.cacheWrite ?? 0)),
    cachedTokens: sum((each) => each.usage?.cachedRead ?? 0),
    outputTokens: sum((each) => each.usage?.output ?? 0),
    lastOutcome: null,
  };
}

/** What the list's text filter looks through, in lower case. */
export function searchText(trace: Trace): string {
  const models = trace.attempts.map((attempt) => attempt.model);
  return [trace.path, ...models, trace.answer].join('\n').toLowerCase();
}
