// Calls of models within one task: text streams on, an answer is checked and repaired once. Who is asked is the cascade's to decide.
import { runAttempt, type AttemptResult } from './attempt';
import type { AnswerCheck, CascadeDeps, CascadeEvent, CascadeTask } from './cascadeTask';
import type { Model, Prompt } from './model';
import { ModelError, isCancelled } from './modelError';
import type { Reason, Tier } from './task';
import type { Attempt, Span } from './trace';

export interface GoodAnswer {
  readonly result: AttemptResult;
  /** What was asked for it. */
  readonly prompt: Prompt;
  readonly text: string;
  readonly reasons: readonly Reason[];
  /** What its check found. */
  readonly checked: readonly Reason[];
}

export type Answer = { readonly error: ModelError } | GoodAnswer;

type Calls = AsyncGenerator<CascadeEvent, Answer, void>;

export class TierCalls {
  readonly attempts: Attempt[];
  readonly spans: Span[];
  /** When a tier's first text came, milliseconds since the task's start. */
  readonly firstTextMs: Partial<Record<Tier, number>> = {};

  constructor(
    private readonly task: CascadeTask,
    private readonly deps: CascadeDeps,
    /** Milliseconds since the task's start. */
    private readonly now: () => number,
    /** What is told of the task after each call. */
    private readonly underway: () => Iterable<CascadeEvent>,
  ) {
    this.attempts = [...(task.earlier ?? [])];
    this.spans = [...task.spans];
  }

  async *ask(tier: Tier, reasons: readonly Reason[], signal: AbortSignal): Calls {
    const { task, deps } = this;
    const model = tier === 'fast' ? deps.fast : deps.strong;
    if (model === null) return { error: notConfigured(tier, deps.unavailable) };
    const prompt = task.prompt(model, tier);
    const answer = yield* this.attempt(model, tier, prompt, reasons, signal);
    if ('error' in answer || task.check === undefined) return answer;
    const check = await this.checked(answer, model, tier);
    if (check.repair === null || signal.aborted) return { ...answer, checked: check.reasons };
    const why: Reason = { rule: 'repair', weight: 1, data: { why: check.reasons[0]?.rule ?? '' } };
    const repaired = yield* this.attempt(model, tier, check.repair, [why], signal);
    if ('error' in repaired) return isCancelled(repaired.error) ? repaired : { ...answer, checked: check.reasons };
    const again = await this.checked(repaired, model, tier);
    return { ...repaired, checked: [...again.reasons, why] };
  }

  private async checked(answer: GoodAnswer, model: Model, tier: Tier): Promise<AnswerCheck> {
    const startMs = this.now();
    const check = (await this.task.check?.(answer.result, answer.prompt, model)) ?? { reasons: [], repair: null };
    this.spans.push({ name: 'verify', startMs, endMs: this.now(), data: { tier, holds: check.repair === null } });
    return check;
  }

  private async *attempt(
    model: Model,
    tier: Tier,
    prompt: Prompt,
    reasons: readonly Reason[],
    signal: AbortSignal,
  ): Calls {
    const { task, now } = this;
    yield { type: 'asking', tier, model: model.info.model, reasons };
    const stream = runAttempt({
      model,
      tier,
      prompt,
      signal,
      now,
      ...(task.earlyStop && { earlyStop: task.earlyStop(tier) }),
      ...(task.closeLater && { closeLater: (close) => task.closeLater?.(close) }),
    });
    const lead = task.lead?.(model) ?? '';
    // JSON of a schema is for machines: it is shown once it is whole and has its shape.
    const inSchema = prompt.kind === 'chat' && prompt.schema !== undefined;
    let step = await stream.next();
    if (step.done !== true && lead !== '') yield this.text(tier, lead);
    while (step.done !== true) {
      if (!inSchema) yield this.text(tier, step.value);
      step = await stream.next();
    }
    const result = step.value;
    this.attempts.push(result.attempt);
    yield { type: 'answered', attempt: result.attempt };
    yield* this.underway();
    if (result.error !== null) return { error: result.error };
    const shaped = shapedText(task, result.attempt, lead);
    if (inSchema && shaped.text !== '') yield this.text(tier, shaped.text);
    return { result, prompt, checked: [], ...shaped };
  }

  private text(tier: Tier, text: string): CascadeEvent {
    this.firstTextMs[tier] ??= this.now();
    return { type: 'text', tier, text };
  }
}

/** Raw text of a model to what would be shown. */
export function shapedText(
  task: CascadeTask,
  attempt: Attempt,
  lead: string,
): { readonly text: string; readonly reasons: readonly Reason[] } {
  const { text } = attempt;
  return task.shape?.(attempt, lead) ?? { text: text.trim() === '' ? '' : (lead + text).trim(), reasons: [] };
}

function notConfigured(tier: Tier, sentence: string | undefined): ModelError {
  return new ModelError('not-configured', {
    sentence: sentence ?? `No ${tier} model is set up: choose one with "Weir: Set Up Models".`,
  });
}
