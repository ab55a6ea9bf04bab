// The `completion-text` command: what would be shown for a model's raw text at a place.
import { shapeCompletion, type ShapedCompletion } from '../src/core/completion/shape';
import { optionalFlag, textOf, type Row } from './rows';

export function evalCompletionText(row: Row): { readonly id: unknown } & ShapedCompletion {
  const multiline = optionalFlag(row, 'multiline');
  const shaped = shapeCompletion({
    languageId: textOf(row, 'language'),
    prefix: textOf(row, 'prefix'),
    suffix: textOf(row, 'suffix'),
    raw: textOf(row, 'raw'),
    ...(multiline !== null && { multiline }),
  });
  return { id: row['id'] ?? null, ...shaped };
}
