// The prompt for Debug's diagnosis with a patch. Base models, which keep to no form, get the plain diagnosis instead.
import type { Model, Prompt } from '../model';
import type { ContextPiece } from '../task';
import { diagnosePrompt, type DiagnosisSubject } from './diagnose';
import { fenceRule, type DataFence } from './patchFence';
import { fencedContext, patchFormat } from './patchFormat';

export interface PatchSubject extends DiagnosisSubject {
  /** What a first look by the fast model suggests; null where there was none. */
  readonly hypothesis: string | null;
}

/** Prose of a diagnosis, and a patch of some forty lines with what it replaces. */
const maxTokens = 1_500;

const system =
  'You find and mend the cause of a program failure. First name the cause in one sentence, with file and line. ' +
  'Then explain in at most 120 words how the failure came about along the call path. ' +
  `Then give the smallest change that mends the cause, not the symptom.\n${patchFormat}\n` +
  'Use only names that exist in the code shown. If the cause must lie elsewhere, say so and give no change. ' +
  fenceRule;

export function patchDiagnosisPrompt(
  subject: PatchSubject,
  context: readonly ContextPiece[],
  model: Model,
  data: DataFence,
): Prompt {
  if (!model.info.capabilities.chat) return diagnosePrompt(subject, context, model, data);
  const frames = data(subject.frames.map((frame) => `- ${frame}`).join('\n'));
  const first =
    subject.hypothesis === null
      ? ''
      : `A first look suggests the following, which may be wrong:\n${data(subject.hypothesis)}\n\n`;
  const content =
    `${fencedContext(context, data)}The program failed:\n${data(subject.failure)}\n\n` +
    `Frames in this workspace, most suspect first:\n${frames}\n\n${first}What is the cause, and which change mends it?`;
  return {
    kind: 'chat',
    system,
    messages: [{ role: 'user', content }],
    maxTokens,
    temperature: 0,
    stop: [],
    logProbabilities: model.info.capabilities.logProbabilities !== false,
  };
}
