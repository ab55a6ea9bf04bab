// What the trace of a completion says beside the decision, and what its stream left over. Decides nothing.
import { sourceReason } from '../completion/answerSource';
import { hotStreak, type FollowUp } from '../completion/hotStreak';
import type { Stopper } from '../completion/stopper';
import { fimUnknown, takesDraft } from '../prompts/fimCompletion';
import type { Tiers } from '../session';
import type { Settings } from '../settings';
import type { SyntaxFit } from '../syntaxPort';
import type { Reason, Tier } from '../task';
import type { Attempt, Trace } from '../trace';
import type { CompleteInput } from './completeTask';

/** How the parse fared in the race with the answer's last byte. */
export function parseNote(text: string, fit: SyntaxFit | null, waited: number): Reason[] {
  if (text === '') return [];
  if (fit === null) return [{ rule: 'parse-late', weight: 0, data: {} }];
  return waited < 1 ? [] : [{ rule: 'parse-waited', weight: 0, data: { ms: waited } }];
}

interface Asked {
  readonly weak: boolean;
  readonly draft: string | null;
  readonly attempts: readonly Attempt[];
}

/** What the trace says beside the decision: where the answer came from, and what was done on the way. */
export function notesOf(
  input: CompleteInput,
  tiers: Tiers,
  settings: Settings,
  { weak, draft, attempts }: Asked,
): Reason[] {
  const note = (rule: string, data: Reason['data'] = {}): Reason => ({ rule, weight: 0, data });
  const strong = attempts.some(({ tier }) => tier === 'strong');
  const drafted = draft !== null && !weak && strong && tiers.strong !== null && takesDraft(tiers.strong);
  const unknown = tiers.fast !== null && fimUnknown(tiers.fast, settings);
  return [
    sourceReason(input.source),
    ...(input.waits === null || input.manual ? [] : [note(`waits.${input.waits}`)]),
    ...(weak ? [note('strong-beside')] : []),
    ...(drafted ? [note('draft-shown')] : []),
    ...(unknown ? [note('fim-unknown', { model: tiers.fast?.info.model ?? '' })] : []),
    ...(input.context.length > 0 ? [note('context-used', { pieces: input.context.length })] : []),
  ];
}

export function followUpsOf(
  input: CompleteInput,
  trace: Trace,
  stoppers: ReadonlyMap<Tier, Stopper>,
): readonly FollowUp[] {
  const tier = trace.shown === 'strong' ? 'strong' : 'fast';
  const stopper = stoppers.get(tier);
  const whole = stopper === undefined ? '' : stopper.text() + stopper.rest();
  if (trace.answer === '' || !whole.startsWith(trace.answer)) return [];
  return hotStreak({
    languageId: input.languageId,
    prefix: input.prefix,
    suffix: input.suffix,
    shown: trace.answer,
    rest: whole.slice(trace.answer.length),
    complete: trace.attempts.findLast((attempt) => attempt.tier === tier)?.finish === 'stop',
  });
}
