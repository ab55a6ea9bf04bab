// Splits that never part a group: what belongs together is on one side. Deterministic for a seed.

/** The fold of each row, 0 to folds - 1; groups are dealt out in an order that depends on their name and the seed alone. */
export function foldsByGroup(rows: readonly { readonly group: string }[], folds: number, seed = 0): number[] {
  const groups = [...new Set(rows.map(({ group }) => group))];
  const ranked = groups.map((group) => ({ group, key: mixed(group, seed) }));
  ranked.sort((a, b) => a.key - b.key || (a.group < b.group ? -1 : 1));
  const fold = new Map(ranked.map(({ group }, i) => [group, i % folds]));
  return rows.map(({ group }) => fold.get(group) ?? 0);
}

/** FNV-1a, stirred so that names that differ in their last digit fall apart. */
function mixed(text: string, seed: number): number {
  let hash = (2166136261 ^ Math.imul(seed + 1, 0x9e3779b1)) >>> 0;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 16777619);
  hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b);
  return (hash ^ (hash >>> 13)) >>> 0;
}
