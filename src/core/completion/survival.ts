// How much of an accepted text is still there later: the share of its words that survive, in order.

/** Pieces compared at most; a longer text is compared by its first ones. */
const longest = 400;

/** 0 to 1. `current`: what stands now where the text was inserted, with some room around it. */
export function survivingShare(offered: string, current: string): number {
  const before = pieces(offered).slice(0, longest);
  if (before.length === 0) return 1;
  const now = pieces(current).slice(0, longest * 3);
  const weight = before.reduce((sum, piece) => sum + piece.length, 0);
  return longestCommonWeight(before, now) / weight;
}

function pieces(text: string): string[] {
  return text.match(/[\p{L}\p{N}_$]+|[^\s\p{L}\p{N}_$]/gu) ?? [];
}

/** Characters in the heaviest common subsequence of two lists of pieces. */
function longestCommonWeight(left: readonly string[], right: readonly string[]): number {
  let row = new Array<number>(right.length + 1).fill(0);
  for (const piece of left) {
    const next = [0];
    for (let at = 1; at <= right.length; at++) {
      const same = right[at - 1] === piece ? (row[at - 1] ?? 0) + piece.length : 0;
      next.push(Math.max(same, row[at] ?? 0, next[at - 1] ?? 0));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
