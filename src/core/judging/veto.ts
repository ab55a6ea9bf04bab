// Stage 0 of the judge: what no score can make good. Each veto has its own reason.
import type { Reason, Signals, TaskKind } from '../task';

const veto = (rule: string, data: Reason['data'] = {}): Reason => ({ rule: `veto.${rule}`, weight: 1, data });

/** The vetoes that apply, none where the answer may be scored. `unknownNames` is for the words only. */
export function vetoes(kind: TaskKind, signals: Signals, unknownNames: readonly string[]): Reason[] {
  const value = (name: string): number => signals[name] ?? 0;
  const found: Reason[] = [];
  if (value('text.empty') > 0) found.push(veto('empty'));
  if (value('text.refusal') > 0) found.push(veto('refusal'));
  // A completion is stopped by us at the end of its statement; one that ran into the limit anyway is half a statement.
  if (value('finish.cutByLength') > 0) found.push(veto('length'));
  if (value('syntax.newErrors') > 0) found.push(veto('new-errors', { errors: value('syntax.newErrors') }));
  if (value('text.loop') > 0.3) found.push(veto('loop', { share: value('text.loop') }));
  if (value('schema.invalid') > 0) found.push(veto('schema'));
  if (value('patch.failed') > 0) found.push(veto('edit'));
  if (kind !== 'complete' && kind !== 'edit') {
    if (value('text.words') > 0 && value('text.words') < 6)
      found.push(veto('too-short', { words: value('text.words') }));
    if (value('text.echo') > 0.6) found.push(veto('echo', { share: value('text.echo') }));
    if (value('names.mentioned') >= 2 && value('names.unknownShare') > 0.5) {
      found.push(veto('unknown-names', { names: unknownNames.join(', ') }));
    }
  }
  return found;
}
