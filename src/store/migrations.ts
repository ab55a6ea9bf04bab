// The schema, as numbered steps that are applied in order and never edited once released. Does not open the database.
import type { DatabaseSync } from 'node:sqlite';

/**
 * Summary columns stand beside the JSON document so that listing never parses one. Documents have their own table,
 * which keeps the rows that the list walks small. Outcomes arrive late and from any window, even before their trace is
 * saved: no foreign key, and a key that makes saying the same thing twice harmless.
 */
const steps: readonly string[] = [
  `
  CREATE TABLE traces (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    started_at REAL NOT NULL,
    total_ms REAL NOT NULL,
    kind TEXT NOT NULL,
    language_id TEXT NOT NULL,
    path TEXT NOT NULL,
    tier TEXT,
    model TEXT,
    rule TEXT,
    escalated INTEGER NOT NULL,
    p_acceptable REAL,
    threshold REAL,
    shown TEXT NOT NULL,
    "end" TEXT NOT NULL,
    cost REAL,
    input_tokens INTEGER NOT NULL,
    cached_tokens INTEGER NOT NULL,
    output_tokens INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX traces_by_time ON traces (started_at, id);
  CREATE INDEX traces_by_kind ON traces (kind, started_at, id);
  CREATE INDEX traces_by_tier ON traces (tier, started_at, id);
  CREATE INDEX traces_by_end ON traces ("end", started_at, id);
  CREATE INDEX traces_by_shown ON traces (shown, started_at, id);
  CREATE INDEX traces_by_language ON traces (language_id, started_at, id);
  CREATE TABLE documents (
    seq INTEGER PRIMARY KEY,
    search TEXT NOT NULL,
    document TEXT NOT NULL
  ) STRICT;
  CREATE TABLE outcomes (
    trace_id TEXT NOT NULL,
    at_ms REAL NOT NULL,
    kind TEXT NOT NULL,
    data TEXT,
    added_at INTEGER NOT NULL DEFAULT (unixepoch() * 1000),
    PRIMARY KEY (trace_id, at_ms, kind)
  ) STRICT, WITHOUT ROWID;
  `,
  // Figures that calibration learns from, without any text: they outlive the trace that they are of. `good` and `weight` are the
  // label that the outcomes give so far. The one row of `calibration` is what the calibrator remembers.
  `
  CREATE TABLE results (
    id TEXT PRIMARY KEY,
    at REAL NOT NULL,
    good INTEGER,
    weight REAL,
    document TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX results_by_time ON results (at);
  CREATE TABLE audits (
    id TEXT PRIMARY KEY,
    at REAL NOT NULL,
    agreement REAL NOT NULL,
    good INTEGER,
    weight REAL
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE artefacts (
    version TEXT PRIMARY KEY,
    made_at REAL NOT NULL,
    document TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE calibration (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    document TEXT NOT NULL
  ) STRICT;
  CREATE TABLE charges (
    id INTEGER PRIMARY KEY,
    at REAL NOT NULL,
    day TEXT NOT NULL,
    month TEXT NOT NULL,
    tier TEXT NOT NULL,
    model TEXT NOT NULL,
    priced INTEGER NOT NULL,
    reserved REAL NOT NULL,
    cost REAL
  ) STRICT;
  CREATE INDEX charges_by_day ON charges (day);
  CREATE INDEX charges_by_month ON charges (month);
  CREATE TABLE agreements (
    period TEXT PRIMARY KEY,
    extra REAL NOT NULL
  ) STRICT, WITHOUT ROWID;
  `,
  // Tasks that have not ended yet, each with the window that runs it: its process, and a name of its own since numbers of
  // processes come again.
  `
  CREATE TABLE running (
    id TEXT PRIMARY KEY,
    pid INTEGER NOT NULL,
    window TEXT NOT NULL,
    started_at REAL NOT NULL,
    document TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  `,
  // What the list's text filter looks through lies together: a search that finds nothing reads this and no document.
  `
  CREATE TABLE searches (
    seq INTEGER PRIMARY KEY,
    text TEXT NOT NULL
  ) STRICT;
  INSERT INTO searches SELECT seq, search FROM documents;
  ALTER TABLE documents DROP COLUMN search;
  `,
  // What a task is compared with strong alone by. Null where an older window writes, and in what is no longer added up: to read every
  // document would keep the other windows waiting.
  `
  ALTER TABLE traces ADD COLUMN strong_dollars REAL;
  ALTER TABLE traces ADD COLUMN answer_input INTEGER;
  ALTER TABLE traces ADD COLUMN answer_cached INTEGER;
  ALTER TABLE traces ADD COLUMN answer_output INTEGER;
  UPDATE traces SET strong_dollars = (
    SELECT total(value ->> '$.cost') FROM documents, json_each(document, '$.attempts')
    WHERE documents.seq = traces.seq AND value ->> '$.tier' = 'strong')
  WHERE tier = 'strong' AND started_at > (unixepoch() - 31 * 86400) * 1000;
  UPDATE traces SET (answer_input, answer_cached, answer_output) = (
    SELECT (value ->> '$.usage.input') + (value ->> '$.usage.cacheWrite'), value ->> '$.usage.cachedRead', value ->> '$.usage.output'
    FROM documents, json_each(document, '$.attempts')
    WHERE documents.seq = traces.seq AND value ->> '$.tier' = 'fast' AND value ->> '$.sample' IS NOT 1
    ORDER BY key DESC LIMIT 1)
  WHERE tier = 'fast' AND started_at > (unixepoch() - 31 * 86400) * 1000;
  `,
];

export const schemaVersion = steps.length;

function versionOf(database: DatabaseSync): number {
  return Number(database.prepare('PRAGMA user_version').get()?.['user_version'] ?? 0);
}

/** @throws where a newer Weir wrote the file: nothing is touched then. */
export function migrate(database: DatabaseSync, file: string): void {
  if (versionOf(database) === schemaVersion) return;
  database.exec('BEGIN IMMEDIATE');
  try {
    // Read again under the lock: another window may have migrated meanwhile.
    const version = versionOf(database);
    if (version > schemaVersion) {
      throw new Error(
        `The trace store ${file} was written by a newer Weir (schema ${version}, this one knows ${schemaVersion}): ` +
          'update Weir, or move the file away.',
      );
    }
    for (const step of steps.slice(version)) database.exec(step);
    database.exec(`PRAGMA user_version = ${schemaVersion}`);
    database.exec('COMMIT');
  } catch (error) {
    database.exec('ROLLBACK');
    throw error;
  }
}
