// The catalogue of reasons: rule code → English. Data only; `reasonTexts` words a reason with it.

/**
 * `[short, sentence?, singular?]`. `short` needs no data and follows a colon ("asking strong: cut off by length").
 * `sentence` carries `{placeholders}` of the reason's data; `singular` replaces it where its first placeholder is 1.
 */
export type ReasonText = readonly [short: string, sentence?: string, singular?: string];

const route: Record<string, ReasonText> = {
  'mode-fast': ['set to fast only', 'the mode is set to fast only'],
  'mode-strong': ['set to strong only', 'the mode is set to strong only'],
  pin: ['you asked for this tier'],
  're-ask': ['asked again by you'],
  'local-only': ['local models only', 'only models on this machine may be asked'],
  window: [
    'too long for the fast model',
    'the prompt of {promptTokens} tokens does not fit the fast model, which takes {window}',
  ],
  'trace-files': [
    'trace over several files',
    'the stack trace goes through {files} workspace files',
    'the stack trace goes through one workspace file',
  ],
  'trace-causes': ['trace with several causes', 'the stack trace has {causes} causes', 'the stack trace has one cause'],
  'session-latch': [
    'recent escalations here',
    '{escalations} answers in a row had to be escalated here',
    'the last answer here had to be escalated',
  ],
  'p-hard': ['chance of being hard', 'chance that it is hard for the fast model {p}, limit {limit}'],
  'no-strong': ['no strong model', 'no strong model is set up'],
  'no-fast': ['no fast model', 'no fast model is set up'],
  'not-agreed': ['not agreed to here', 'sending code to {origin} was not agreed to for this workspace'],
  budget: ['over budget', 'the budget is used up: {sentence}'],
};

const features: Record<string, ReasonText> = {
  intercept: ['starting point', 'the usual share of hard tasks'],
  'syntax.errorNodes': ['syntax errors', '{value} syntax errors in the code', '{value} syntax error in the code'],
  'syntax.missingNodes': ['missing syntax', '{value} missing pieces of syntax', '{value} missing piece of syntax'],
  'syntax.functionLines': ['long function', 'the function is {value} lines long', 'the function is one line long'],
  'syntax.branches': ['many branches', '{value} branches', '{value} branch'],
  'syntax.loops': ['loops', '{value} loops', '{value} loop'],
  'syntax.exceptions': ['exception handling', '{value} exception handlers', '{value} exception handler'],
  'syntax.asyncConstructs': ['asynchronous code', '{value} asynchronous constructs', '{value} asynchronous construct'],
  'syntax.depth': ['deep in the tree', 'the place is {value} levels deep in the syntax tree'],
  'syntax.nesting': ['deep nesting', 'blocks nested {value} deep'],
  'syntax.imports': ['imports', '{value} imports', '{value} import'],
  'syntax.unknownNames': ['names from elsewhere', '{value} names defined elsewhere', '{value} name defined elsewhere'],
  'diagnostics.errorsInRange': ['errors here', '{value} errors in this place', '{value} error in this place'],
  'diagnostics.warningsInRange': ['warnings here', '{value} warnings in this place', '{value} warning in this place'],
  'diagnostics.errorsInFile': ['errors in the file', '{value} errors in the file', '{value} error in the file'],
  'diagnostics.relatedFiles': [
    'errors that touch other files',
    'the errors point to {value} other files',
    'the errors point to another file',
  ],
  'trace.files': ['files in the trace', '{value} workspace files in the trace', '{value} workspace file in the trace'],
  'trace.frames': ['frames in the trace', '{value} frames in the trace', '{value} frame in the trace'],
  'trace.causes': ['causes in the trace', '{value} causes in the trace', '{value} cause in the trace'],
  'trace.async': ['asynchronous trace', '{value} asynchronous boundaries', '{value} asynchronous boundary'],
  'context.files': ['context from other files', '{value} files of context', '{value} file of context'],
  'context.tokens': ['context', '{value} tokens of context'],
  'request.tokens': ['long request', '{value} tokens in the request'],
  'history.escalations': ['recent escalations', '{value} recent escalations here', '{value} recent escalation here'],
  'history.reasks': ['recent re-asks', 'asked again {value} times here', 'asked again once here'],
};

const judge: Record<string, ReasonText> = {
  'veto.empty': ['empty answer', 'the answer is empty'],
  'veto.length': ['cut off by length', 'the answer was cut off by its length limit'],
  'veto.refusal': ['refused', 'the model refused to answer'],
  'veto.repeats-prefix': ['repeats what stands before', 'the answer repeats what stands before the cursor'],
  'veto.repeats-suffix': ['repeats what follows', 'the answer repeats what follows the cursor'],
  'veto.new-errors': ['new syntax errors', 'the answer brings syntax errors: {before} before, {after} after'],
  'veto.unknown-names': ['names that do not exist', 'the answer names what does not exist here: {names}'],
  'veto.unknown-frames': ['frames that do not exist', 'the answer names frames that are not in the trace: {names}'],
  'veto.loop': ['repeats itself', 'the answer repeats itself in a loop'],
  'veto.schema': ['wrong form', 'the answer does not have the form that was asked for'],
  'veto.language': ['prose instead of code'],
  'veto.edit': ['edit does not apply', 'the edit does not apply exactly once'],
  'logprob.mean': ['model’s own doubt', 'mean token log-probability {value}'],
  'logprob.min': ['one very doubtful token', 'lowest token log-probability {value}'],
  'logprob.q10': ['doubtful tokens', 'a tenth of the tokens below log-probability {value}'],
  'logprob.margin': ['close second choices', 'mean margin to the next token {value}'],
  agreement: ['answers that disagree', 'agreement between repeated answers {value}'],
  score: ['score against threshold', 'p {p} against threshold {threshold}'],
  'threshold-prior': ['not yet calibrated', 'the threshold is a prior, not yet calibrated on your work'],
  'no-logprobs': ['no log-probabilities', 'the model gives no log-probabilities'],
  'no-grammar': ['no grammar', 'no grammar serves this language: judged by text alone'],
  'parse-late': ['judged without the parse', 'the parse was not ready in time: judged without it'],
};

const cascade: Record<string, ReasonText> = {
  escalated: ['escalated', 'escalated: {why}'],
  'strong-down': ['strong model not available', 'the strong model is not available: {sentence}'],
  'fast-down': ['fast model not available', 'the fast model is not available: {sentence}'],
  unverified: ['not verified'],
  accepted: ['accepted', 'accepted: p {p} over {threshold}'],
  suppressed: ['suppressed', 'suppressed: {why}'],
  'waiting-not-tolerated': ['nobody waits here', 'escalating would take longer than this place allows'],
  'late-strong': ['strong answer kept for later', 'the strong answer came late and is kept for the next keystroke'],
  'no-benefit': ['no gain expected', 'the strong model is not expected to do better'],
};

const steps: Record<string, ReasonText> = {
  'step.trace': ['reading the stack trace'],
  'step.context': ['collecting the code around it', 'collecting context'],
  'step.fast': ['asking fast', 'asking {model}'],
  'step.strong': ['asking strong', 'asking strong: {why}'],
  'step.judge': ['judging the answer'],
  'step.verify': ['checking the edits'],
  'verified.applies': ['applies'],
  'verified.parses': ['parses'],
  'verified.errors': ['errors before and after', 'errors {before} → {after}'],
};

const completions: Record<string, ReasonText> = {
  'held.mid-word': ['held: mid-word', 'held: the cursor stands inside a word'],
  'held.suffix': ['held: code follows', 'held: code follows on the same line'],
  'held.finished-statement': ['held: finished statement', 'held: the statement is finished'],
  'held.widget': ['held: suggestion list', 'held: the editor’s suggestion list is open and says otherwise'],
  'held.comment': ['held: comment', 'held: the cursor stands in a comment'],
  'held.string': ['held: string', 'held: the cursor stands in a string'],
  'held.several-cursors': ['held: several cursors'],
  'held.just-accepted': ['held: just accepted', 'held: a suggestion was accepted right here'],
  'held.disabled': ['held: switched off', 'held: completions are switched off here'],
  'held.denied-file': ['held: private file', 'held: this file is never sent to a model'],
  'held.untrusted': ['held: workspace not trusted', 'held: nothing is read or sent before you trust this workspace'],
  'held.paused': ['held: paused', 'held: Weir is paused'],
  'no-answer.loading': ['model is loading', 'no answer: the model is still loading'],
  'no-answer.no-model': ['no model', 'no answer: no model is set up'],
  'no-answer.error': ['model failed', 'no answer: {sentence}'],
  'no-answer.cancelled': ['typed on', 'no answer: you typed on'],
  'no-answer.empty': ['nothing to add', 'no answer: the model had nothing to add'],
  'suppressed.repeats-next-line': ['suppressed: repeats the next line'],
  'suppressed.repeats-prefix': ['suppressed: repeats what stands before'],
  'suppressed.repeats-suffix': ['suppressed: repeats what follows'],
  'suppressed.rejected-before': ['suppressed: rejected before', 'suppressed: you rejected this here before'],
  'suppressed.blank': ['suppressed: only white space'],
  'suppressed.weak': ['suppressed: too weak', 'suppressed: p {p} under {threshold}'],
  'suppressed.prose': ['suppressed: prose instead of code'],
  'suppressed.loop': ['suppressed: repeats itself'],
  'suppressed.new-errors': ['suppressed: new syntax errors'],
};

/** Every rule that Weir can word. */
export const reasonCatalogue: Readonly<Record<string, ReasonText>> = {
  ...route,
  ...features,
  ...judge,
  ...cascade,
  ...steps,
  ...completions,
};
