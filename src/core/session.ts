// What tasks share: the tiers of the moment, running latencies, the latch. Plain wiring for `tasks/`, no editor.
import { aimNumbers } from './aims';
import { acceptableChance } from './calibration/artefact';
import type { Deployed } from './calibration/calibrationState';
import { outsideSeen } from './calibration/seenInput';
import type { CascadeDeps, ResamplePlan } from './cascadeTask';
import { costOf } from './cost/costOf';
import { escalated } from './calibration/taskResult';
import { resampleCost, resamplePlan } from './judging/resample';
import type { Calibrated } from './judging/score';
import type { Model, Prices } from './model';
import type { EscalationCap } from './routing/escalationCap';
import { hedge } from './routing/hedge';
import type { Latch } from './routing/latch';
import { fastPrior, strongPrior, type Latencies } from './routing/latency';
import type { Reasks } from './routing/reasks';
import { route, type TierEstimate } from './routing/route';
import type { TaskRates } from './routing/taskRates';
import type { WarmPrompts } from './routing/warmPrompts';
import type { Aim, Settings } from './settings';
import type { SyntaxPort } from './syntaxPort';
import type { Features, Reason, TaskKind, Tier } from './task';
import type { Route, Trace } from './trace';

/** The models that may be asked now. A null tier has its reason and the sentence that mends it. */
export interface Tiers {
  readonly fast: Model | null;
  readonly strong: Model | null;
  readonly unavailable: readonly Reason[];
  readonly sentence?: string;
}

export interface Session {
  readonly settings: () => Settings;
  readonly tiers: () => Promise<Tiers>;
  readonly syntax: SyntaxPort;
  readonly latencies: Latencies;
  readonly latch: Latch;
  /** What calibration has deployed; null, or absent, is the prior set by hand. */
  readonly calibration?: () => Deployed | null;
  /** How often tasks escalate lately, for hedging; absent: strong never starts beside fast. */
  readonly escalations?: TaskRates;
  /** How often the judge asked for further answers; absent: they are not counted into a fast answer's price. */
  readonly resampled?: TaskRates;
  /** A minute's escalations; absent: as many as tasks want. */
  readonly escalationCap?: EscalationCap;
  /** How often answers were asked for again; absent: nobody counts. */
  readonly reasks?: Reasks;
  /** What the models have read of conversations; absent: every prompt is paid for in full. */
  readonly warm?: WarmPrompts;
  /** Audits and exploration, where the user has agreed to them; absent: none. */
  readonly learning?: Pick<CascadeDeps, 'audit' | 'explore'>;
  /** When the user last scrolled, copied or typed, epoch milliseconds; absent: nobody watches. */
  readonly touchedAt?: () => number;
  /** Epoch milliseconds. */
  readonly clock: () => number;
  readonly newId: () => string;
  /** The promise's value, or null where it takes longer than `ms` or fails. */
  readonly within: <T>(promise: Promise<T>, ms: number) => Promise<T | null>;
}

export interface RouteRequest {
  readonly kind: TaskKind;
  readonly features: Features;
  /** Absent: no fitted p(hard) speaks of it. */
  readonly languageId?: string;
  readonly pin: Tier | null;
  /** The thread of work for the latch: a file's path, or a trace's fingerprint. */
  readonly thread: string;
  /** Tokens that the answer is expected to have. */
  readonly answerTokens: number;
}

/** `history.*`: what became of the last answers on the same thread of work. */
export function historyFeatures({ reasks, clock }: Session, thread: string): Features {
  const count = reasks?.count(thread, clock()) ?? 0;
  return count === 0 ? {} : { 'history.reasks': count };
}

export function routeTask(session: Session, tiers: Tiers, request: RouteRequest): Route {
  const settings = session.settings();
  return route({
    kind: request.kind,
    features: request.features,
    fitted: fittedHardness(session, request),
    mode: settings.mode,
    pin: request.pin,
    latched: session.latch.held(request.thread, session.clock()),
    aim: aimNumbers(settings.aim, request.kind),
    fast: tiers.fast === null ? null : withJudging(session, tiers.fast, request),
    strong: tiers.strong === null ? null : estimate(session, tiers.strong, 'strong', request),
    unavailable: tiers.unavailable,
  });
}

/** A fast answer, and as much of the further ones as its kind of task has needed lately. */
function withJudging(session: Session, fast: Model, request: RouteRequest): TierEstimate {
  const own = estimate(session, fast, 'fast', request);
  if (request.kind === 'complete' || session.resampled === undefined) return own;
  const { dollars, seconds } = resampleCost(own, fast.info.local);
  const rate = session.resampled.rate(request.kind);
  return { ...own, dollars: own.dollars + rate * dollars, seconds: own.seconds + rate * seconds };
}

export function cascadeDeps(session: Session, all: Tiers, request: RouteRequest): CascadeDeps {
  const tiers = asTold(session, all, request);
  const strong =
    tiers.strong === null ? { dollars: 0, seconds: 0 } : estimate(session, tiers.strong, 'strong', request);
  // Where an answer is only added to what stands there, as in a chat, or held until it is judged, nothing is replaced.
  const replaces = request.kind !== 'chat' && request.kind !== 'complete';
  return {
    fast: tiers.fast,
    strong: tiers.strong,
    ...(tiers.sentence !== undefined && { unavailable: tiers.sentence }),
    ...(tiers.strong === null &&
      tiers.fast !== null &&
      tiers.unavailable[0] && { withoutStrong: tiers.unavailable[0] }),
    strongRight: session.calibration?.()?.artefact?.strongRight[request.kind] ?? null,
    strongEstimate: { dollars: strong.dollars, seconds: strong.seconds },
    hedge: hedgeReason(session, tiers, request, strong),
    resample: resamples(session, tiers, request, strong),
    mayEscalate: onceATask(session),
    ...session.learning,
    ...(replaces && session.touchedAt && { touchedAt: session.touchedAt }),
    clock: session.clock,
    within: session.within,
  };
}

/** "Always fast", and the user's word for one task or a kind of it, hold for what comes after the first answer too. */
function asTold(session: Session, tiers: Tiers, { pin }: RouteRequest): Tiers {
  if (tiers.fast === null || tiers.strong === null) return tiers;
  if (pin === 'fast') return { ...tiers, strong: null, unavailable: [{ rule: 'pin', weight: 1, data: { tier: pin } }] };
  if (pin === 'strong' || session.settings().mode !== 'fast') return tiers;
  return { ...tiers, strong: null, unavailable: [{ rule: 'mode-fast', weight: 1, data: {} }] };
}

/** A task escalates once, however often it is asked about. */
function onceATask({ escalationCap, clock }: Session): () => boolean {
  let may: boolean | null = null;
  return () => (may ??= escalationCap?.take(clock()) ?? true);
}

/** Further fast answers in doubt; never while typing, where a second one would come too late to be shown. */
function resamples(
  session: Session,
  { fast, strong }: Tiers,
  request: RouteRequest,
  estimated: Pick<TierEstimate, 'dollars' | 'seconds'>,
): ResamplePlan | null {
  const { mode, aim } = session.settings();
  if (fast === null || strong === null || mode !== 'cascade' || request.kind === 'complete') return null;
  return resamplePlan({
    fast: estimate(session, fast, 'fast', request),
    strong: estimated,
    secondPrice: aimNumbers(aim, request.kind).secondPrice,
    local: fast.info.local,
  });
}

/** p(hard) as outcomes have fitted it; null where they have not, or not for such a task. */
function fittedHardness(session: Session, { kind, features, languageId }: RouteRequest): number | null {
  const artefact = session.calibration?.()?.artefact ?? null;
  if (artefact?.hardness == null || languageId === undefined) return null;
  const task = { signals: features, kind, languageId };
  return outsideSeen({ ...artefact.seen, ranges: {} }, task) === null
    ? 1 - acceptableChance(artefact.hardness, task)
    : null;
}

/** What the judge is to know of the calibration, for one answer. */
export function judgeSettings(
  session: Session,
  languageId: string,
  model: string,
): { readonly aim: Aim; readonly calibrated: Calibrated | null } {
  const deployed = session.calibration?.() ?? null;
  return { aim: session.settings().aim, calibrated: deployed && { deployed, languageId, model } };
}

/** Dollars for a million tokens of an ordinary model of each tier; for decisions about unpriced ones, never shown as a cost. */
const assumedPrices: Record<Tier, Prices> = {
  fast: { input: 0.25, cachedRead: 0.25, cacheWrite: 0.25, output: 2 },
  strong: { input: 3, cachedRead: 3, cacheWrite: 3, output: 15 },
};

/** Why strong starts beside fast; null where it waits. Only where somebody waits, and no mode forbids it. */
function hedgeReason(
  session: Session,
  { fast, strong }: Tiers,
  request: RouteRequest,
  estimated: Pick<TierEstimate, 'dollars' | 'seconds'>,
): Reason | null {
  const { mode, aim } = session.settings();
  if (fast === null || strong === null || session.escalations === undefined) return null;
  if (mode !== 'cascade' || request.kind === 'complete') return null;
  // Two models on this machine share its processor: side by side both are slower, and what costs nothing would always pay.
  if (fast.info.local && strong.info.local && estimated.dollars === 0) return null;
  const decided = hedge({
    escalation: session.escalations.rate(request.kind),
    secondPrice: aimNumbers(aim, request.kind).secondPrice,
    fastSeconds: estimate(session, fast, 'fast', request).seconds,
    strongSeconds: estimated.seconds,
    strongDollars: estimated.dollars,
  });
  return decided.pays ? decided.reason : null;
}

function estimate(
  session: Session,
  model: Model,
  tier: Tier,
  request: RouteRequest,
): TierEstimate & { readonly slowSeconds: number } {
  const input = request.features['request.tokens'] ?? 0;
  // Only a conversation goes on from the prompt before it.
  const read = request.kind === 'chat' ? session.warm?.tokens(request.thread, model.info.model, session.clock()) : 0;
  const cachedRead = Math.min(input, read ?? 0);
  const usage = { input: input - cachedRead, cachedRead, cacheWrite: 0, output: request.answerTokens, exact: false };
  const asked = [
    model.info.model,
    request.kind === 'complete',
    tier === 'fast' ? fastPrior : strongPrior,
    input,
  ] as const;
  return {
    // Unpriced is not free: what an ordinary model of that tier costs is assumed, or it would be asked as if for nothing.
    dollars: costOf(usage, model.info.prices ?? assumedPrices[tier]) ?? 0,
    seconds: session.latencies.median(...asked),
    slowSeconds: session.latencies.p90(...asked),
    contextWindow: model.info.capabilities.contextWindow,
  };
}

/** Teaches the session what a finished task showed. */
export function learnFrom(session: Session, thread: string, trace: Trace): void {
  for (const { error, sample, model, usage, startMs, endMs } of trace.attempts) {
    // Further answers run side by side, where each is slower than alone.
    if (error !== null || sample === true) continue;
    const tokens = usage === null ? undefined : usage.input + usage.cachedRead + usage.cacheWrite;
    session.latencies.add(model, trace.kind === 'complete', (endMs - startMs) / 1000, tokens);
    if (trace.kind === 'chat' && tokens !== undefined) session.warm?.add(thread, model, tokens, session.clock());
  }
  if (trace.end !== 'finished' || trace.judgements.length === 0) return;
  session.escalations?.add(trace.kind, escalated(trace));
  session.resampled?.add(
    trace.kind,
    trace.attempts.some(({ sample }) => sample === true),
  );
  if (trace.shown === 'accepted') session.latch.accepted(thread);
  else if (escalated(trace)) session.latch.escalated(thread, session.clock());
}
