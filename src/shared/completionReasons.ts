// Words for the completion engine: why it kept silent, and what its text filters found.
import type { ReasonText } from './reasonCatalogue';

const trigger: Record<string, ReasonText> = {
  asked: ['asked while typing'],
  'asked.by-hand': ['asked by hand'],
  'held.several-cursors': ['held: several cursors'],
  'held.widget': ['held: suggestion list', 'held: the editor’s suggestion list is open and says otherwise'],
  'held.just-accepted': ['held: just accepted', 'held: a suggestion was accepted right here'],
  'held.just-undone': ['held: just undone', 'held: you have just undone something here'],
  'held.comment': ['held: comment', 'held: the cursor stands in a comment'],
  'held.string': ['held: string', 'held: the cursor stands in a string'],
  'held.mid-word': ['held: mid-word', 'held: the cursor stands inside a word'],
  'held.typing-word': ['held: typing a word', 'held: a word is being typed'],
  'held.suffix': ['held: code follows', 'held: code follows on the same line'],
  'held.finished-statement': ['held: finished statement', 'held: the statement is finished'],
  'held.disabled': ['held: switched off', 'held: completions are switched off here'],
  'held.denied-file': ['held: private file', 'held: this file is never sent to a model'],
  'held.untrusted': ['held: workspace not trusted', 'held: nothing is read or sent before you trust this workspace'],
  'held.paused': ['held: paused', 'held: Weir is paused'],
  'no-answer.loading': ['model is loading', 'no answer: the model is still loading'],
  'no-answer.no-model': ['no model', 'no answer: no model is set up'],
  'no-answer.error': ['model failed', 'no answer: {sentence}'],
};

/** What a filter found: where text is left it was mended, where nothing is it was the reason for silence. */
const filters: Record<string, readonly [found: string, mended: string]> = {
  'control-tokens': ['control tokens only', 'control tokens were taken out'],
  fence: ['an empty code fence', 'the code fence was taken off'],
  prose: ['prose instead of code', 'prose around the code was taken off'],
  'bad-start': ['starts like no code that could stand here', 'its start was mended'],
  'repeats-prefix': ['repeats what stands before', 'what stands before the cursor was cut off'],
  'doubled-space': ['blanks only', 'a doubled space was taken out'],
  'blank-line': ['blank lines only', 'blank lines were taken off its start'],
  indentation: ['indentation does not fit', 'its indentation was set to the editor’s'],
  'single-line': ['several lines where one is wanted', 'cut to one line'],
  'scope-end': ['belongs behind this block', 'cut where the block ends'],
  'block-closed': ['only closes the block', 'cut where the block is closed'],
  dedent: ['belongs outside this block', 'cut where the indentation goes back'],
  'half-statement': ['half a statement', 'half a statement was cut off its end'],
  'repeats-suffix': ['repeats what follows', 'what stands behind the cursor was cut off'],
  'closers-stand': ['brackets that stand there already', 'brackets that stand there already were cut off'],
  'repeats-next-line': ['repeats the next line', 'a repetition of the next line was cut off'],
  'repeats-previous-line': ['repeats the previous line', 'a repetition of the previous line was cut off'],
  loop: ['repeats itself', 'cut where it begins to repeat itself'],
  'trailing-space': ['blanks only', 'blanks were taken off its end'],
  'too-short': ['too short to be of use', 'a short rest was cut off'],
  blank: ['nothing to add', 'blanks were taken off'],
  'rejected-before': ['rejected here before', 'a part that you rejected before was cut off'],
};

export const completionReasons: Readonly<Record<string, ReasonText>> = {
  ...trigger,
  ...Object.fromEntries(
    Object.entries(filters).map(([rule, [found]]) => [`suppressed.${rule}`, [`suppressed: ${found}`] as const]),
  ),
  ...Object.fromEntries(Object.entries(filters).map(([rule, [, mended]]) => [`shape.${rule}`, [mended] as const])),
};
