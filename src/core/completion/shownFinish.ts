// How the shown part of an answer ended. An answer may run into its limit long after the part of it that is shown was whole.
import type { FinishReason } from '../model';
import { isBlank } from './lines';

/** Lines that a text loses because it broke off: the half one. Whatever else is missing was cut for reasons of its own. */
const halfLines = 1;

export function shownFinish(raw: string, text: string, finish: FinishReason | null): FinishReason | null {
  const lines = (whole: string): number => whole.split('\n').filter((line) => !isBlank(line)).length;
  return finish === 'length' && lines(raw) - lines(text) > halfLines ? 'stop' : finish;
}
