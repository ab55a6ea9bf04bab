// The `trigger` command: would a model be asked at this place, and for one line or many?
import { decideTrigger, type TriggerDecision } from '../src/core/completion/trigger';

export interface TriggerRow {
  readonly id: string;
  readonly language: string;
  readonly prefix: string;
  readonly suffix: string;
  readonly manual?: boolean;
}

export function evalTrigger(row: TriggerRow): { readonly id: string } & TriggerDecision {
  const { id, language, prefix, suffix, manual = false } = row;
  return { id, ...decideTrigger({ languageId: language, prefix, suffix, manual }) };
}
