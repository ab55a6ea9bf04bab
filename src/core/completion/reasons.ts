// The reason codes of the completion engine. Wording them is shared/reasonTexts' job.
import type { Reason } from '../task';

/** Why no model is asked: `held.` with one of these. */
export const heldRules = [
  'several-cursors',
  'widget',
  'just-accepted',
  'just-undone',
  'comment',
  'string',
  'mid-word',
  'typing-word',
  'suffix',
  'finished-statement',
] as const;

/** What a text filter found: `shape.` with one of these where text is left, `suppressed.` where nothing is. */
export const shapeRules = [
  'control-tokens',
  'fence',
  'prose',
  'bad-start',
  'repeats-prefix',
  'doubled-space',
  'blank-line',
  'indentation',
  'single-line',
  'scope-end',
  'block-closed',
  'dedent',
  'half-statement',
  'repeats-suffix',
  'closers-stand',
  'repeats-next-line',
  'repeats-previous-line',
  'loop',
  'trailing-space',
  'too-short',
  'blank',
] as const;

export type HeldRule = (typeof heldRules)[number];
export type ShapeRule = (typeof shapeRules)[number];

export function heldReason(rule: HeldRule): Reason {
  return { rule: `held.${rule}`, weight: 1, data: {} };
}

/** `left`: some text is still shown, so the filter is a note and no verdict. */
export function shapeReason(rule: ShapeRule, left: boolean, data: Reason['data'] = {}): Reason {
  return { rule: `${left ? 'shape' : 'suppressed'}.${rule}`, weight: left ? 0 : 1, data };
}
