// One task from route to end: fast, judge, strong where it pays, a fallback at every step. Yields events, knows no editor.
// Decides nothing by itself: `routing/route` says who first, `judging/judge` says whether good enough, `benefit` whether strong pays.
import { escalationPays } from './benefit';
import type { CascadeDeps, CascadeEvent, CascadeTask } from './cascadeTask';
import { bufferEvents } from './eventBuffer';
import type { Verdict } from './judging/judge';
import { fullAgreement, resample } from './judging/resample';
import { ModelError, isCancelled } from './modelError';
import { replacing } from './replacing';
import { escalationsCapped } from './routing/escalationCap';
import type { Reason, Signals, Tier } from './task';
import { TierCalls, shapedText, type GoodAnswer } from './tierCalls';
import type { Judgement, Shown, Trace, TraceEnd } from './trace';

/** Ends with exactly one of `finished`, `cancelled`, `failed`; never throws. */
export async function* runCascade(
  task: CascadeTask,
  deps: CascadeDeps,
  whole: AbortSignal,
): AsyncGenerator<CascadeEvent, void, void> {
  const judgements: Judgement[] = [];
  const now = (): number => deps.clock() - task.startedAt;
  const calls = new TierCalls(task, deps, now, underway);

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
    attempts: [...calls.attempts],
    judgements: [...judgements],
    spans: [...calls.spans],
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

  /** Null where none came in time, or none at all. */
  const verdictOn = (answer: GoodAnswer, more: Signals): Promise<Verdict | null> =>
    (deps.within ?? unlimited)(
      task.judge(answer.result, answer.text, answer.reasons, more),
      judgeMs[task.kind === 'complete' ? 'complete' : 'explicit'],
    );

  async function judged(answer: GoodAnswer, more: Signals = {}, stage?: string): Promise<Judgement | null> {
    const startMs = now();
    const verdict = await verdictOn(answer, more);
    const endMs = now();
    calls.spans.push({ name: 'judge', startMs, endMs, data: { verdict: verdict?.verdict ?? 'late' } });
    if (verdict === null) return null;
    const attempt = calls.attempts.indexOf(answer.result.attempt);
    const stages = stage === undefined ? verdict.stages : [...verdict.stages, stage];
    return { ...verdict, stages, attempt, ms: endMs - startMs };
  }

  /** The verdict with the agreement of further fast answers, where that may turn it; null where it stands. */
  async function judgedAgain(answer: GoodAnswer, before: Judgement): Promise<Judgement | null> {
    const plan = deps.resample ?? null;
    const { within, fast } = deps;
    if (plan === null || within === undefined || fast === null || !task.waits || vetoed(before)) return null;
    const own = task.compared?.(answer.result.attempt.text) ?? '';
    if (own === '' || now() + plan.expectedMs > plan.byMs) return null;
    if ((await verdictOn(answer, fullAgreement))?.verdict !== 'accept') return null;
    const startMs = now();
    const { signals, attempts } = await resample({
      model: fast,
      prompt: answer.prompt,
      own,
      compared: (raw) => task.compared?.(raw) ?? '',
      signal: whole,
      now,
      ms: plan.byMs - startMs,
      within,
    });
    calls.attempts.push(...attempts);
    calls.spans.push({ name: 'resample', startMs, endMs: now(), data: { ...signals } });
    return Object.keys(signals).length === 0 ? null : judged(answer, signals, 'samples');
  }

  yield { type: 'routed', route: task.route };
  yield* underway();
  const first = task.route.tier;
  const mayEscalate = (): boolean => deps.mayEscalate?.() ?? true;
  const pays = first === 'fast' && task.waits && deps.strong !== null ? (deps.hedge ?? null) : null;
  const hedged = pays !== null && mayEscalate() ? pays : null;
  const stopHedge = new AbortController();
  const beside = hedged && bufferEvents(calls.ask('strong', [hedged], AbortSignal.any([whole, stopHedge.signal])));
  /** The loser is cancelled; its attempt is in the trace, since it was paid for. */
  const dropHedge = async (): Promise<void> => {
    if (beside === null) return;
    stopHedge.abort();
    for await (const event of beside.read()) void event;
  };
  const answer = yield* calls.ask(first, task.route.reasons, whole);

  if ('error' in answer) {
    // While typing nobody waits for a stand-in, and nobody has agreed to pay the strong tier for every key.
    if (isCancelled(answer.error) || !task.waits) {
      await dropHedge();
      return yield ended(answer.error);
    }
    // The other tier stands in, marked as what it is; a stand-in's failure reports the first error, which is the one to mend.
    const other: Tier = first === 'fast' ? 'strong' : 'fast';
    const why: Reason = { rule: `${first}-down`, weight: 1, data: { sentence: answer.error.sentence } };
    const standIn = yield* beside?.read() ?? calls.ask(other, [why], whole);
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

  let judgement = await judged(answer);
  if (judgement !== null) {
    judgements.push(judgement);
    yield { type: 'judged', judgement };
    if (judgement.verdict === 'escalate' && beside === null && !whole.aborted) {
      const again = await judgedAgain(answer, judgement);
      if (again !== null) {
        judgements.push(again);
        yield { type: 'judged', judgement: again };
        judgement = again;
      }
    }
  }
  if (whole.aborted) {
    await dropHedge();
    return yield ended(cancelled());
  }
  if (judgement?.verdict === 'accept') {
    await dropHedge();
    audit(task, deps, 'fast', answer.text);
    return yield finished('accepted', answer.text, [accepted, ...answer.checked]);
  }
  const drawn = judgement !== null && inDoubt(judgement) && answer.text !== '' ? (deps.explore?.() ?? null) : null;
  if (drawn !== null) {
    await dropHedge();
    const why: Reason = { rule: 'explored', weight: 1, data: { propensity: drawn.propensity } };
    return yield finished('unverified', answer.text, [why, ...answer.checked]);
  }

  const kept = (why: Reason): CascadeEvent =>
    judgement?.verdict === 'suppress' || answer.text === ''
      ? finished('suppressed', '', [why, ...answer.reasons])
      : finished('unverified', answer.text, [why, ...answer.checked]);
  // A judge that does not come in time fails safe: who types gets the fast answer, who waits for more gets the strong one.
  if (judgement === null && task.kind === 'complete') {
    await dropHedge();
    return yield kept(judgeLate);
  }
  if (!task.waits) return yield kept({ rule: 'waiting-not-tolerated', weight: 1, data: {} });
  if (deps.strong === null) return yield kept(deps.withoutStrong ?? { rule: 'no-strong', weight: 1, data: {} });
  const benefit =
    judgement === null
      ? { pays: true, reason: judgeLate }
      : escalationPays(judgement.pAcceptable, task.kind, task.aim, deps.strongEstimate, deps.strongRight ?? undefined);
  if (!benefit.pays) {
    await dropHedge();
    return yield kept(benefit.reason);
  }
  if (!mayEscalate()) return yield kept(escalationsCapped);

  const reasons = [benefit.reason, ...(judgement?.reasons.slice(0, 2) ?? [])];
  const shownMs = answer.text === '' ? undefined : calls.firstTextMs.fast;
  const { answer: strong, late } = yield* replacing(beside?.read() ?? calls.ask('strong', reasons, whole), {
    shownMs,
    startedAt: task.startedAt,
    now,
    ...(deps.touchedAt && { touchedAt: deps.touchedAt }),
  });
  if ('error' in strong) {
    if (isCancelled(strong.error)) return yield ended(strong.error);
    return yield kept({ rule: 'strong-down', weight: 1, data: { sentence: strong.error.sentence } });
  }
  if (late !== null && strong.text !== '') {
    yield { type: 'offered', attempt: strong.result.attempt, text: strong.text, patch: null };
    return yield kept(late);
  }
  yield finished(strong.text === '' ? 'suppressed' : 'strong', strong.text, [
    benefit.reason,
    ...strong.reasons,
    ...strong.checked,
  ]);
}

const accepted: Reason = { rule: 'accepted', weight: 1, data: {} };
/** Stands in a trace until the task ends by itself. */
export const interrupted: Reason = { rule: 'interrupted', weight: 1, data: {} };
const judgeLate: Reason = { rule: 'judge-late', weight: 1, data: {} };

/** How long a verdict is waited for: its own budgets are far below, so whoever takes longer is stuck. */
const judgeMs = { complete: 500, explicit: 2_000 };

const unlimited = async <T>(promise: Promise<T>): Promise<T | null> => {
  try {
    return await promise;
  } catch {
    return null;
  }
};

/** So near the threshold that chance may decide now and then. */
const grey = 0.1;
const vetoed = ({ reasons }: Judgement): boolean => reasons.some(({ rule }) => rule.startsWith('veto.'));
const inDoubt = (judgement: Judgement): boolean =>
  judgement.pAcceptable >= judgement.threshold - grey && !vetoed(judgement);

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
    shape: (attempt) => shapedText(task, attempt, task.lead?.(other) ?? '').text,
  });
}

function cancelled(): ModelError {
  return new ModelError('cancelled', { sentence: 'Cancelled.' });
}
