// The evaluation's `path` command: whether a file would be read for a model at all.
import { isDeniedPath } from '../src/core/privacy/isDeniedPath';

export function evalPath(row: { readonly path: string }): { denied: boolean; rule?: string } {
  return isDeniedPath(row.path);
}
