// The trace database, synchronous: for the store's worker, for the evaluation and for tests. Never on a UI thread.
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Outcome, OutcomeKind, Trace } from '../core/trace';
import type { SpentRow } from '../core/cost/spendHistory';
import type { TraceQuery, TraceSummary } from '../core/traceStore';
import { deleteLearned, keepLabel, keepResult, trimLearned } from './results';
import { inodeOf, isCorrupt, moveAside, openDatabase, whileBusy } from './openDatabase';
import { beginRunning, endRunning, interruptedTraces, type Window } from './running';
import { listQuery, rowValues, toSummary, upsertTrace } from './queries';
import { spentQuery, toSpentRow } from './spentQuery';
import { searchText } from './summarise';

const dayMs = 86_400_000;
/** Rows deleted under one lock: other windows write in between. */
const batch = 100;

interface Statements {
  readonly upsert: StatementSync;
  readonly document: StatementSync;
  readonly search: StatementSync;
  readonly outcome: StatementSync;
  readonly get: StatementSync;
  readonly outcomes: StatementSync;
}

export class TraceDatabase {
  private database: DatabaseSync;
  private statements: Statements;
  private inode: number;

  /** `notice` gets one sentence where a damaged file was moved aside. @throws with one sentence where it cannot open. */
  constructor(
    private readonly file: string,
    private readonly notice: (sentence: string) => void = () => undefined,
    private readonly window: Window = { pid: process.pid, window: '' },
  ) {
    this.database = openDatabase(file, notice);
    this.inode = inodeOf(file);
    this.statements = prepare(this.database);
  }

  /** See TraceStore.begin. */
  begin(trace: Trace): void {
    this.write(() => beginRunning(this.database, this.window, trace));
  }

  /** Once it returns, the trace survives the death of the process. */
  save(trace: Trace): void {
    const { outcomes, ...rest } = trace;
    this.write(() => {
      endRunning(this.database, trace.id);
      const seq = Number(this.statements.upsert.get(...rowValues(trace))?.['seq']);
      this.statements.document.run(seq, JSON.stringify(rest));
      this.statements.search.run(seq, searchText(trace));
      for (const outcome of outcomes) this.insertOutcome(trace.id, outcome);
      keepResult(this.database, trace);
    });
  }

  addOutcome(id: string, outcome: Outcome): void {
    this.write(() => {
      this.insertOutcome(id, outcome);
      keepLabel(this.database, id, this.outcomesOf(id));
    });
  }

  /** Work on the tables beside the traces, whole or not at all, and against every other window. */
  transaction<T>(work: (database: DatabaseSync) => T): T {
    return this.write(() => work(this.database));
  }

  /** The same without a change. */
  reading<T>(work: (database: DatabaseSync) => T): T {
    return this.guard(() => work(this.database));
  }

  list(query: TraceQuery): TraceSummary[] {
    this.saveInterrupted();
    const { sql, values } = listQuery(query);
    return this.guard(() =>
      this.database
        .prepare(sql)
        .all(...values)
        .map(toSummary),
    );
  }

  get(id: string): Trace | null {
    return this.guard(() => {
      const document = this.statements.get.get(id)?.['document'];
      if (typeof document !== 'string') return null;
      return { ...(JSON.parse(document) as Omit<Trace, 'outcomes'>), outcomes: this.outcomesOf(id) };
    });
  }

  count(): number {
    return this.guard(() => Number(this.database.prepare('SELECT count(*) AS n FROM traces').get()?.['n']));
  }

  spent(since: number): SpentRow[] {
    return this.guard(() => this.database.prepare(spentQuery).all(since).map(toSpentRow));
  }

  /** See TraceStore.retain. */
  retain(days: number, now: number, maxBytes = Infinity): number {
    const cutoff = now - days * dayMs;
    const old = this.deleteWhile(() => true, 'WHERE started_at < ?', [cutoff]);
    const large = this.deleteWhile(() => this.usedBytes() > maxBytes, 'ORDER BY started_at, id', []);
    this.write(() =>
      this.database
        .prepare('DELETE FROM outcomes WHERE added_at < ? AND trace_id NOT IN (SELECT id FROM traces)')
        .run(cutoff),
    );
    this.write(() => trimLearned(this.database, now));
    this.giveBack();
    return old + large;
  }

  deleteAll(): void {
    this.write(() => {
      this.database.exec(
        'DELETE FROM outcomes; DELETE FROM documents; DELETE FROM searches; DELETE FROM traces; DELETE FROM running',
      );
      deleteLearned(this.database);
    });
    this.giveBack();
  }

  close(): void {
    this.database.close();
  }

  /** Windows that ended in mid-task left their traces behind: whoever lists next puts them among the others. */
  private saveInterrupted(): void {
    for (const trace of this.guard(() => interruptedTraces(this.database, this.window, Date.now()))) this.save(trace);
  }

  private outcomesOf(id: string): Outcome[] {
    return this.statements.outcomes.all(id).map((row): Outcome => {
      const kind = String(row['kind']) as OutcomeKind;
      const atMs = Number(row['at_ms']);
      return row['data'] === null ? { kind, atMs } : { kind, atMs, data: JSON.parse(String(row['data'])) };
    });
  }

  private insertOutcome(id: string, { atMs, kind, data }: Outcome): void {
    this.statements.outcome.run(id, atMs, kind, data === undefined ? null : JSON.stringify(data));
  }

  private deleteWhile(wanted: () => boolean, clause: string, values: readonly number[]): number {
    let total = 0;
    for (let changes = batch; changes === batch && wanted(); total += changes) {
      changes = this.write(() => {
        const seqs = this.database.prepare(`SELECT seq, id FROM traces ${clause} LIMIT ${batch}`).all(...values);
        for (const { seq, id } of seqs) {
          this.database.prepare('DELETE FROM outcomes WHERE trace_id = ?').run(String(id));
          for (const table of ['documents', 'searches'])
            this.database.prepare(`DELETE FROM ${table} WHERE seq = ?`).run(Number(seq));
          this.database.prepare('DELETE FROM traces WHERE seq = ?').run(Number(seq));
        }
        return seqs.length;
      });
    }
    return total;
  }

  private usedBytes(): number {
    const pragma = (name: string): number => Number(this.database.prepare(`PRAGMA ${name}`).get()?.[name] ?? 0);
    return this.guard(() => (pragma('page_count') - pragma('freelist_count')) * pragma('page_size'));
  }

  /** Returns free pages to the disk, and empties the log, which still holds what was deleted. */
  private giveBack(): void {
    this.guard(() => {
      this.database.prepare('PRAGMA incremental_vacuum').all();
      this.database.prepare('PRAGMA wal_checkpoint(TRUNCATE)').all();
    });
  }

  private write<T>(work: () => T): T {
    return this.guard(() => {
      this.database.exec('BEGIN IMMEDIATE');
      try {
        const result = work();
        this.database.exec('COMMIT');
        return result;
      } catch (error) {
        if (this.database.isTransaction) this.database.exec('ROLLBACK');
        throw error;
      }
    });
  }

  /** Waits for other windows; gives errors a sentence; begins a new file where this one turns out to be damaged. */
  private guard<T>(work: () => T): T {
    try {
      if (!this.database.isOpen) this.reopen(false);
      return whileBusy(work);
    } catch (error) {
      if (isCorrupt(error)) this.reopen(true);
      const why = error instanceof Error ? error.message : String(error);
      throw new Error(`The trace store could not do this: ${why}.`, { cause: error });
    }
  }

  private reopen(damaged: boolean): void {
    if (this.database.isOpen) this.database.close();
    // Another window may have replaced the damaged file already.
    if (damaged && inodeOf(this.file) === this.inode) {
      this.notice(`The trace store was damaged: it was moved to ${moveAside(this.file)}, and a new one was begun.`);
    }
    this.database = openDatabase(this.file, this.notice);
    this.inode = inodeOf(this.file);
    this.statements = prepare(this.database);
  }
}

function prepare(database: DatabaseSync): Statements {
  return {
    upsert: database.prepare(upsertTrace),
    document: database.prepare('INSERT OR REPLACE INTO documents (seq, document) VALUES (?, ?)'),
    search: database.prepare('INSERT OR REPLACE INTO searches (seq, text) VALUES (?, ?)'),
    outcome: database.prepare('INSERT OR REPLACE INTO outcomes (trace_id, at_ms, kind, data) VALUES (?, ?, ?, ?)'),
    get: database.prepare('SELECT document FROM traces JOIN documents USING (seq) WHERE id = ?'),
    outcomes: database.prepare('SELECT kind, at_ms, data FROM outcomes WHERE trace_id = ? ORDER BY at_ms, kind'),
  };
}
