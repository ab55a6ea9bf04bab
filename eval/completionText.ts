// The `completion-text` command: what would be shown for a model's raw text at a place.
import { shapeCompletion, type ShapedCompletion } from '../src/core/completion/shape';

export interface CompletionTextRow {
  readonly id: string;
  readonly language: string;
  readonly prefix: string;
  readonly suffix: string;
  readonly raw: string;
  readonly multiline?: boolean;
}

export function evalCompletionText(row: CompletionTextRow): { readonly id: string } & ShapedCompletion {
  const shaped = shapeCompletion({
    languageId: row.language,
    prefix: row.prefix,
    suffix: row.suffix,
    raw: row.raw,
    ...(row.multiline === undefined ? {} : { multiline: row.multiline }),
  });
  return { id: row.id, ...shaped };
}
