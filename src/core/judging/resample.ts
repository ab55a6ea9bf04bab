// Stage 2 of the judge: the fast tier answers twice more, side by side, and the answers are compared. Only where that may carry an
// answer in doubt over the line and costs less than what it may save. Judges nothing itself: agreement is one more signal.
import { runAttempt, type AttemptResult } from '../attempt';
import type { ResamplePlan } from '../cascadeTask';
import type { Model, Prompt } from '../model';
import type { Signals } from '../task';
import type { Attempt } from '../trace';
import { agreementSignal } from './signals/agreement';

/** Two tell nearly as much as more do, and are what a second's wait can buy. */
const samples = 2;
/** At 0 the same answer would come again. */
const temperature = 0.7;
/** The best that further answers can say: where even that would not do, they are not asked for. */
export const fullAgreement: Signals = { 'samples.agreement': 1 };

/** The share of answers in doubt that agreement is expected to carry over the line; nobody knows before outcomes do. */
const carried = 0.5;
/** From the task's start on: later an answer that is being read is not replaced any more, so asking strong must still fit in. */
const answerByMs = 8_000;

export interface ResampleCosts {
  /** One answer of each tier: dollars, and seconds that are expected. */
  readonly fast: { readonly dollars: number; readonly seconds: number; readonly slowSeconds: number };
  readonly strong: { readonly dollars: number; readonly seconds: number };
  /** Dollars that a second of the user's waiting is worth. */
  readonly secondPrice: number;
  /** True where the fast model runs on this machine, and so answers one after the other. */
  readonly local: boolean;
}

/** A model on this machine answers one request after the other. */
const turns = (local: boolean): number => (local ? samples : 1);

/** Of all further answers to one task: dollars, and seconds until the last is there. */
export function resampleCost(
  fast: { readonly dollars: number; readonly seconds: number },
  local: boolean,
): { readonly dollars: number; readonly seconds: number } {
  return { dollars: samples * fast.dollars, seconds: turns(local) * fast.seconds };
}

/** Null where further answers would cost more than the strong calls that they may save, or would come too late. */
export function resamplePlan({ fast, strong, secondPrice, local }: ResampleCosts): ResamplePlan | null {
  const { dollars, seconds } = resampleCost(fast, local);
  const price = dollars + secondPrice * seconds;
  const saved = carried * (strong.dollars + secondPrice * strong.seconds);
  const byMs = answerByMs - 1000 * strong.seconds;
  const expectedMs = 1000 * turns(local) * fast.slowSeconds;
  return price < saved && expectedMs < byMs ? { byMs, expectedMs } : null;
}

export interface Resampled {
  /** `samples.agreement`; empty where no further answer came in time. */
  readonly signals: Signals;
  /** All that was asked, also what failed or came too late: it was paid for. */
  readonly attempts: readonly Attempt[];
}

export interface ResampleRequest {
  readonly model: Model;
  readonly prompt: Prompt;
  /** What is compared of the answer in doubt, and of a further one's raw text. */
  readonly own: string;
  readonly compared: (raw: string) => string;
  readonly signal: AbortSignal;
  /** Milliseconds since the task's start. */
  readonly now: () => number;
  /** Milliseconds that are left. */
  readonly ms: number;
  readonly within: <T>(promise: Promise<T>, ms: number) => Promise<T | null>;
}

export async function resample(request: ResampleRequest): Promise<Resampled> {
  const { model, own, compared, signal, now, ms, within } = request;
  const late = new AbortController();
  const prompt: Prompt = { ...request.prompt, temperature };
  const all = Promise.all(
    Array.from({ length: samples }, () =>
      drained(runAttempt({ model, tier: 'fast', prompt, signal: AbortSignal.any([signal, late.signal]), now })),
    ),
  );
  if ((await within(all, ms)) === null) late.abort();
  const results = await all;
  const texts = results.flatMap(({ attempt, error }) => (error === null ? [compared(attempt.text)] : []));
  return {
    // One answer that agrees is half the evidence that was asked for: both, or nothing.
    signals: texts.length === samples ? agreementSignal(own, texts) : {},
    attempts: results.map(({ attempt }) => ({ ...attempt, sample: true })),
  };
}

async function drained(stream: AsyncGenerator<string, AttemptResult, void>): Promise<AttemptResult> {
  for (;;) {
    const step = await stream.next();
    if (step.done === true) return step.value;
  }
}
