// The reason codes of the completion engine. Wording them is shared/reasonTexts' job.
import type { Reason } from '../task';

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

/** Every code of the engine; the last one is the caller's, who asks RejectedTexts. */
export const completionRules = [...triggerRules, ...shapeRules, 'rejected-before'] as const;

export type TriggerRule = (typeof triggerRules)[number];
export type ShapeRule = (typeof shapeRules)[number];

export function triggerReason(rule: TriggerRule): Reason {
  return { rule, weight: 1, data: {} };
}

/** `left`: some text is still shown, so the filter is a note and no verdict. */
export function shapeReason(rule: ShapeRule, left: boolean, data: Reason['data'] = {}): Reason {
  return { rule, weight: left ? 0 : 1, data };
}
