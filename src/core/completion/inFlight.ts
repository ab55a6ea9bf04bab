// May a request that is still running answer for what has been typed since it was sent?
import type { MemoryPlace } from './memory';
import { typedSince } from './typedSince';

export interface InFlightMatch {
  /** What the user typed since the request was sent. */
  readonly typed: string;
  /** What has come beyond that, which could be shown once the stream ends. Empty while the user is ahead. */
  readonly remaining: string;
}

/** Null where the typing and the stream have parted, so that the request is to be cancelled. */
export function matchesInFlight(startPrefix: string, streamedText: string, newPrefix: string): InFlightMatch | null {
  const typed = typedSince(startPrefix, newPrefix);
  if (typed === null) return null;
  if (streamedText.startsWith(typed)) return { typed, remaining: streamedText.slice(typed.length) };
  return typed.startsWith(streamedText) && typed.length - streamedText.length <= mostAhead
    ? { typed, remaining: '' }
    : null;
}

/** A user further ahead of the stream than this types something else. UTF-16 units. */
const mostAhead = 12;

/** True where the text behind the cursor is the same, or has closers before it that the editor put there. */
export function sameSuffix(before: string, now: string): boolean {
  const added = now.length - before.length;
  return added >= 0 && added <= longestAutoClose && now.endsWith(before) && closers.test(now.slice(0, added));
}

const longestAutoClose = 3;
const closers = /^[)\]}"'`>]*$/;

/** True where the user, who stands at `now`, may still come to `there` by typing on: nothing has parted yet. */
export function onTheWay(there: MemoryPlace, now: MemoryPlace): boolean {
  return there.path === now.path && there.model === now.model && typedSince(now.prefix, there.prefix) !== null;
}
