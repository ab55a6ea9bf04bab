// Words for the completion engine: why it kept silent, and what its text filters did.
import type { ReasonText } from './reasonCatalogue';

const trigger: Record<string, ReasonText> = {
  asked: ['asked while typing'],
  manual: ['asked by hand'],
  'several-cursors': ['held: several cursors'],
  'widget-open': ['held: suggestion list', 'held: the editor’s suggestion list is open and says otherwise'],
  'just-accepted': ['held: just accepted', 'held: a suggestion was accepted right here'],
  'just-undone': ['held: just undone', 'held: you have just undone something here'],
  'in-comment': ['held: comment', 'held: the cursor stands in a comment'],
  'in-string': ['held: string', 'held: the cursor stands in a string'],
  'mid-word': ['held: mid-word', 'held: the cursor stands inside a word'],
  'typing-word': ['held: typing a word', 'held: a word is being typed'],
  'mid-line': ['held: code follows', 'held: code follows on the same line'],
  'finished-statement': ['held: finished statement', 'held: the statement is finished'],
  'held.disabled': ['held: switched off', 'held: completions are switched off here'],
  'held.denied-file': ['held: private file', 'held: this file is never sent to a model'],
  'held.untrusted': ['held: workspace not trusted', 'held: nothing is read or sent before you trust this workspace'],
  'held.paused': ['held: paused', 'held: Weir is paused'],
  'held.on-demand': ['held: on demand only', 'held: completions come on demand only, by hand with Alt+\\'],
  'held.strong-asked': ['strong is asked', 'held: the strong model is asked, its answer comes in a moment'],
  'held.overtaken': ['held: typed on'],
  'no-answer.fim-unknown': [
    'unknown model family',
    'no answer: Weir does not know which fill-in-the-middle tokens {model} has learned, so set weir.fimFamily to its family',
  ],
  'no-answer.loading': ['model is loading', 'no answer: the model is still loading'],
  'no-answer.no-model': ['no model', 'no answer: no model is set up'],
  'no-answer.error': ['model failed', 'no answer: {sentence}'],
};

const filters: Record<string, ReasonText> = {
  'control-tokens': ['control tokens', 'the model’s control tokens were taken out'],
  thinking: ['thinking', 'the model’s thinking was taken out'],
  'markdown-fence': ['code fence', 'the code fence was taken off'],
  'chat-chatter': ['prose instead of code'],
  'bad-start': ['starts wrong', 'it does not start like code that could stand here'],
  'repeats-prefix': ['repeats what stands before'],
  'doubled-space': ['doubled space', 'a doubled space was taken out'],
  'leading-blank-line': ['blank line first', 'a blank line was taken off its start'],
  reindented: ['indentation', 'its indentation was set to the editor’s'],
  'single-line': ['one line only', 'cut to one line'],
  'scope-end': ['end of the block', 'cut where the block ends'],
  'block-closed': ['block closed', 'cut where the block is closed'],
  dedent: ['end of the block', 'cut where the indentation goes back'],
  'half-statement': ['half a statement', 'half a statement was cut off its end'],
  'suffix-overlap': ['repeats what follows', 'what stands behind the cursor already was cut off'],
  'closers-already-there': ['brackets already there', 'brackets that stand there already were cut off'],
  'repeats-next-line': ['repeats the next line'],
  'repeats-previous-line': ['repeats the previous line'],
  'repetition-loop': ['repeats itself'],
  'trailing-space': ['blanks at the end', 'blanks were taken off its end'],
  'too-short': ['too short to be of use'],
  empty: ['nothing to add', 'the model had nothing to add'],
  'rejected-before': ['rejected before', 'you rejected this here before'],
};

const sources: Record<string, ReasonText> = {
  'source.typed-through': ['typed along', 'the rest of an offer that you type along'],
  'source.cache': ['from the cache', 'an earlier answer for this place'],
  'source.in-flight': ['from a running request', 'a request that was running already answered it'],
  'source.hot-streak': ['from an earlier stream', 'it came behind an earlier answer in the same stream'],
  'source.speculation': ['asked ahead', 'it was asked for as if the offer before were accepted'],
  'source.request': ['new request', 'a new request was sent for it'],
};

const notes: Record<string, ReasonText> = {
  'waits.rejected-here': ['refused here before', 'waiting is worth it: an offer was refused right here'],
  'waits.error-on-line': ['error on this line', 'waiting is worth it: this line has an error'],
  'waits.empty-block': ['empty block', 'waiting is worth it: a whole block is to be written'],
  'waits.comment-to-code': ['comment to code', 'waiting is worth it: a comment asks for code'],
  'strong-beside': ['strong asked at once', 'the fast answer was likely to be weak: strong was asked beside it'],
  'draft-shown': ['draft shown', 'the strong model saw the fast answer as a draft'],
  'fim-unknown': [
    'no fill-in-the-middle tokens',
    'Weir does not know which fill-in-the-middle tokens {model} has learned and uses none: set weir.fimFamily to its family',
  ],
  'context-used': [
    'context of other places',
    '{pieces} pieces of other places were sent along',
    'one piece of another place was sent along',
  ],
  'parse-waited': ['waited for the parse', 'the answer waited {ms} ms for its parse'],
};

export const completionReasons: Readonly<Record<string, ReasonText>> = { ...trigger, ...filters, ...sources, ...notes };
