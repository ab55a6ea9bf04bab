// Finds which test holds which id: a title that begins with ids and a colon (`R1, R5: …`) claims them. Runs nothing.
import { globSync, readFileSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';

export const root = resolve(import.meta.dirname, '..', '..');
const id = '(?:[TSR]\\d+|C)';
const ids = `${id}(?:, ${id})*`;
const inSource = new RegExp(`['"\`](${ids}): ([^'"\`\\n]*)`, 'g');
const inTitle = new RegExp(`^(${ids}): `);
/** For vitest's `-t`, which sees a test's full name. */
export const claiming = `(^| )${ids}: `;

export interface Claim {
  readonly ids: readonly string[];
  readonly file: string;
  readonly title: string;
}

export const idsOf = (title: string): readonly string[] => inTitle.exec(title)?.[1]?.split(', ') ?? [];

export function findClaims(): Claim[] {
  const files = globSync('test/{unit,editor,long}/**/*.test.ts', { cwd: root }).map((file) =>
    file.split(sep).join('/'),
  );
  return files.sort().flatMap((file) =>
    Array.from(readFileSync(join(root, file), 'utf8').matchAll(inSource), ([, claimed = '', title = '']) => ({
      ids: claimed.split(', '),
      file,
      title: title.trim(),
    })),
  );
}
