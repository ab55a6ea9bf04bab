// The prompt for Debug's triage: the fast model says where to look and what it still needs, as JSON of a schema.
import type { JsonSchema, Prompt } from '../model';
import { jsonOf } from '../patch/editsOfJson';
import type { ContextPiece } from '../task';
import type { DiagnosisSubject } from './diagnose';
import { fenceRule, type DataFence } from './patchFence';
import { fencedContext } from './patchFormat';

export interface Triage {
  /** Positions in the list of frames that was shown, from 0, most suspect first. */
  readonly suspects: readonly number[];
  readonly hypothesis: string;
  /** Files that are missing, by name. */
  readonly needs: readonly string[];
}

const maxTokens = 250;
const mostNeeds = 4;
const longestHypothesis = 600;

const schema: JsonSchema = {
  type: 'object',
  properties: {
    suspects: {
      type: 'array',
      items: { type: 'integer' },
      description: 'Numbers of the frames to look at, most suspect first.',
    },
    hypothesis: { type: 'string', description: 'The likely cause in one or two sentences.' },
    needs: { type: 'array', items: { type: 'string' }, description: 'Paths of files that are needed and not shown.' },
  },
  required: ['suspects', 'hypothesis', 'needs'],
  additionalProperties: false,
};

const system =
  'You take a first look at a program failure, so that someone else can mend it. Say which frames to look at, what the cause may be, ' +
  'and which files of the workspace are needed and not shown. Answer as JSON with "suspects", "hypothesis" and "needs". ' +
  fenceRule;

export function triagePrompt(subject: DiagnosisSubject, context: readonly ContextPiece[], data: DataFence): Prompt {
  const frames = subject.frames.map((frame, index) => `${index}: ${frame}`).join('\n');
  const content = `${fencedContext(context, data)}The program failed:\n${data(subject.failure)}\n\nFrames in this workspace:\n${data(frames)}`;
  return {
    kind: 'chat',
    system,
    messages: [{ role: 'user', content }],
    schema,
    maxTokens,
    temperature: 0,
    stop: [],
    logProbabilities: false,
  };
}

/** Null where the answer does not have the schema's form. Frames that do not exist are left out. */
export function readTriage(answer: string, frames: number): Triage | null {
  const value = jsonOf(answer.trim());
  if (value === null) return null;
  const { suspects, hypothesis, needs } = value;
  if (!Array.isArray(suspects) || typeof hypothesis !== 'string' || !Array.isArray(needs)) return null;
  const known = suspects.filter((one): one is number => Number.isInteger(one) && one >= 0 && one < frames);
  const named = needs.filter((one): one is string => typeof one === 'string' && one.trim() !== '');
  return {
    suspects: [...new Set(known)],
    hypothesis: hypothesis.trim().slice(0, longestHypothesis),
    needs: named.slice(0, mostNeeds),
  };
}
