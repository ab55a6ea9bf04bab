// The diagnosis that a base model continues: it knows no roles and keeps to no form, so it gets the failure and begins a sentence.
import type { Model, Prompt } from '../model';
import type { ContextPiece } from '../task';
import type { DataFence } from './patchFence';
import { fencedContext } from './patchFormat';

export interface DiagnosisSubject {
  /** What the program printed, already cut to its essentials. */
  readonly failure: string;
  /** The frames inside the workspace as `path:line in function`, innermost first. */
  readonly frames: readonly string[];
}

/** A base model knows no end of an answer, so it gets one sentence or two. */
const maxTokens = 120;

export function diagnosePrompt(
  subject: DiagnosisSubject,
  context: readonly ContextPiece[],
  model: Model,
  data: DataFence,
): Prompt {
  const text = `${fencedContext(context, data)}## The failure\n\n${data(subject.failure)}\n\n## The cause of the failure\n\n${diagnoseLead(subject, model)}`;
  const logProbabilities = model.info.capabilities.logProbabilities !== false;
  return {
    kind: 'continue',
    text,
    specialTokens: false,
    stop: ['\n\n', '\n#'],
    maxTokens,
    temperature: 0,
    logProbabilities,
  };
}

/** The beginning of the sentence that a base model continues; empty for a chat. */
export function diagnoseLead(subject: DiagnosisSubject, model: Model): string {
  if (model.info.capabilities.chat) return '';
  const [innermost] = subject.frames;
  return innermost === undefined ? 'The program fails because' : `The program fails at ${innermost}, because`;
}
