// Reads one file of a folder on this machine: regular, small, and where all its links lead still inside and not denied.
// What is checked is what is read: the file is open before it is looked at. Knows nothing of the editor.
import { constants, realpathSync } from 'node:fs';
import { open, readlink, realpath, type FileHandle } from 'node:fs/promises';
import { isAbsolute, relative, sep } from 'node:path';

export interface ReadLimits {
  readonly maxBytes: number;
  /** By the path inside the folder, with `/`, links followed. */
  readonly denied: (path: string) => boolean;
}

/** Null where the file may not be read, or cannot be. A FIFO or a device is opened by nobody here. */
export async function readInside(folder: string, file: string, limits: ReadLimits): Promise<Uint8Array | null> {
  let handle: FileHandle | null = null;
  try {
    const root = await realpath(folder);
    const real = await realpath(file);
    if (!isInside(root, real, limits)) return null;
    // O_NOFOLLOW: the last part may have become a link since. O_NONBLOCK: a FIFO must not hold us.
    handle = await open(real, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
    const stat = await handle.stat();
    if (!stat.isFile() || stat.size > limits.maxBytes) return null;
    // A folder above may have become a link since, too. Linux says what is really open; elsewhere this is best effort.
    if (process.platform === 'linux' && !isInside(root, await readlink(`/proc/self/fd/${handle.fd}`), limits))
      return null;
    return await bytesOf(handle, limits.maxBytes);
  } catch {
    // Gone, unreadable, or a link by now: context does without it.
    return null;
  } finally {
    await handle?.close();
  }
}

/** Whether a file's links lead to a denied one: asked of a file that the user has open, which may lie anywhere. */
export function leadsToDenied(folder: string | null, file: string, denied: ReadLimits['denied']): boolean {
  try {
    const real = realpathSync.native(file);
    if (real === file) return false;
    return denied((folder === null ? null : pathInside(realpathSync.native(folder), real)) ?? real);
  } catch {
    // Not on this disk, or not yet: its own name is all there is.
    return false;
  }
}

/** The path inside the folder with `/`, or null where it lies outside. */
export function pathInside(root: string, real: string): string | null {
  const inside = relative(root, real);
  if (inside === '' || inside === '..' || inside.startsWith(`..${sep}`) || isAbsolute(inside)) return null;
  return inside.split(sep).join('/');
}

function isInside(root: string, real: string, { denied }: ReadLimits): boolean {
  const inside = pathInside(root, real);
  return inside !== null && !denied(inside);
}

/** Null where the file has grown beyond the limit meanwhile. */
async function bytesOf(handle: FileHandle, maxBytes: number): Promise<Uint8Array | null> {
  const buffer = new Uint8Array(maxBytes + 1);
  let length = 0;
  for (;;) {
    const { bytesRead } = await handle.read(buffer, length, buffer.length - length, length);
    length += bytesRead;
    if (length > maxBytes) return null;
    if (bytesRead === 0) return buffer.slice(0, length);
  }
}
