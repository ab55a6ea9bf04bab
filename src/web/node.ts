// The few functions of Node that the host code needs in the web extension host. Paths there have slashes only.
export const sep = '/';

export function join(...parts: readonly string[]): string {
  return parts.join('/').replace(/\/{2,}/g, '/');
}

/** Good enough where the question is whether a path stays inside: `..` where it does not. */
export function relative(from: string, to: string): string {
  const folder = from.endsWith('/') ? from : `${from}/`;
  return to === from ? '' : to.startsWith(folder) ? to.slice(folder.length) : '..';
}

/** A virtual file system has no links that an extension could see. */
export function realpath(path: string): Promise<string> {
  return Promise.resolve(path);
}

/** There is no disk: who wants a file by its path says that it cannot be read. */
export function readFile(path: string): Promise<never> {
  return Promise.reject(new Error(`${path} cannot be read in the browser.`));
}

export function createHash(): never {
  throw new Error('There are no bytes of a disk to be hashed in the browser.');
}

export function randomBytes(count: number): { toString(encoding: 'hex'): string } {
  const bytes = crypto.getRandomValues(new Uint8Array(count));
  return { toString: () => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('') };
}
