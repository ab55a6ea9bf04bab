// Tasks that have not ended yet, and whether the windows that run them still live. SQL and one look at the processes.
import type { DatabaseSync } from 'node:sqlite';
import type { Trace } from '../core/trace';

/** Who runs a task: the process, and a name of the window's own. */
export interface Window {
  readonly pid: number;
  readonly window: string;
}

/** No task takes this long: a process of the same number is another one by then. */
const longestMs = 3_600_000;

export function beginRunning(database: DatabaseSync, { pid, window }: Window, trace: Trace): void {
  // Word of the beginning may come after the end was saved.
  database
    .prepare(
      `INSERT OR REPLACE INTO running (id, pid, window, started_at, document)
       SELECT ?, ?, ?, ?, ? WHERE NOT EXISTS (SELECT 1 FROM traces WHERE id = ?)`,
    )
    .run(trace.id, pid, window, trace.startedAt, JSON.stringify(trace), trace.id);
}

export function endRunning(database: DatabaseSync, id: string): void {
  database.prepare('DELETE FROM running WHERE id = ?').run(id);
}

/**
 * The traces of windows that are gone. Where processes cannot be told apart, as between two containers on one disk, a living
 * window's task may be among them: it is saved again when it ends.
 */
export function interruptedTraces(database: DatabaseSync, own: Window, now: number): Trace[] {
  return database
    .prepare('SELECT pid, window, started_at, document FROM running')
    .all()
    .filter((row) => {
      const [pid, window] = [Number(row['pid']), String(row['window'])];
      if (now - Number(row['started_at']) > longestMs) return true;
      return pid === own.pid ? window !== own.window : !lives(pid);
    })
    .map((row) => JSON.parse(String(row['document'])) as Trace);
}

function lives(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // A process that may not be asked is one that lives.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
