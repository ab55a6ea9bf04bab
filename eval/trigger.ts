// The `trigger` command: would a model be asked at this place, and for one line or many?
import { decideTrigger, type TriggerDecision } from '../src/core/completion/trigger';
import { optionalFlag, textOf, type Row } from './rows';

export function evalTrigger(row: Row): { readonly id: unknown } & TriggerDecision {
  const decision = decideTrigger({
    languageId: textOf(row, 'language'),
    prefix: textOf(row, 'prefix'),
    suffix: textOf(row, 'suffix'),
    manual: optionalFlag(row, 'manual') ?? false,
  });
  return { id: row['id'] ?? null, ...decision };
}
