// The `traces` command: the user's own traces in the input format of `cascade`, oldest first.
import { existsSync } from 'node:fs';
import { traceRow } from '../src/core/calibration/traceRow';
import type { TraceSummary } from '../src/core/traceStore';
import { TraceDatabase } from '../src/store/traceDatabase';
import type { Command } from './command';

const page = 500;

export const traces: Command = async (_lines, options, write) => {
  const file = options['store'];
  if (file === undefined) throw new Error('The command needs --store FILE, the trace database.');
  if (!existsSync(file)) throw new Error(`There is no trace database at ${file}.`);
  const database = new TraceDatabase(file, (sentence) => process.stderr.write(`${sentence}\n`));
  try {
    const now = Date.now();
    for (const id of idsOf(database).reverse()) {
      const trace = database.get(id);
      if (trace !== null && trace.attempts.length > 0) await write(traceRow(trace, now));
    }
  } finally {
    database.close();
  }
  return 0;
};

/** Newest first. Only ids are kept, so that a million traces fit. */
function idsOf(database: TraceDatabase): string[] {
  const ids: string[] = [];
  let last: TraceSummary | undefined;
  do {
    const rows = database.list({ limit: page, ...(last && { before: last.startedAt, beforeId: last.id }) });
    ids.push(...rows.map(({ id }) => id));
    last = rows.at(-1);
  } while (last !== undefined);
  return ids;
}
