// The reason codes of the completion engine. Wording them is shared/reasonTexts' job.
import type { Reason } from '../task';
import { answerSources } from './answerSource';

/** Why a model is asked, or why not. */
export const triggerRules = [
  'asked',
  'manual',
  'several-cursors',
  'widget-open',
  'just-accepted',
  'just-undone',
  'in-comment',
  'in-string',
  'mid-word',
  'typing-word',
  'mid-line',
  'finished-statement',
] as const;

/** What a text filter found. */
export const shapeRules = [
  'thinking',
  'control-tokens',
  'markdown-fence',
  'chat-chatter',
  'bad-start',
  'repeats-prefix',
  'doubled-space',
  'leading-blank-line',
  'reindented',
  'single-line',
  'scope-end',
  'block-closed',
  'dedent',
  'half-statement',
  'suffix-overlap',
  'closers-already-there',
  'repeats-next-line',
  'repeats-previous-line',
  'repetition-loop',
  'trailing-space',
  'too-short',
  'empty',
] as const;

/** Notes beside a decision: why waiting was tolerated, what was done on the way, and how the parse fared. */
export const noteRules = [
  'waits.rejected-here',
  'waits.error-on-line',
  'waits.empty-block',
  'waits.comment-to-code',
  'strong-beside',
  'draft-shown',
  'fim-unknown',
  'context-used',
  'parse-late',
  'parse-waited',
] as const;

/** Why the engine keeps silent after it was let ask. */
export const heldRules = [
  'rejected-before',
  'held.on-demand',
  'held.strong-asked',
  'held.overtaken',
  'no-answer.fim-unknown',
  'no-answer.no-model',
] as const;

/** Every code of the engine. */
export const completionRules = [
  ...triggerRules,
  ...shapeRules,
  ...heldRules,
  ...noteRules,
  ...answerSources.map((source) => `source.${source}` as const),
] as const;

export type TriggerRule = (typeof triggerRules)[number];
export type ShapeRule = (typeof shapeRules)[number];

export function triggerReason(rule: TriggerRule): Reason {
  return { rule, weight: 1, data: {} };
}

/** `left`: some text is still shown, so the filter is a note and no verdict. */
export function shapeReason(rule: ShapeRule, left: boolean, data: Reason['data'] = {}): Reason {
  return { rule, weight: left ? 0 : 1, data };
}
