// The `path` command: whether a file would be read for a model at all.
import { isDeniedPath, type PathVerdict } from '../src/core/privacy/isDeniedPath';
import { textOf, type Row } from './rows';

export function evalPath(row: Row): { readonly id: unknown } & PathVerdict {
  return { id: row['id'] ?? null, ...isDeniedPath(textOf(row, 'path')) };
}
