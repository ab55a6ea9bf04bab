// Edit similarity of two texts: one minus the Levenshtein distance over the longer length, by UTF-16 unit.

/** 1 for equal texts, 0 where nothing is shared. Quadratic: for completions, not for files. */
export function editSimilarity(a: string, b: string): number {
  const longest = Math.max(a.length, b.length);
  if (longest === 0) return 1;
  let above = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a.charCodeAt(i - 1) === b.charCodeAt(j - 1) ? 0 : 1;
      row.push(Math.min((row[j - 1] ?? 0) + 1, (above[j] ?? 0) + 1, (above[j - 1] ?? 0) + same));
    }
    above = row;
  }
  return 1 - (above[b.length] ?? 0) / longest;
}
