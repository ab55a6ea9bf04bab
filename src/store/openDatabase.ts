// Opens a database file safely: private, in WAL mode, migrated. A corrupt file is moved aside, never deleted.
import { chmodSync, closeSync, existsSync, mkdirSync, openSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { migrate } from './migrations';

const busyCodes = new Set([5, 6]);
const corruptCodes = new Set([11, 26]);
const longestWaitMs = 10_000;

/** SQLite's primary result code, or null where the error is none of SQLite's. */
function sqliteCode(error: unknown): number | null {
  return error instanceof Error && 'errcode' in error && typeof error.errcode === 'number'
    ? error.errcode & 0xff
    : null;
}

export const isBusy = (error: unknown): boolean => busyCodes.has(sqliteCode(error) ?? -1);
export const isCorrupt = (error: unknown): boolean => corruptCodes.has(sqliteCode(error) ?? -1);

/**
 * Runs `work` again while another window holds the lock, for ten seconds at most. Beside `busy_timeout`, because SQLite
 * does not wait at all for a change of journal mode or for recovery. Blocks its thread: for the store's worker.
 */
export function whileBusy<T>(work: () => T): T {
  const pause = new Int32Array(new SharedArrayBuffer(4));
  const end = performance.now() + longestWaitMs;
  for (;;) {
    try {
      return work();
    } catch (error) {
      if (!isBusy(error) || performance.now() > end) throw error;
      Atomics.wait(pause, 0, 0, 10 + Math.random() * 180);
    }
  }
}

function createPrivate(file: string): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  // SQLite gives -wal and -shm the mode of the main file, so this must come first.
  closeSync(openSync(file, 'a', 0o600));
  chmodSync(file, 0o600);
}

/**
 * `synchronous=NORMAL`: each commit is handed to the operating system before the call returns, so it survives the death
 * of the process (kill -9). Only a power cut can take the last commits, and never the consistency of the file. FULL adds
 * a disk flush to each save, tens of milliseconds on a laptop's disk.
 * `secure_delete`: what the user deletes is overwritten with zeros.
 */
function connect(file: string): DatabaseSync {
  createPrivate(file);
  const database = new DatabaseSync(file, { timeout: 2000 });
  try {
    whileBusy(() => {
      if (database.prepare('SELECT count(*) AS n FROM sqlite_schema').get()?.['n'] === 0) {
        database.exec('PRAGMA auto_vacuum = INCREMENTAL');
      }
      database.exec('PRAGMA journal_mode = WAL');
      database.exec('PRAGMA synchronous = NORMAL; PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY');
      migrate(database, file);
    });
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** The file's identity, to notice that another window has already replaced it. */
export function inodeOf(file: string): number {
  return statSync(file).ino;
}

export function moveAside(file: string): string {
  const aside = `${file}.corrupt-${Date.now()}`;
  for (const suffix of ['', '-wal', '-shm']) if (existsSync(file + suffix)) renameSync(file + suffix, aside + suffix);
  return aside;
}

/** `notice` gets one sentence where the file had to be moved aside. */
export function openDatabase(file: string, notice: (sentence: string) => void): DatabaseSync {
  createPrivate(file);
  const before = inodeOf(file);
  try {
    return connect(file);
  } catch (error) {
    if (!isCorrupt(error)) throw error;
    if (inodeOf(file) === before) {
      const aside = moveAside(file);
      notice(`The trace store was damaged: it was moved to ${aside}, and a new one was begun.`);
    }
    return connect(file);
  }
}
