// A host for the trace panel inside the page: answers its requests from rows made by a rule, so that 100,000 cost nothing to send.
import type { Trace } from '../../src/core/trace';
import type { CalibrationFacts } from '../../src/core/calibration/facts';
import type { TraceSummary } from '../../src/core/traceStore';
import { shownAttempt, totalTokens } from '../../src/shared/traceLine';
import type { SpentLine } from '../../src/core/cost/spendHistory';
import { certifiedFacts, spending, spentHistory } from './calibrationExamples';
import * as traces from './webviewTraces';

export const allTraces: readonly Trace[] = [
  traces.cancelledTrace,
  traces.failedTrace,
  traces.unverifiedTrace,
  traces.routedTrace,
  traces.escalatedTrace,
  traces.acceptedTrace,
];

export function summaryOf(trace: Trace): TraceSummary {
  const attempt = shownAttempt(trace);
  const tokens = totalTokens(trace.attempts);
  const judged = trace.judgements.at(-1);
  return {
    id: trace.id,
    startedAt: trace.startedAt,
    totalMs: trace.totalMs,
    kind: trace.kind,
    languageId: trace.languageId,
    path: trace.path,
    tier: attempt?.tier ?? null,
    model: attempt?.model ?? null,
    rule: trace.route?.rule ?? null,
    escalated: trace.attempts.length > 1,
    pAcceptable: judged?.pAcceptable ?? null,
    threshold: judged?.threshold ?? null,
    shown: trace.shown,
    end: trace.end,
    cost: trace.attempts.at(-1)?.cost ?? null,
    inputTokens: tokens?.input ?? 0,
    cachedTokens: tokens?.cached ?? 0,
    outputTokens: tokens?.output ?? 0,
    lastOutcome: trace.outcomes.at(-1)?.kind ?? null,
  };
}

/** A script for `init`: `count` rows, the known traces newest, the others made from them; every second one in the same millisecond. */
export function traceHost(
  count: number,
  calibration: CalibrationFacts | null = certifiedFacts,
  history: readonly SpentLine[] = spentHistory,
): string {
  const rows = JSON.stringify(allTraces.map(summaryOf));
  const details = JSON.stringify(Object.fromEntries(allTraces.map((trace) => [trace.id, trace])));
  return `
    const samples = ${rows};
    const details = ${details};
    const newest = samples[0]?.startedAt ?? 0;
    window.weirRows = Array.from({ length: ${count} }, (_, index) => {
      const sample = samples[index % samples.length];
      if (index < samples.length) return sample;
      return { ...sample, id: 'made-' + index, startedAt: newest - 400000 - Math.floor(index / 2) * 61000, path: 'src/made/file' + index + '.ts' };
    });
    const has = (list, value) => list === undefined || list.includes(value);
    const calibration = ${JSON.stringify(calibration)};
    const spending = ${JSON.stringify({ facts: spending, lines: history, strongModel: 'claude-opus-4-5' })};
    window.weirAnswer = (message) => {
      const reply = (data) => setTimeout(() => window.dispatchEvent(new MessageEvent('message', { data })));
      if (message.type === 'ready') reply({ type: 'changed', total: window.weirRows.length, languages: ['python', 'typescript'], lasting: true });
      if (message.type === 'calibration') reply({ type: 'calibration', facts: calibration });
      if (message.type === 'spending') reply({ type: 'spending', ...spending });
      if (message.type === 'judge') {
        window.weirRows = window.weirRows.filter((row) => row.id !== message.id);
        reply({ type: 'changed', total: window.weirRows.length, languages: ['python', 'typescript'], lasting: true });
      }
      if (message.type === 'get') reply({ type: 'details', id: message.id, trace: details[message.id] ?? null, canReask: true });
      if (message.type === 'list') {
        const q = message.query;
        const rows = [];
        for (const row of window.weirRows) {
          if (rows.length === q.limit) break;
          if (q.before !== undefined && row.startedAt >= q.before) continue;
          if (has(q.kinds, row.kind) && has(q.tiers, row.tier) && has(q.ends, row.end) && has(q.shown, row.shown) &&
            has(q.languages, row.languageId) && (q.text === undefined || row.path.includes(q.text))) rows.push(row);
        }
        reply({ type: 'page', request: message.request, rows });
      }
    };
  `;
}
