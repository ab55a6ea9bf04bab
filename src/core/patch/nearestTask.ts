// Which of the workspace's tasks tries a change: tests before builds, and the nearest to the changed files. Runs nothing.

export interface WorkspaceTask {
  readonly group: 'test' | 'build';
  /** Where it runs, relative to the workspace, `/` between segments; empty for the workspace itself. */
  readonly folder: string;
  /** Named by the workspace as the one to run by default. */
  readonly isDefault: boolean;
}

/** Null where none of them runs in a folder around a changed file. */
export function nearestTask<T extends WorkspaceTask>(tasks: readonly T[], changed: readonly string[]): T | null {
  const around = tasks.filter(
    ({ folder }) => folder === '' || changed.some((path) => path.startsWith(`${folder.replace(/\/$/, '')}/`)),
  );
  const rank = ({ group, folder, isDefault }: WorkspaceTask): number[] => [
    group === 'test' ? 1 : 0,
    folder === '' ? 0 : folder.split('/').length,
    isDefault ? 1 : 0,
  ];
  const better = (one: readonly number[], other: readonly number[]): boolean => {
    const at = one.findIndex((value, index) => value !== other[index]);
    return at >= 0 && (one[at] ?? 0) > (other[at] ?? 0);
  };
  return around.reduce<T | null>((best, task) => (best === null || better(rank(task), rank(best)) ? task : best), null);
}
