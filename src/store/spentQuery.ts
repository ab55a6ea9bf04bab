// SQL that adds up what the tasks since a moment have cost. Runs nothing.
import type { SpentRow } from '../core/cost/spendHistory';
import type { TaskKind, Tier } from '../core/task';
import type { Row } from './queries';

/** A task that an older window saved is compared by all its tokens, or by its whole cost. */
export const spentQuery = `
  SELECT date(started_at / 1000, 'unixepoch', 'localtime') AS day, kind, tier, count(*) AS tasks,
    total(cost) AS dollars, sum(cost IS NULL) AS unpriced,
    total(coalesce(strong_dollars, cost)) FILTER (WHERE tier = 'strong') AS strong_dollars,
    total(coalesce(answer_input, input_tokens)) FILTER (WHERE cost IS NOT NULL) AS input,
    total(coalesce(answer_cached, cached_tokens)) FILTER (WHERE cost IS NOT NULL) AS cached,
    total(coalesce(answer_output, output_tokens)) FILTER (WHERE cost IS NOT NULL) AS output
  FROM traces
  WHERE started_at >= ? AND tier IS NOT NULL AND (cost IS NULL OR cost > 0 OR input_tokens + output_tokens > 0)
  GROUP BY day, kind, tier
  ORDER BY day, kind, tier`;

export function toSpentRow(row: Row): SpentRow {
  return {
    day: String(row['day']),
    kind: String(row['kind']) as TaskKind,
    tier: String(row['tier']) as Tier,
    tasks: Number(row['tasks']),
    dollars: Number(row['dollars']),
    unpriced: Number(row['unpriced']),
    strongDollars: Number(row['strong_dollars']),
    input: Number(row['input']),
    cached: Number(row['cached']),
    output: Number(row['output']),
  };
}
