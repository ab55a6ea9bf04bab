// What was typed between two states of the text before the cursor. The windows may start at different places.

/** As much of the older text must be found again to be sure that it is the same place. */
const anchor = 256;

/** The text typed since `before`, or null where `now` does not continue it. Reads a bounded tail of both. */
export function typedSince(before: string, now: string): string | null {
  if (before.length <= anchor && now.length <= anchor + longestTyped)
    return now.startsWith(before) ? now.slice(before.length) : null;
  const tail = before.slice(-anchor);
  const region = now.slice(-(anchor + longestTyped));
  const at = region.lastIndexOf(tail);
  return at < 0 ? null : region.slice(at + tail.length);
}

/** More is never typed into one offer. UTF-16 units. */
const longestTyped = 4000;
