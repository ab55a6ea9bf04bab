// The part of a file that speaks most of what the cursor's surroundings speak of: Jaccard similarity of names over sliding
// windows of lines. Knows no grammar; linear in the file.
import { identifiersOf } from './identifiers';

export interface SimilarWindow {
  /** 1-based, both ends included. */
  readonly startLine: number;
  readonly endLine: number;
  /** 0 to 1. */
  readonly similarity: number;
}

/** Longer files are looked at by their first lines: whoever opens a generated file does not want to wait for it. */
const mostLines = 4000;

/** Null where no window has a name in common. */
export function similarWindow(
  lines: readonly string[],
  wanted: ReadonlySet<string>,
  windowLines: number,
): SimilarWindow | null {
  if (wanted.size === 0) return null;
  const names = lines.slice(0, mostLines).map((line) => [...identifiersOf(line).keys()]);
  const counts = new Map<string, number>();
  let common = 0;
  let best: SimilarWindow | null = null;
  for (let end = 0; end < names.length; end++) {
    for (const name of names[end] ?? []) {
      const count = counts.get(name) ?? 0;
      counts.set(name, count + 1);
      if (count === 0 && wanted.has(name)) common++;
    }
    const left = end - windowLines;
    for (const name of (left >= 0 ? names[left] : undefined) ?? []) {
      const count = counts.get(name) ?? 0;
      if (count > 1) counts.set(name, count - 1);
      else {
        counts.delete(name);
        if (wanted.has(name)) common--;
      }
    }
    if (common === 0 || (end < windowLines - 1 && end < names.length - 1)) continue;
    const similarity = common / (counts.size + wanted.size - common);
    if (best === null || similarity > best.similarity) {
      best = { startLine: Math.max(1, left + 2), endLine: end + 1, similarity };
    }
  }
  return best;
}
