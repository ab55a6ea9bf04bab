// Makes the scores of different folds' judges comparable. Reads scores, never labels.

/**
 * Each fold's judge misses other labels, so that a group of bad answers is scored by judges that think a little too well of
 * everything: pooled as they are, such scores rank equal answers in the wrong order. So a row counts by its rank among all rows in
 * the eyes of the judge that has not seen it, and gets the mean score that all judges give to that rank.
 * @param scores for each fold's judge the score of every row
 * @param folds the fold of each row
 */
export function alignFolds(scores: readonly (readonly number[])[], folds: readonly number[]): number[] {
  const sorted = scores.map((of) => [...of].sort((a, b) => a - b));
  return folds.map((fold, row) => {
    const rank = middleRank(sorted[fold] ?? [], scores[fold]?.[row] ?? 0);
    return sorted.reduce((sum, each) => sum + at(each, rank), 0) / Math.max(1, sorted.length);
  });
}

/** Middle index of all that are equal to the value. */
function middleRank(sorted: readonly number[], value: number): number {
  return (firstNotBelow(sorted, (each) => each >= value) + firstNotBelow(sorted, (each) => each > value) - 1) / 2;
}

function firstNotBelow(sorted: readonly number[], reached: (value: number) => boolean): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (reached(sorted[middle] ?? Infinity)) high = middle;
    else low = middle + 1;
  }
  return low;
}

function at(sorted: readonly number[], rank: number): number {
  const low = sorted[Math.max(0, Math.floor(rank))] ?? 0;
  const high = sorted[Math.ceil(rank)] ?? low;
  return low + (rank - Math.floor(rank)) * (high - low);
}
