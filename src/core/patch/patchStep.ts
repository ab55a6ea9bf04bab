// The step that Debug and Edit share: an answer with edits is checked, repaired once by its own tier, judged, and kept as a patch.
// What to ask stands in prompts/, who is asked is the cascade's to decide.
import type { AttemptResult, EarlyStop } from '../attempt';
import type { AnswerCheck, CascadeEvent, CascadeTask } from '../cascadeTask';
import { judge, type Verdict } from '../judging/judge';
import type { ScoreSettings } from '../judging/score';
import { createLoopWatch } from '../judging/loopWatch';
import { patchRepairPrompt } from '../prompts/patchRepair';
import type { Model, Prompt } from '../model';
import type { Reason, Signals } from '../task';
import { changesOf } from './changesOf';
import { checkPatch, type PatchCheck, type PatchChecker } from './checkPatch';
import type { Patch } from './edit';
import { editsOfJson } from './editsOfJson';
import { printEdits } from './printEdits';

export interface PatchStepInput extends Omit<PatchChecker, 'needed'> {
  readonly kind: 'debug' | 'edit';
  readonly languageId: string;
  /** How the answer of a model is judged. */
  readonly judging: (model: string) => ScoreSettings;
  /** What the answer speaks of, for the judge: the failure or the selection, with the context. */
  readonly source: string;
}

export type PatchStep = Required<Pick<CascadeTask, 'shape' | 'check' | 'compared' | 'judge' | 'earlyStop'>> & {
  /** The events of a cascade, with `patched` before its end where the answer that stands has a patch. */
  offered(events: AsyncIterable<CascadeEvent>): AsyncGenerator<CascadeEvent, void, void>;
};

export function patchStep(input: PatchStepInput): PatchStep {
  /** By the raw text of the answer. */
  const checks = new Map<string, PatchCheck>();
  const patches = new Map<string, Patch>();

  return {
    earlyStop: () => watchProse(createLoopWatch()),
    shape: ({ text: raw }, lead) => ({ text: raw.trim() === '' ? '' : (lead + shown(raw)).trim(), reasons: [] }),
    compared: changesOf,
    async check(result: AttemptResult, prompt: Prompt, model: Model): Promise<AnswerCheck> {
      const { text } = result.attempt;
      if (!model.info.capabilities.chat) return { reasons: [], repair: null };
      const check = await checkPatch(text, { ...input, needed: input.kind === 'edit' });
      checks.set(text, check);
      if (check.patch !== null) patches.set(shown(text).trim(), check.patch);
      const { failures, reasons } = check;
      // What was cut by its length would be cut again.
      const mend = failures.length > 0 && result.attempt.finish !== 'length';
      return { reasons, repair: mend ? patchRepairPrompt(prompt, text, failures, model) : null };
    },
    judge(result: AttemptResult, text: string, _reasons: readonly Reason[], more: Signals = {}): Promise<Verdict> {
      const { attempt } = result;
      const check = checks.get(attempt.text);
      const failures = check?.failures ?? [];
      const verdict = judge(
        {
          kind: input.kind,
          languageId: input.languageId,
          // A patch repeats the code that it replaces: a diagnosis is judged by its prose.
          text: input.kind === 'debug' && check !== undefined ? check.prose : text,
          finish: attempt.finish,
          logprobs: attempt.logprobs,
          source: input.source,
          fit: null,
          more: { ...patchSignals(check), ...more },
        },
        { ...input.judging(attempt.model), suppress: false },
      );
      return Promise.resolve({ ...verdict, reasons: [...failures, ...verdict.reasons] });
    },
    async *offered(events) {
      for await (const event of events) {
        if (event.type === 'offered') {
          yield { ...event, patch: patches.get(event.text) ?? null };
          continue;
        }
        const patch = event.type === 'finished' ? patches.get(event.trace.answer) : undefined;
        if (patch !== undefined) yield { type: 'patched', patch };
        yield event;
      }
    },
  };
}

/** `patch.failed`, `patch.verified`: flags; both absent where there is nothing to check. */
function patchSignals(check: PatchCheck | undefined): Readonly<Record<string, number>> {
  if (check === undefined) return {};
  if (check.failures.length > 0) return { 'patch.failed': 1 };
  return check.patch !== null && isVerified(check.patch.facts) ? { 'patch.verified': 1 } : {};
}

function isVerified(facts: readonly Reason[]): boolean {
  return facts.some((fact) => fact.rule === 'verified.parses');
}

/** The answer as the user reads it: JSON becomes prose and blocks. */
function shown(raw: string): string {
  const json = editsOfJson(raw);
  if (json === null) return raw;
  const blocks = json.edits.map((edit) => `\`\`\`\n${printEdits([edit])}\`\`\``);
  return [json.prose, ...blocks].filter((part) => part !== '').join('\n\n');
}

/** Blocks repeat what they replace, which is no loop: the watch ends where the first one begins. */
function watchProse(watch: EarlyStop): EarlyStop {
  let text = '';
  return {
    push(chunk) {
      text += chunk;
      return !text.includes('<<<<<') && watch.push(chunk);
    },
    text: () => text,
  };
}
