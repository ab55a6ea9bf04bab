// From a model's raw text to what may be shown: the text filters, in the one order in which they work.
import type { FinishReason } from '../model';
import { stripInvisible } from '../privacy/invisibleText';
import { stripAnsi } from '../privacy/stripAnsi';
import type { Reason } from '../task';
import { atEmptyBlock } from './blockStart';
import type { Draft, TextFilter } from './draft';
import { badStart } from './filters/badStart';
import { chatChatter } from './filters/chatChatter';
import { closersBelow } from './filters/closersBelow';
import { controlTokens } from './filters/controlTokens';
import { danglingHead } from './filters/danglingHead';
import { doubledSpace } from './filters/doubledSpace';
import { excessClosers } from './filters/excessClosers';
import { halfStatement } from './filters/halfStatement';
import { leadingBlankLine } from './filters/leadingBlankLine';
import { limitScope } from './filters/limitScope';
import { markdownFence } from './filters/markdownFence';
import { reindent } from './filters/reindent';
import { repeatsNextLine } from './filters/repeatsNextLine';
import { repeatsPrefix } from './filters/repeatsPrefix';
import { repeatsPreviousLine } from './filters/repeatsPreviousLine';
import { repetitionLoop } from './filters/repetitionLoop';
import { replacedSuffix, suffixOverlap } from './filters/suffixOverlap';
import { thinking } from './filters/thinking';
import { tooShort } from './filters/tooShort';
import { trailingSpace } from './filters/trailingSpace';
import { toLf } from './lines';
import { textPlaceOf } from './place';
import { shapeReason } from './reasons';

const filters: readonly TextFilter[] = [
  thinking,
  controlTokens,
  chatChatter,
  markdownFence,
  badStart,
  repeatsPrefix,
  doubledSpace,
  leadingBlankLine,
  halfStatement,
  suffixOverlap,
  repeatsNextLine,
  repetitionLoop,
  limitScope,
  danglingHead,
  closersBelow,
  excessClosers,
  repeatsPreviousLine,
  trailingSpace,
  tooShort,
  reindent,
];

export interface ShapeInput {
  readonly languageId: string;
  readonly prefix: string;
  readonly suffix: string;
  /** The model's text as it came. */
  readonly raw: string;
  /** Where absent, decided from the text around the cursor. */
  readonly multiline?: boolean;
  readonly finish?: FinishReason | null;
  /** The editor's indentation; absent: blanks stay as the model wrote them. */
  readonly indent?: { readonly insertSpaces: boolean; readonly tabSize: number };
}

export interface ShapedCompletion {
  /** LF line ends; null: nothing to show. */
  readonly text: string | null;
  /** UTF-16 units after the cursor, on its line, that the text stands for. */
  readonly replaceSuffix: number;
  readonly reasons: readonly Reason[];
}

export function shapeCompletion(input: ShapeInput): ShapedCompletion {
  const { place, ownLine } = textPlaceOf(input);
  const draft: Draft = {
    place,
    multiline: input.multiline ?? atEmptyBlock(place),
    finish: input.finish ?? null,
    indent: input.indent ?? null,
  };
  const reasons: Reason[] = [];
  let text = toLf(input.raw);
  for (const filter of filters) {
    const result = filter(text, draft);
    if (result === null) continue;
    reasons.push(shapeReason(result.rule, result.text !== null, result.data));
    if (result.text === null) return { text: null, replaceSuffix: 0, reasons };
    text = result.text;
  }
  // What nobody can see is not offered: a reader could not refuse it.
  text = stripInvisible(stripAnsi(text));
  // A word, with which the line behind the cursor begins, is no line of its own.
  if (ownLine && !/\s/.test(text.trim()) && (place.below[0] ?? '').trim().startsWith(text.trim())) {
    return { text: null, replaceSuffix: 0, reasons: [...reasons, shapeReason('repeats-next-line', false)] };
  }
  return { text: ownLine ? `${text}\n` : text, replaceSuffix: replacedSuffix(text, place), reasons };
}
