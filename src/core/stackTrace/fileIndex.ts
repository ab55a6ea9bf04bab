// The workspace's files by their last segment, so that a frame's path is compared with few. Holds names, opens nothing.

export interface IndexedFile {
  readonly path: string;
  readonly segments: readonly string[];
}

export class FileIndex {
  private readonly byName = new Map<string, IndexedFile[]>();
  private readonly exact = new Set<string>();

  constructor(files: readonly string[]) {
    for (const path of files) {
      const segments = path.split('/').filter((segment) => segment !== '' && segment !== '.');
      const name = segments.at(-1);
      if (name === undefined || segments.includes('..')) continue;
      this.exact.add(path);
      const key = name.toLowerCase();
      const known = this.byName.get(key);
      if (known === undefined) this.byName.set(key, [{ path, segments }]);
      else known.push({ path, segments });
    }
  }

  has(path: string): boolean {
    return this.exact.has(path);
  }

  named(name: string): readonly IndexedFile[] {
    return this.byName.get(name.toLowerCase()) ?? [];
  }

  /**
   * The files whose path ends most like `segments`, and how many segments agree.
   * `ignoreCase` for paths of Windows.
   */
  longestSuffix(segments: readonly string[], ignoreCase: boolean): { files: readonly IndexedFile[]; matched: number } {
    let matched = 0;
    let files: IndexedFile[] = [];
    for (const file of this.named(segments.at(-1) ?? '')) {
      const agreed = agreement(file.segments, segments, ignoreCase);
      if (agreed === 0 || agreed < matched) continue;
      if (agreed > matched) files = [];
      matched = agreed;
      files.push(file);
    }
    return { files, matched };
  }
}

function agreement(a: readonly string[], b: readonly string[], ignoreCase: boolean): number {
  let count = 0;
  while (count < a.length && count < b.length) {
    const left = a[a.length - 1 - count] ?? '';
    const right = b[b.length - 1 - count] ?? '';
    if (left !== right && !(ignoreCase && left.toLowerCase() === right.toLowerCase())) break;
    count += 1;
  }
  return count;
}
