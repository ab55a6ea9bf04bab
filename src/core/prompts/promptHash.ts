// One hash of how models are asked: the same small subjects put through every prompt. Whoever words a prompt anew changes it, and
// with it the ground on which answers were calibrated.
import { hashText } from '../completion/hash';
import type { Capabilities, Model, Prompt } from '../model';
import { completionPrompt } from './fimCompletion';
import { explainPrompt } from './explain';
import { patchDiagnosisPrompt } from './patchDiagnosis';
import { patchEditPrompt } from './patchEdit';
import { triagePrompt } from './triage';

const data = (text: string): string => `<${text}>`;
const place = { path: 'a.ts', languageId: 'typescript', startLine: 1, endLine: 1, code: 'f(1);' };
const failure = { failure: 'Error: e', frames: ['a.ts:1 in f'], hypothesis: 'h' };
const context = [{ path: 'b.ts', startLine: 1, endLine: 1, text: 'g();', reason: 'import', score: 1 }];
const hole = {
  family: null,
  languageId: 'typescript',
  path: 'a.ts',
  prefix: 'f(',
  suffix: ');',
  context,
  multiline: false,
  data,
  maxTokens: 1,
};

export function promptHash(): string {
  return hashText(JSON.stringify([true, false].flatMap(asked))).toString(36);
}

function asked(chat: boolean): Prompt[] {
  const capabilities: Capabilities = {
    chat,
    continuation: !chat,
    infill: false,
    fimFamily: null,
    logProbabilities: true,
    jsonSchema: true,
    contextWindow: 8_192,
  };
  const model: Model = { info: { ...nobody, capabilities }, stream: () => nothing() };
  return [
    completionPrompt({ ...hole, capabilities }),
    explainPrompt({ ...place, what: 'code', name: null }, context, model, { data, more: false }),
    patchEditPrompt({ ...place, wish: 'w' }, context, model, data),
    patchDiagnosisPrompt(failure, context, model, data),
    triagePrompt(failure, context, data),
  ];
}

const nobody = { provider: 'compatible', model: 'm', origin: '', local: true, prices: null } as const;

async function* nothing(): AsyncGenerator<never, void, void> {
  // Nobody is asked.
}
