// The prompt for Edit: a selection, the file around it, and a wish in the user's words. Chat models only.
import { estimateTokens } from '../context/estimateTokens';
import type { Model, Prompt } from '../model';
import type { ContextPiece, LineRange } from '../task';
import { fenceRule, type DataFence } from './patchFence';
import { fencedContext, patchFormat } from './patchFormat';

export interface EditSubject extends LineRange {
  readonly path: string;
  readonly languageId: string;
  /** What the user wants, in their words. */
  readonly wish: string;
  /** What the editor reports there, where the wish is about it. */
  readonly problem?: string;
  /** The selected lines, whole. */
  readonly code: string;
}

const leastTokens = 600;
const mostTokens = 4_000;

const system =
  'You change source code as a programmer asks. Say in one sentence what you change, then give the changes.\n' +
  `${patchFormat}\n` +
  'Change the selected lines and only what must change with them. Keep the style of the file. ' +
  'Use only names that exist in the code shown, or that your change defines. ' +
  fenceRule;

export function patchEditPrompt(
  subject: EditSubject,
  context: readonly ContextPiece[],
  model: Model,
  data: DataFence,
): Prompt {
  const { path, languageId, startLine, endLine, code, wish, problem } = subject;
  const reported = problem === undefined ? '' : `The editor reports:\n${data(problem)}\n\n`;
  const content =
    `${fencedContext(context, data)}Selected in ${path} (${languageId}), lines ${startLine} to ${endLine}:\n${data(code)}\n\n` +
    `${reported}The wish: ${wish}`;
  return {
    kind: 'chat',
    system,
    messages: [{ role: 'user', content }],
    // What is found and what replaces it, and room for what is added.
    maxTokens: Math.min(mostTokens, leastTokens + 3 * estimateTokens(code)),
    temperature: 0,
    stop: [],
    logProbabilities: model.info.capabilities.logProbabilities !== false,
  };
}
