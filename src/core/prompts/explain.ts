// The prompt for an explanation, in two forms: a chat, and a text to continue for base models, which know no roles.
import type { Model, Prompt } from '../model';
import type { ContextPiece, LineRange } from '../task';
import { fenceRule, type DataFence } from './patchFence';
import { fencedContext } from './patchFormat';

export interface ExplainSubject extends LineRange {
  /** What the user pointed at, in the words of the prompt. */
  readonly what: 'name' | 'expression' | 'code' | 'function' | 'class' | 'file' | 'problem' | 'change';
  readonly name: string | null;
  readonly languageId: string;
  readonly path: string;
  readonly code: string;
  /** A diagnostic's message where the question is about one. */
  readonly problem?: string;
}

export interface ExplainOptions {
  readonly data: DataFence;
  /** The user asked for more than the short answer. */
  readonly more: boolean;
}

/** Room for the words and a list; an answer that needs more is cut, which the judge sees. */
const short = { words: 120, maxTokens: 320 };
const long = { words: 400, maxTokens: 900 };

export function explainPrompt(
  subject: ExplainSubject,
  context: readonly ContextPiece[],
  model: Model,
  { data, more }: ExplainOptions,
): Prompt {
  const { words, maxTokens } = more ? long : short;
  const sampling = { maxTokens, temperature: 0, logProbabilities: model.info.capabilities.logProbabilities !== false };
  if (!model.info.capabilities.chat) {
    const text = `${fencedContext(context, data)}# ${subject.path}\n\n${data(subject.code)}\n\n## What the ${titleOf(subject)} does, in plain English\n\n${explainLead(subject, model)}`;
    return { kind: 'continue', text, specialTokens: false, stop: ['\n#', '\n<<<', '\n```', '\n\n\n'], ...sampling };
  }
  const system =
    `You explain source code to a programmer. Answer in plain prose of at most ${words} words. ` +
    'Say what the code does, then anything that is surprising about it. Use the names that stand in the code. ' +
    fenceRule;
  const content = `${fencedContext(context, data)}${questionOf(subject, data)}\n\n${data(subject.code)}`;
  return { kind: 'chat', system, messages: [{ role: 'user', content }], stop: [], ...sampling };
}

function questionOf(subject: ExplainSubject, data: DataFence): string {
  const { what, path, problem } = subject;
  if (problem !== undefined) {
    return `The editor reports a problem in ${path}:\n${data(problem)}\nExplain why, and how to mend it. The code:`;
  }
  switch (what) {
    case 'change':
      return `Explain what this change of ${path}, shown as a diff, does, and what it may break.`;
    case 'name':
      return `Explain what this name means in the code of ${path} that is shown above, and where it comes from.`;
    case 'expression':
      return `Explain what this expression from the code of ${path} that is shown above gives, step by step.`;
    default:
      return `Explain what this ${titleOf(subject)} from ${path} does.`;
  }
}

/** The beginning of the sentence that a base model continues; empty for a chat. */
export function explainLead(subject: ExplainSubject, model: Model): string {
  return model.info.capabilities.chat ? '' : `The ${titleOf(subject)}`;
}

function titleOf(subject: ExplainSubject): string {
  return `${subject.what}${subject.name === null ? '' : ` \`${subject.name}\``}`;
}
