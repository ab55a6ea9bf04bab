// The reason codes of the completion engine, and the one way to make a reason. Wording them is shared/reasonTexts' job.
import type { Reason } from '../task';

export const completionRules = [
  // before asking
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
  // text filters
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
  'rejected-before',
] as const;

export type CompletionRule = (typeof completionRules)[number];

export function reason(rule: CompletionRule, data: Reason['data'] = {}, weight = 1): Reason {
  return { rule, weight, data };
}
