// One download of a file at a time, over all windows: a lock file whose owner keeps it young, taken over when it has aged.
// A lock stolen by mistake costs bytes, not correctness: the checksum decides, and the file appears by a rename.
import { randomUUID } from 'node:crypto';
import { open, readFile, rename, rm, stat, utimes } from 'node:fs/promises';

export interface LockTimes {
  /** Milliseconds between two signs of life. */
  readonly beatMs: number;
  /** A lock without a sign of life for so long belongs to nobody. */
  readonly staleMs: number;
}

export const lockTimes: LockTimes = { beatMs: 2000, staleMs: 15_000 };

export interface Lock {
  release(): Promise<void>;
}

/** The lock, or null while another window has it. */
export async function tryLock(path: string, times: LockTimes = lockTimes): Promise<Lock | null> {
  const token = randomUUID();
  if (!(await create(path, token))) {
    if (!(await isStale(path, times))) return null;
    // Of several that found it stale, the rename lets one through.
    const aside = `${path}.${token}`;
    if (!(await succeeds(rename(path, aside)))) return null;
    await rm(aside, { force: true });
    if (!(await create(path, token))) return null;
  }
  const beat = setInterval(() => void succeeds(utimes(path, new Date(), new Date())), times.beatMs);
  beat.unref();
  return {
    release: async () => {
      clearInterval(beat);
      // Somebody may have thought this window dead and taken the lock.
      const owner = await readFile(path, 'utf8').catch(() => null);
      if (owner === token) await rm(path, { force: true });
    },
  };
}

async function create(path: string, token: string): Promise<boolean> {
  try {
    const file = await open(path, 'wx');
    await file.writeFile(token);
    await file.close();
    return true;
  } catch (error) {
    if (isCode(error, 'EEXIST')) return false;
    throw error;
  }
}

async function isStale(path: string, { staleMs }: LockTimes): Promise<boolean> {
  const info = await stat(path).catch(() => null);
  return info !== null && Date.now() - info.mtimeMs > staleMs;
}

async function succeeds(action: Promise<void>): Promise<boolean> {
  return action.then(
    () => true,
    () => false,
  );
}

export function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
