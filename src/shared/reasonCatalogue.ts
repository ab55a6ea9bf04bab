// The catalogue of reasons: rule code → English. Data only; `reasonTexts` words a reason with it.
import { budgetReasons } from './budgetReasons';
import { calibrationReasons } from './calibrationReasons';
import { completionReasons } from './completionReasons';
import { featureReasons } from './featureReasons';
import { patchReasons } from './patchReasons';

/**
 * `[short, sentence?, singular?]`. `short` needs no data and follows a colon ("asking strong: cut off by length").
 * `sentence` carries `{placeholders}` of the reason's data; `singular` replaces it where its first placeholder is 1.
 */
export type ReasonText = readonly [short: string, sentence?: string, singular?: string];

const route: Record<string, ReasonText> = {
  'mode-fast': ['set to fast only', 'the mode is set to fast only'],
  'mode-strong': ['set to strong only', 'the mode is set to strong only'],
  pin: ['you asked for this tier', 'you asked for the {tier} tier'],
  'local-only': ['local models only', 'only models on this machine may be asked'],
  'not-in-policy': ['not in the policy', 'your team’s policy does not allow {model}'],
  'not-agreed': ['not agreed to here', 'sending code to {origin} was not agreed to for this workspace'],
  budget: ['over budget', 'the budget is used up: {sentence}'],
  'no-strong': ['no strong model', 'no strong model can be used'],
  'no-fast': ['no fast model', 'no fast model can be used'],
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
  'router-late': ['the look at the code was late', 'the look at the code did not come in time'],
  'session-latch': ['escalated twice here', 'the last answers here had to be escalated'],
  'p-hard': ['hard for the fast model', 'likely too hard for the fast model: chance {p}, limit {limit}'],
  'p-easy': ['within its reach', 'within the fast model’s reach: chance of being too hard {p}, limit {limit}'],
  'p-hard-fitted': ['learned from your outcomes', 'the chance of being too hard is learned from your outcomes'],
  'completion-first': ['completions ask fast first'],
};

const judge: Record<string, ReasonText> = {
  'veto.empty': ['empty answer', 'the answer is empty'],
  'veto.length': ['cut off by length', 'the answer was cut off by its length limit'],
  'veto.refusal': ['refused', 'the model refused to answer'],
  'veto.new-errors': [
    'new syntax errors',
    'the answer brings {errors} syntax errors',
    'the answer brings a syntax error',
  ],
  'veto.unknown-names': ['names that do not exist', 'the answer names what does not exist here: {names}'],
  'veto.unknown-frames': ['frames that do not exist', 'the answer names frames that are not in the trace: {names}'],
  'veto.loop': ['repeats itself', 'the answer repeats itself in a loop'],
  'veto.echo': ['repeats the code', 'the answer mostly repeats the code it was asked about'],
  'veto.too-short': ['too short', 'the answer has only {words} words', 'the answer is a single word'],
  'veto.schema': ['wrong form', 'the answer does not have the form that was asked for'],
  'veto.repeats-prefix': ['repeats what stands before', 'the answer repeats what stands before the cursor'],
  'veto.repeats-suffix': ['repeats what follows', 'the answer repeats what follows the cursor'],
  'veto.language': ['prose instead of code'],
  'veto.calls': ['a tool call that cannot be made', 'the answer calls a tool in a way that cannot be: {names}'],
  'calls.hold': ['tool calls hold', 'the answer calls tools that exist, with what they require: {names}'],
  'veto.edit': ['the patch does not hold', 'the patch fails its check'],
  'score.accepted': ['score over threshold', 'p {p} over {threshold}'],
  'score.below': ['score under threshold', 'p {p} under {threshold}'],
  score: ['score against threshold', 'p {p} against threshold {threshold}'],
  'threshold-prior': ['not yet calibrated', 'the threshold is a prior, not yet calibrated on your work'],
  'no-logprobs': ['no log-probabilities', 'the model gives no log-probabilities'],
  'no-grammar': ['no grammar', 'no grammar serves this language: judged by text alone'],
  'parse-late': ['judged without the parse', 'the parse was not ready in time: judged without it'],
};

const cascade: Record<string, ReasonText> = {
  accepted: ['accepted', 'accepted: p {p} over {threshold}'],
  escalated: ['escalated', 'escalated: {why}'],
  unverified: ['not verified'],
  interrupted: ['interrupted', 'the window was closed or reloaded before the task ended'],
  suppressed: ['suppressed', 'suppressed: {why}'],
  'judge-late': ['no verdict in time', 'the judge gave no verdict in time'],
  'strong-late': [
    'the strong answer came late',
    'the strong answer came {seconds} s after the first one: it is offered beside it',
  ],
  'strong-after-touch': [
    'the first answer was in use',
    'you had begun to use the first answer: the strong one is offered beside it',
  ],
  'strong-down': ['strong model not available', 'the strong model is not available: {sentence}'],
  'fast-down': ['fast model not available', 'the fast model is not available: {sentence}'],
  'waiting-not-tolerated': ['nobody waits here', 'escalating would take longer than this place allows'],
  'escalation-does-not-pay': [
    'strong would not pay',
    'asking the strong model would cost more than it is expected to gain',
  ],
  'escalations-capped': [
    'strong asked too often',
    'the strong model was asked {limit} times within a minute: more has to wait for the next one',
  ],
  'late-strong': ['strong answer kept for later', 'the strong answer came late and is kept for the next keystroke'],
};

const steps: Record<string, ReasonText> = {
  'step.trace': ['reading the stack trace'],
  'step.context': ['collecting context'],
  'step.fast': ['asking fast', 'asking {model}'],
  'step.strong': ['asking strong', 'asking strong: {why}'],
  'step.judge': ['judging the answer'],
  'step.verify': ['checking the edits'],
  'verified.applies': ['applies'],
  'verified.parses': ['parses'],
  'verified.errors': ['errors before and after', 'errors {before} → {after}'],
};

/** Every rule that Weir can word. */
export const reasonCatalogue: Readonly<Record<string, ReasonText>> = {
  ...route,
  ...judge,
  ...cascade,
  ...steps,
  ...featureReasons,
  ...calibrationReasons,
  ...budgetReasons,
  ...completionReasons,
  ...patchReasons,
};
