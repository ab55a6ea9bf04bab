// SQL of the list, and the way from rows to summaries. Runs nothing.
import { answerTokens, strongDollars } from '../core/cost/spendHistory';
import type { TaskKind, Tier } from '../core/task';
import type { Shown, Trace, TraceEnd } from '../core/trace';
import type { TraceQuery, TraceSummary } from '../core/traceStore';
import { summarise } from './summarise';

export type SqlValue = string | number | null;
export type Row = Readonly<Record<string, unknown>>;

/** Column order of the list and of the insert. `lastOutcome` is not stored, it is read from the outcomes. */
const columns: readonly [string, (summary: TraceSummary) => SqlValue][] = [
  ['id', (s) => s.id],
  ['started_at', (s) => s.startedAt],
  ['total_ms', (s) => s.totalMs],
  ['kind', (s) => s.kind],
  ['language_id', (s) => s.languageId],
  ['path', (s) => s.path],
  ['tier', (s) => s.tier],
  ['model', (s) => s.model],
  ['rule', (s) => s.rule],
  ['escalated', (s) => Number(s.escalated)],
  ['p_acceptable', (s) => s.pAcceptable],
  ['threshold', (s) => s.threshold],
  ['shown', (s) => s.shown],
  ['"end"', (s) => s.end],
  ['cost', (s) => s.cost],
  ['input_tokens', (s) => s.inputTokens],
  ['cached_tokens', (s) => s.cachedTokens],
  ['output_tokens', (s) => s.outputTokens],
];

const names = columns.map(([name]) => name);
/** Beside the list's: what a task is compared with strong alone by. */
const kept = [...names, 'strong_dollars', 'answer_input', 'answer_cached', 'answer_output'];

/** Saving the same id again replaces it in place: an interrupted task is saved early and completed later. */
export const upsertTrace = `
  INSERT INTO traces (${kept.join(', ')}) VALUES (${kept.map(() => '?').join(', ')})
  ON CONFLICT (id) DO UPDATE SET ${kept.map((name) => `${name} = excluded.${name}`).join(', ')}
  RETURNING seq`;

export function rowValues(trace: Trace): SqlValue[] {
  const summary = summarise(trace);
  const { input, cached, output } = answerTokens(trace) ?? { input: null, cached: null, output: null };
  return [...columns.map(([, value]) => value(summary)), strongDollars(trace), input, cached, output];
}

/** Newest first. Keyset paging on (started_at, id): a page costs the same wherever it starts. */
export function listQuery(query: TraceQuery): { readonly sql: string; readonly values: readonly SqlValue[] } {
  const where: string[] = [];
  const values: SqlValue[] = [];
  const among = (column: string, wanted: readonly string[] | undefined): void => {
    if (wanted === undefined || wanted.length === 0) return;
    // One value walks its own index in time order. Several would have to be sorted: `+` keeps the walk on the time index.
    where.push(wanted.length === 1 ? `${column} = ?` : `+${column} IN (${wanted.map(() => '?').join(', ')})`);
    values.push(...wanted);
  };
  among('kind', query.kinds);
  among('tier', query.tiers);
  among('"end"', query.ends);
  among('shown', query.shown);
  among('language_id', query.languages);
  if (query.unjudged === true)
    where.push(
      "NOT EXISTS (SELECT 1 FROM outcomes WHERE trace_id = traces.id AND outcomes.kind IN ('thumb-up', 'thumb-down'))",
    );
  if (query.before !== undefined && query.beforeId !== undefined) {
    where.push('(started_at, id) < (?, ?)');
    values.push(query.before, query.beforeId);
  } else if (query.before !== undefined) {
    where.push('started_at < ?');
    values.push(query.before);
  }
  if (query.text !== undefined && query.text !== '') {
    // `+` keeps the walk on the time index, as above: the texts are read once, one after the other.
    where.push('+seq IN (SELECT seq FROM searches WHERE instr(text, ?) > 0)');
    values.push(query.text.toLowerCase());
  }
  values.push(Math.min(500, Math.max(1, Math.floor(query.limit))));
  const sql = `
    SELECT ${names.join(', ')},
      (SELECT kind FROM outcomes WHERE trace_id = id ORDER BY at_ms DESC LIMIT 1) AS last_outcome
    FROM traces ${where.length > 0 ? `WHERE ${where.join(' AND ')}` : ''}
    ORDER BY started_at DESC, id DESC LIMIT ?`;
  return { sql, values };
}

const text = (value: unknown): string => String(value);
const optionalText = (value: unknown): string | null => (value === null ? null : String(value));
const optionalNumber = (value: unknown): number | null => (value === null ? null : Number(value));

export function toSummary(row: Row): TraceSummary {
  return {
    id: text(row['id']),
    startedAt: Number(row['started_at']),
    totalMs: Number(row['total_ms']),
    kind: text(row['kind']) as TaskKind,
    languageId: text(row['language_id']),
    path: text(row['path']),
    tier: optionalText(row['tier']) as Tier | null,
    model: optionalText(row['model']),
    rule: optionalText(row['rule']),
    escalated: row['escalated'] === 1,
    pAcceptable: optionalNumber(row['p_acceptable']),
    threshold: optionalNumber(row['threshold']),
    shown: text(row['shown']) as Shown,
    end: text(row['end']) as TraceEnd,
    cost: optionalNumber(row['cost']),
    inputTokens: Number(row['input_tokens']),
    cachedTokens: Number(row['cached_tokens']),
    outputTokens: Number(row['output_tokens']),
    lastOutcome: optionalText(row['last_outcome']),
  };
}
