// SQL that adds up what the tasks since a moment have cost. Runs nothing.
import type { SpentRow } from '../core/cost/spendHistory';
import type { TaskKind, Tier } from '../core/task';
import type { Row } from './queries';

/** Documents are read for escalated tasks only: their row has the sum of both tiers, and what is asked is the strong part. */
export const spentQuery = `
  SELECT date(started_at / 1000, 'unixepoch', 'localtime') AS day, kind, tier, escalated, count(*) AS tasks,
    total(cost) AS dollars, sum(cost IS NULL) AS unpriced,
    total(CASE WHEN escalated THEN (
      SELECT total(json_extract(value, '$.cost')) FROM documents, json_each(document, '$.attempts')
      WHERE documents.seq = traces.seq AND json_extract(value, '$.tier') = 'strong') END) AS strong_dollars,
    sum(input_tokens) AS input, sum(cached_tokens) AS cached, sum(output_tokens) AS output
  FROM traces
  WHERE started_at >= ? AND tier IS NOT NULL AND (cost IS NULL OR cost > 0 OR input_tokens + output_tokens > 0)
  GROUP BY day, kind, tier, escalated
  ORDER BY day, kind, tier, escalated`;

export function toSpentRow(row: Row): SpentRow {
  return {
    day: String(row['day']),
    kind: String(row['kind']) as TaskKind,
    tier: String(row['tier']) as Tier,
    escalated: row['escalated'] === 1,
    tasks: Number(row['tasks']),
    dollars: Number(row['dollars']),
    unpriced: Number(row['unpriced']),
    strongDollars: Number(row['strong_dollars']),
    input: Number(row['input']),
    cached: Number(row['cached']),
    output: Number(row['output']),
  };
}
