// One task from route to end: fast, judge, strong where it pays, a fallback at every step. Yields events, knows no editor.
// Decides nothing by itself: `routing/route` says who first, `judging/judge` says whether good enough, `benefit` whether strong pays.
import type { AimNumbers } from './aims';
import { runAttempt, type AttemptResult, type EarlyStop } from './attempt';
import { escalationPays } from './benefit';
import { bufferEvents } from './eventBuffer';
import type { FinishReason, Model, Prompt } from './model';
import { ModelError, isCancelled } from './modelError';
import type { Verdict } from './judging/judge';
import type { Patch } from './patch/edit';
import { escalationsCapped } from './routing/escalationCap';
import type { Features, Reason, TaskKind, Tier } from './task';
import type { Attempt, Judgement, Route, Shown, Span, Trace, TraceEnd } from './trace';

/** What a check without a model found in an answer. */
export interface AnswerCheck {
  /** For the trace: what was verified, or what does not hold. */
  readonly reasons: readonly Reason[];
  /** What to ask the same model once more, where the answer does not hold and may be mended. */
  readonly repair: Prompt | null;
}

/** Everything the cascade needs to know of one task. */
export interface CascadeTask {
  readonly id: string;
  readonly parent?: string;
  readonly kind: TaskKind;
  readonly languageId: string;
  readonly path: string;
  /** Epoch milliseconds; every other time is counted from here. */
  readonly startedAt: number;
  readonly features: Features;
  readonly route: Route;
  readonly aim: AimNumbers;
  /** Steps done before any model was asked. */
  readonly spans: readonly Span[];
  /** Calls of models in those steps. */
  readonly earlier?: readonly Attempt[];
  /** True where the user waits for a better answer: explicit tasks, a completion asked for by hand. */
  readonly waits: boolean;
  prompt(model: Model, tier: Tier): Prompt;
  /** Runs what may wait until the answer has been given on; default: at once. */
  closeLater?(close: () => void): void;
  /** Says when a stream has brought enough; completions only. */
  earlyStop?(tier: Tier): EarlyStop;
  /** The beginning of a sentence that the prompt ends with and a base model only continues; shown before its text. */
  lead?(model: Model): string;
  /** Raw model text to what would be shown; reasons where that is nothing. Default: lead and text, trimmed. */
  shape?(
    raw: string,
    finish: FinishReason | null,
    lead: string,
  ): { readonly text: string; readonly reasons: readonly Reason[] };
  /** Judges a fast answer. `reasons` are shape's. */
  judge(result: AttemptResult, text: string, reasons: readonly Reason[]): Promise<Verdict>;
  /** Checks an answer of either tier. It may ask for one repair, by the same tier; the judge sees what came of it. */
  check?(result: AttemptResult, prompt: Prompt, model: Model): Promise<AnswerCheck>;
}

export interface CascadeDeps {
  readonly fast: Model | null;
  readonly strong: Model | null;
  /** Why a tier is null, as the user's sentence. */
  readonly unavailable?: string;
  /** Chance that the strong answer is right, where outcomes tell; null or absent: the prior of its kind. */
  readonly strongRight?: number | null;
  /** Expected dollars and seconds of asking strong, for the benefit rule. */
  readonly strongEstimate: { readonly dollars: number; readonly seconds: number };
  /** Why strong starts beside fast, where that pays; null or absent: it waits for the verdict. */
  readonly hedge?: Reason | null;
  /** Whether the strong tier may be asked after, or beside, the fast one: takes one of a minute's escalations. Absent: always. */
  readonly mayEscalate?: () => boolean;
  /** Told of an answer that stands by one tier alone: the other may be asked about it in the background. */
  readonly audit?: (audit: Audit) => void;
  /** Draws the answers in doubt that are shown although the judge would not, so that their outcome is learned; absent: none. */
  readonly explore?: () => Exploration | null;
  /** Epoch milliseconds. */
  readonly clock: () => number;
}

/** An answer in doubt that was drawn, and the chance of that. */
export interface Exploration {
  readonly propensity: number;
}

/** What an audit needs to ask the other tier the same. */
export interface Audit {
  readonly id: string;
  readonly kind: TaskKind;
  /** The tier that answered. */
  readonly tier: Tier;
  readonly text: string;
  readonly other: Model;
  readonly prompt: Prompt;
  /** Raw text of the other tier to what would have been shown. */
  readonly shape: (attempt: Attempt) => string;
}

export type CascadeEvent =
  /** The trace of an explicit task as far as it has come: what is left of it where the editor ends in its midst. */
  | { readonly type: 'underway'; readonly trace: Trace }
  | { readonly type: 'routed'; readonly route: Route }
  | { readonly type: 'asking'; readonly tier: Tier; readonly model: string; readonly reasons: readonly Reason[] }
  | { readonly type: 'text'; readonly tier: Tier; readonly text: string }
  | { readonly type: 'answered'; readonly attempt: Attempt }
  | { readonly type: 'judged'; readonly judgement: Judgement }
  /** A step of a task that is more than one cascade. */
  | { readonly type: 'step'; readonly step: Reason }
  /** The answer that stands has this patch; comes right before `finished`. */
  | { readonly type: 'patched'; readonly patch: Patch }
  | { readonly type: 'finished'; readonly trace: Trace }
  | { readonly type: 'cancelled'; readonly trace: Trace }
  | { readonly type: 'failed'; readonly trace: Trace; readonly error: ModelError };

/** Ends with exactly one of `finished`, `cancelled`, `failed`; never throws. */
export async function* runCascade(
  task: CascadeTask,
  deps: CascadeDeps,
  whole: AbortSignal,
): AsyncGenerator<CascadeEvent, void, void> {
  const attempts: Attempt[] = [...(task.earlier ?? [])];
  const spans: Span[] = [...task.spans];
  const judgements: Judgement[] = [];
  const now = (): number => deps.clock() - task.startedAt;

  const trace = (
    end: TraceEnd,
    shown: Shown,
    answer: string,
    reasons: readonly Reason[],
    error?: ModelError,
  ): Trace => ({
    id: task.id,
    parent: task.parent ?? null,
    startedAt: task.startedAt,
    totalMs: now(),
    kind: task.kind,
    languageId: task.languageId,
    path: task.path,
    features: task.features,
    route: task.route,
    attempts: [...attempts],
    judgements: [...judgements],
    spans: [...spans],
    end,
    shown,
    answer,
    reasons,
    error: error === undefined ? null : { kind: error.kind, sentence: error.sentence },
    outcomes: [],
  });
  const finished = (shown: Shown, answer: string, reasons: readonly Reason[]): CascadeEvent => ({
    type: 'finished',
    trace: trace('finished', shown, answer, reasons),
  });
  const ended = (error: ModelError): CascadeEvent =>
    isCancelled(error)
      ? { type: 'cancelled', trace: trace('cancelled', 'none', '', []) }
      : { type: 'failed', trace: trace('failed', 'none', '', [], error), error };

  function* underway(): Generator<CascadeEvent, void, void> {
    // Whoever types has gone on before a disk knows of it, and misses no completion.
    if (task.kind !== 'complete') yield { type: 'underway', trace: trace('cancelled', 'none', '', [interrupted]) };
  }

  async function* ask(
    tier: Tier,
    reasons: readonly Reason[],
    signal: AbortSignal = whole,
  ): AsyncGenerator<CascadeEvent, Answer, void> {
    const model = tier === 'fast' ? deps.fast : deps.strong;
    if (model === null) return { error: notConfigured(tier, deps.unavailable) };
    const prompt = task.prompt(model, tier);
    const answer = yield* attempt(model, tier, prompt, reasons, signal);
    if ('error' in answer || task.check === undefined) return answer;
    const check = await checked(answer, prompt, model, tier);
    if (check.repair === null || signal.aborted) return { ...answer, checked: check.reasons };
    const why: Reason = { rule: 'repair', weight: 1, data: { why: check.reasons[0]?.rule ?? '' } };
    const repaired = yield* attempt(model, tier, check.repair, [why], signal);
    if ('error' in repaired) return isCancelled(repaired.error) ? repaired : { ...answer, checked: check.reasons };
    const again = await checked(repaired, check.repair, model, tier);
    return { ...repaired, checked: [...again.reasons, why] };
  }

  async function checked(answer: GoodAnswer, prompt: Prompt, model: Model, tier: Tier): Promise<AnswerCheck> {
    const startMs = now();
    const check = (await task.check?.(answer.result, prompt, model)) ?? { reasons: [], repair: null };
    spans.push({ name: 'verify', startMs, endMs: now(), data: { tier, holds: check.repair === null } });
    return check;
  }

  async function* attempt(
    model: Model,
    tier: Tier,
    prompt: Prompt,
    reasons: readonly Reason[],
    signal: AbortSignal,
  ): AsyncGenerator<CascadeEvent, Answer, void> {
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
    if (step.done !== true && lead !== '') yield { type: 'text', tier, text: lead };
    while (step.done !== true) {
      if (!inSchema) yield { type: 'text', tier, text: step.value };
      step = await stream.next();
    }
    const result = step.value;
    attempts.push(result.attempt);
    yield { type: 'answered', attempt: result.attempt };
    yield* underway();
    if (result.error !== null) return { error: result.error };
    const { text, finish } = result.attempt;
    const shaped = shapedText(task, text, finish, lead);
    if (inSchema && shaped.text !== '') yield { type: 'text', tier, text: shaped.text };
    return { result, checked: [], ...shaped };
  }

  yield { type: 'routed', route: task.route };
  yield* underway();
  const first = task.route.tier;
  const mayEscalate = (): boolean => deps.mayEscalate?.() ?? true;
  const pays = first === 'fast' && task.waits && deps.strong !== null ? (deps.hedge ?? null) : null;
  const hedged = pays !== null && mayEscalate() ? pays : null;
  const stopHedge = new AbortController();
  const beside = hedged && bufferEvents(ask('strong', [hedged], AbortSignal.any([whole, stopHedge.signal])));
  /** The loser is cancelled; its attempt is in the trace, since it was paid for. */
  const dropHedge = async (): Promise<void> => {
    if (beside === null) return;
    stopHedge.abort();
    for await (const event of beside.read()) void event;
  };
  const answer = yield* ask(first, task.route.reasons);

  if ('error' in answer) {
    // While typing nobody waits for a stand-in, and nobody has agreed to pay the strong tier for every key.
    if (isCancelled(answer.error) || !task.waits) {
      await dropHedge();
      return yield ended(answer.error);
    }
    // The other tier stands in, marked as what it is; a stand-in's failure reports the first error, which is the one to mend.
    const other: Tier = first === 'fast' ? 'strong' : 'fast';
    const why: Reason = { rule: `${first}-down`, weight: 1, data: { sentence: answer.error.sentence } };
    const standIn = yield* beside?.read() ?? ask(other, [why]);
    if ('error' in standIn) return yield ended(isCancelled(standIn.error) ? standIn.error : answer.error);
    const shown = other === 'strong' ? 'strong' : 'unverified';
    return yield finished(standIn.text === '' ? 'none' : shown, standIn.text, [
      why,
      ...standIn.reasons,
      ...standIn.checked,
    ]);
  }
  if (first === 'strong') {
    audit(task, deps, 'strong', answer.text);
    return yield finished(answer.text === '' ? 'none' : 'strong', answer.text, [...answer.reasons, ...answer.checked]);
  }

  const judgement = await judged(task, answer, attempts.indexOf(answer.result.attempt), now);
  judgements.push(judgement);
  yield { type: 'judged', judgement };
  if (whole.aborted) {
    await dropHedge();
    return yield ended(cancelled());
  }
  if (judgement.verdict === 'accept') {
    await dropHedge();
    audit(task, deps, 'fast', answer.text);
    return yield finished('accepted', answer.text, [accepted, ...answer.checked]);
  }
  const drawn = inDoubt(judgement) && answer.text !== '' ? (deps.explore?.() ?? null) : null;
  if (drawn !== null) {
    await dropHedge();
    const why: Reason = { rule: 'explored', weight: 1, data: { propensity: drawn.propensity } };
    return yield finished('unverified', answer.text, [why, ...answer.checked]);
  }

  const kept = (why: Reason): CascadeEvent =>
    judgement.verdict === 'suppress' || answer.text === ''
      ? finished('suppressed', '', [why, ...answer.reasons])
      : finished('unverified', answer.text, [why, ...answer.checked]);
  const benefit = escalationPays(
    judgement.pAcceptable,
    task.kind,
    task.aim,
    deps.strongEstimate,
    deps.strongRight ?? undefined,
  );
  if (!task.waits) return yield kept({ rule: 'waiting-not-tolerated', weight: 1, data: {} });
  if (deps.strong === null) return yield kept({ rule: 'no-strong', weight: 1, data: {} });
  if (!benefit.pays) {
    await dropHedge();
    return yield kept(benefit.reason);
  }
  if (!mayEscalate()) return yield kept(escalationsCapped);

  const strong = yield* beside?.read() ?? ask('strong', [benefit.reason, ...judgement.reasons.slice(0, 2)]);
  if ('error' in strong) {
    if (isCancelled(strong.error)) return yield ended(strong.error);
    return yield kept({ rule: 'strong-down', weight: 1, data: { sentence: strong.error.sentence } });
  }
  yield finished(strong.text === '' ? 'suppressed' : 'strong', strong.text, [
    benefit.reason,
    ...strong.reasons,
    ...strong.checked,
  ]);
}

interface GoodAnswer {
  readonly result: AttemptResult;
  readonly text: string;
  readonly reasons: readonly Reason[];
  /** What its check found. */
  readonly checked: readonly Reason[];
}

type Answer = { readonly error: ModelError } | GoodAnswer;

const accepted: Reason = { rule: 'accepted', weight: 1, data: {} };
/** Stands in a trace until the task ends by itself. */
export const interrupted: Reason = { rule: 'interrupted', weight: 1, data: {} };

/** So near the threshold that chance may decide now and then. */
const grey = 0.1;
const inDoubt = ({ pAcceptable, threshold, reasons }: Judgement): boolean =>
  pAcceptable >= threshold - grey && !reasons.some(({ rule }) => rule.startsWith('veto.'));

function shapedText(
  task: CascadeTask,
  text: string,
  finish: FinishReason | null,
  lead: string,
): { readonly text: string; readonly reasons: readonly Reason[] } {
  return task.shape?.(text, finish, lead) ?? { text: text.trim() === '' ? '' : (lead + text).trim(), reasons: [] };
}

function audit(task: CascadeTask, deps: CascadeDeps, tier: Tier, text: string): void {
  const other = tier === 'fast' ? deps.strong : deps.fast;
  if (other === null || text === '' || deps.audit === undefined) return;
  deps.audit({
    id: task.id,
    kind: task.kind,
    tier,
    text,
    other,
    prompt: task.prompt(other, tier === 'fast' ? 'strong' : 'fast'),
    shape: (attempt) => shapedText(task, attempt.text, attempt.finish, task.lead?.(other) ?? '').text,
  });
}

async function judged(task: CascadeTask, answer: GoodAnswer, attempt: number, now: () => number): Promise<Judgement> {
  const from = now();
  const verdict = await task.judge(answer.result, answer.text, answer.reasons);
  return { ...verdict, attempt, ms: now() - from };
}

function notConfigured(tier: Tier, sentence: string | undefined): ModelError {
  return new ModelError('not-configured', {
    sentence: sentence ?? `No ${tier} model is set up: choose one with "Weir: Set Up Models".`,
  });
}

function cancelled(): ModelError {
  return new ModelError('cancelled', { sentence: 'Cancelled.' });
}
