// What calibration learns from, beside the traces: figures of each task, its label so far, its audit. SQL only; no decision.
import type { DatabaseSync } from 'node:sqlite';
import { labelOf, type OutcomeLabel } from '../core/calibration/labels';
import { taskResult, type LabelledResult, type TaskResult } from '../core/calibration/taskResult';
import type { Outcome, Trace } from '../core/trace';

/** Results that are kept, and money that is: figures alone, so that they may outlive the traces. */
const keptResults = 20_000;
const chargesKeptMs = 400 * 86_400_000;

/** Within the transaction that saves the trace. */
export function keepResult(database: DatabaseSync, trace: Trace): void {
  const result = taskResult(trace);
  if (result === null) return;
  database
    .prepare('INSERT OR REPLACE INTO results (id, at, document) VALUES (?, ?, ?)')
    .run(result.id, result.at, JSON.stringify(result));
  const outcomes = database.prepare('SELECT kind, at_ms, data FROM outcomes WHERE trace_id = ?').all(result.id);
  keepLabel(
    database,
    result.id,
    outcomes.map((row) => ({
      kind: String(row['kind']) as Outcome['kind'],
      atMs: Number(row['at_ms']),
      ...(row['data'] !== null && { data: JSON.parse(String(row['data'])) as NonNullable<Outcome['data']> }),
    })),
  );
}

/** The label that all outcomes so far give together. */
export function keepLabel(database: DatabaseSync, id: string, outcomes: readonly Outcome[]): void {
  const label = labelOf(outcomes);
  if (label === null) return;
  database.prepare('UPDATE results SET good = ?, weight = ? WHERE id = ?').run(Number(label.good), label.weight, id);
}

export function keepAudit(
  database: DatabaseSync,
  audit: { readonly id: string; readonly at: number; readonly agreement: number; readonly label: OutcomeLabel | null },
): void {
  const { id, at, agreement, label } = audit;
  database
    .prepare('INSERT OR REPLACE INTO audits (id, at, agreement, good, weight) VALUES (?, ?, ?, ?, ?)')
    .run(id, at, agreement, label === null ? null : Number(label.good), label?.weight ?? null);
}

/** The last so many, by rising time. */
export function lastResults(database: DatabaseSync, limit: number): LabelledResult[] {
  return database
    .prepare(
      `SELECT results.document, results.good, results.weight, audits.good AS audit_good, audits.weight AS audit_weight
       FROM results LEFT JOIN audits USING (id) ORDER BY results.at DESC, results.id LIMIT ?`,
    )
    .all(limit)
    .map((row): LabelledResult => ({
      ...(JSON.parse(String(row['document'])) as TaskResult),
      label: labelIn(row['good'], row['weight']),
      audit: labelIn(row['audit_good'], row['audit_weight']),
    }))
    .reverse();
}

export function countLearning(database: DatabaseSync): { readonly explored: number; readonly audited: number } {
  const count = (sql: string): number => Number(database.prepare(sql).get()?.['n']);
  return {
    explored: count(`SELECT count(*) AS n FROM results WHERE document ->> '$.propensity' < 1`),
    audited: count('SELECT count(*) AS n FROM audits'),
  };
}

export function trimLearned(database: DatabaseSync, now: number): void {
  database
    .prepare('DELETE FROM results WHERE id IN (SELECT id FROM results ORDER BY at DESC LIMIT -1 OFFSET ?)')
    .run(keptResults);
  database.exec('DELETE FROM audits WHERE id NOT IN (SELECT id FROM results)');
  database.prepare('DELETE FROM charges WHERE at < ?').run(now - chargesKeptMs);
}

/** All but what was spent: a budget does not begin anew because traces are deleted. */
export function deleteLearned(database: DatabaseSync): void {
  database.exec('DELETE FROM results; DELETE FROM audits; DELETE FROM artefacts; DELETE FROM calibration');
}

const labelIn = (good: unknown, weight: unknown): OutcomeLabel | null =>
  good === null || weight === null ? null : { good: good === 1, weight: Number(weight) };
