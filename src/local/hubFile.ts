// What the hub says of a file without fetching it: its size and its SHA-256, both from its large-file metadata.
import { badAnswer, badMirror, noAnswer, noChecksum } from './downloadErrors';

export interface HubFile {
  readonly repo: string;
  readonly file: string;
}

export interface HubFacts {
  readonly bytes: number;
  /** Hexadecimal, lower case. */
  readonly sha256: string;
}

export const HUB = 'https://huggingface.co';
const ANSWER_LIMIT_MS = 10_000;

/** `mirror` or the hub, without a slash at its end. @throws {ModelError} for an address that is not https nor loopback. */
export function hubBase(mirror: string): string {
  const base = mirror.trim() === '' ? HUB : mirror.trim();
  const url = URL.parse(base);
  const loopback = url !== null && ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  if (url === null || !(url.protocol === 'https:' || (url.protocol === 'http:' && loopback))) throw badMirror(base);
  return url.href.endsWith('/') ? url.href.slice(0, -1) : url.href;
}

export function fileUrl(base: string, { repo, file }: HubFile): string {
  return `${base}/${repo}/resolve/main/${file}`;
}

/** @throws {ModelError} */
export async function hubFacts(base: string, file: HubFile, signal: AbortSignal): Promise<HubFacts> {
  const head = await answer(fileUrl(base, file), 'HEAD', signal);
  if (head.status >= 400) throw badAnswer(new URL(base).host, file.file, head.status);
  // The hub redirects to its storage; the headers that describe the file stand on the redirect itself.
  const stated = facts(head.headers.get('x-linked-etag'), head.headers.get('x-linked-size'));
  return stated ?? (await listedFacts(base, file, signal));
}

/** The listing of the repository, for mirrors that drop the hub's own headers. */
async function listedFacts(base: string, file: HubFile, signal: AbortSignal): Promise<HubFacts> {
  const response = await answer(`${base}/api/models/${file.repo}/tree/main`, 'GET', signal);
  const rows: unknown = response.ok ? await response.json().catch(() => null) : null;
  const row: unknown = Array.isArray(rows)
    ? rows.find((entry) => isRecord(entry) && entry['path'] === file.file)
    : null;
  const lfs = isRecord(row) ? row['lfs'] : null;
  const found = isRecord(lfs) ? facts(lfs['oid'], lfs['size']) : null;
  if (!found) throw noChecksum(new URL(base).host, file.file);
  return found;
}

function facts(hash: unknown, size: unknown): HubFacts | null {
  const sha256 = typeof hash === 'string' ? hash.replaceAll('"', '').toLowerCase() : '';
  const bytes = Number(size);
  return /^[0-9a-f]{64}$/.test(sha256) && Number.isSafeInteger(bytes) && bytes > 0 ? { sha256, bytes } : null;
}

async function answer(url: string, method: 'HEAD' | 'GET', signal: AbortSignal): Promise<Response> {
  const limit = AbortSignal.any([signal, AbortSignal.timeout(ANSWER_LIMIT_MS)]);
  try {
    return await fetch(url, { method, redirect: method === 'HEAD' ? 'manual' : 'follow', signal: limit });
  } catch (cause) {
    throw noAnswer(new URL(url).host, cause);
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
