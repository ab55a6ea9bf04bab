// Fast or strong, before any model runs. The only place that decides it; every rule leaves its reason.
import { lossOfBadAnswer, type AimNumbers } from '../aims';
import type { Mode } from '../settings';
import type { Features, Reason, TaskKind, Tier } from '../task';
import type { Route } from '../trace';
import { pHard } from './hardness';
import { isLate } from './lateLook';

/** What asking a tier is expected to take. */
export interface TierEstimate {
  readonly dollars: number;
  readonly seconds: number;
  /** Tokens, prompt and answer together. */
  readonly contextWindow: number;
}

export interface RouteInput {
  readonly kind: TaskKind;
  readonly features: Features;
  /** p(hard) as the user's own outcomes have fitted it; null or absent: the prior's. */
  readonly fitted?: number | null;
  readonly mode: Mode;
  /** The user's word for this one task ("re-ask strong"), or null. */
  readonly pin: Tier | null;
  readonly latched: boolean;
  readonly aim: AimNumbers;
  /** Null where the tier cannot be used at all; `why` says it in a reason. */
  readonly fast: TierEstimate | null;
  readonly strong: TierEstimate | null;
  /** Why a tier is null: `no-strong`, `local-only`, `budget`, `not-agreed` … */
  readonly unavailable?: readonly Reason[];
}

/** The strong tier's expected gain where the fast answer would be accepted; a prior until outcomes say better. */
const gainWhereAccepted = 0.05;
/** Tokens kept free for the answer when a prompt is held against a window. */
const answerRoom = 512;

const hard = (rule: string, data: Reason['data'] = {}): Reason => ({ rule, weight: 1, data });

export function route(input: RouteInput): Route {
  const prior = pHard(input.kind, input.features);
  const fitted = input.fitted ?? null;
  const hardness = fitted === null ? prior : { p: fitted, reasons: [hard('p-hard-fitted'), ...prior.reasons] };
  const decided = (tier: Tier, reason: Reason): Route => ({
    tier,
    pHard: hardness.p,
    rule: reason.rule,
    reasons: [reason, ...(input.unavailable ?? []).filter((one) => one !== reason), ...hardness.reasons.slice(0, 4)],
  });

  if (input.strong === null) return decided('fast', input.unavailable?.[0] ?? hard('no-strong'));
  if (input.pin !== null && (input.pin === 'strong' || input.fast !== null)) {
    return decided(input.pin, hard('pin', { tier: input.pin }));
  }
  if (input.fast === null) return decided('strong', input.unavailable?.[0] ?? hard('no-fast'));
  if (input.mode !== 'cascade') return decided(input.mode, hard(`mode-${input.mode}`));

  const rule = hardRule(input, input.fast);
  if (rule !== null) return decided('strong', rule);
  if (input.kind === 'complete') return decided('fast', hard('completion-first'));

  const limit = directLimit(input.aim, input.fast, input.strong, fitted === null ? priorBand : wholeBand);
  const facts = { weight: hardness.p - limit, data: { p: hardness.p, limit } };
  return hardness.p > limit
    ? decided('strong', { rule: 'p-hard', ...facts })
    : decided('fast', { rule: 'p-easy', ...facts });
}

function hardRule(input: RouteInput, fast: TierEstimate): Reason | null {
  const promptTokens = input.features['request.tokens'] ?? 0;
  const window = fast.contextWindow;
  if (promptTokens + Math.min(answerRoom, window / 4) > window) return hard('window', { promptTokens, window });
  if (input.kind === 'debug') {
    const files = input.features['trace.workspaceFiles'] ?? 0;
    if (files >= 3) return hard('trace-files', { files });
    const causes = input.features['trace.causes'] ?? 0;
    if (causes >= 2) return hard('trace-causes', { causes });
  }
  if (input.kind !== 'complete' && isLate(input.features)) return hard('router-late');
  return input.latched ? hard('session-latch') : null;
}

/** Until outcomes have fitted p(hard), the line stays in this band: strong gets what the hard rules nearly catch, no more. */
const priorBand: Band = { lowest: 0.5, highest: 0.8 };
/** Fitted, p(hard) is a chance that the rule may be taken at its word for; only certain ends stay out of reach. */
const wholeBand: Band = { lowest: 0.2, highest: 0.98 };

interface Band {
  readonly lowest: number;
  readonly highest: number;
}

/**
 * The p(hard) above which asking strong at once costs less than asking fast first, from
 * `(1-e)(c_s + v T_s) < c_f + c_j + v (T_f + T_j) + (1-e) L gain`, solved for e (the cost of a cascade with the user's time
 * priced). `fast` has its judging in it: c_j and T_j.
 */
export function directLimit(aim: AimNumbers, fast: TierEstimate, strong: TierEstimate, band: Band = priorBand): number {
  const strongPrice = strong.dollars + aim.secondPrice * strong.seconds;
  const fastPrice = fast.dollars + aim.secondPrice * fast.seconds;
  const saved = strongPrice - lossOfBadAnswer(aim) * gainWhereAccepted;
  const limit = saved <= 0 ? 0 : 1 - fastPrice / saved;
  return Math.min(band.highest, Math.max(band.lowest, limit));
}
