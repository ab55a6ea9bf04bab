// Asks one model for one hole, through the extension's own completion task, and keeps what everything else is computed from.
import type { FinishReason, Model } from '../src/core/model';
import { createLatch } from '../src/core/routing/latch';
import { createLatencies } from '../src/core/routing/latency';
import { decideTrigger } from '../src/core/completion/trigger';
import type { Session } from '../src/core/session';
import { defaultSettings } from '../src/core/settings';
import type { SyntaxPort } from '../src/core/syntaxPort';
import type { Tier } from '../src/core/task';
import { complete } from '../src/core/tasks/completeTask';
import type { Trace } from '../src/core/trace';

/** A place to complete, and what stood there. */
export interface Hole {
  readonly id: string;
  readonly group: string;
  readonly languageId: string;
  readonly prefix: string;
  readonly suffix: string;
  readonly expected: string | null;
}

/** One line of the file of recorded answers. The hole's own texts are not in it. */
export interface Recorded {
  readonly id: string;
  readonly tier: Tier;
  /** 1, 2, … of a further answer to the same prompt, sampled as for an alternative; absent of the answer itself. */
  readonly sample?: number;
  readonly model: string;
  readonly multiline: boolean;
  /** The model's text as the early stop kept it. */
  readonly raw: string;
  readonly finish: FinishReason | null;
  /** All tokens that came, those after the kept text too, each with its natural-log probability. */
  readonly tokens: readonly string[];
  readonly logprobs: readonly number[];
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** Dollars; null where the model is unpriced. */
  readonly cost: number | null;
  readonly firstMs: number | null;
  readonly ms: number;
}

export interface Asked {
  readonly recorded: Recorded;
  readonly trace: Trace;
}

/** @throws with the model's own sentence where it gave no answer */
export async function recordAnswer(
  hole: Hole,
  { tier, sample }: { readonly tier: Tier; readonly sample: number | null },
  model: Model,
  syntax: SyntaxPort,
): Promise<Asked> {
  const { languageId, prefix, suffix } = hole;
  const { multiline } = decideTrigger({ languageId, prefix, suffix, manual: true });
  // Alone, so that the answer is judged and nothing stands in for it.
  const tiers = { fast: model, strong: null, unavailable: [] };
  const place = { path: hole.id, languageId, prefix, suffix, multiline, manual: true };
  const task = complete(
    sessionFor(syntax),
    tiers,
    {
      ...{ ...place, waits: 'manual', features: {}, context: [], pin: null, source: 'request' },
      alternative: sample !== null,
    },
    new AbortController().signal,
  );
  let trace: Trace | null = null;
  for await (const event of task) if ('trace' in event) trace = event.trace;
  const attempt = trace?.attempts.at(-1);
  if (trace === null || attempt === undefined || attempt.error !== null) {
    throw new Error(trace?.error?.sentence ?? 'The model gave no answer.');
  }
  const { usage, startMs, firstTokenMs } = attempt;
  const input = (usage?.input ?? 0) + (usage?.cachedRead ?? 0) + (usage?.cacheWrite ?? 0);
  const tokens = attempt.logprobs ?? [];
  return {
    trace: { ...trace, attempts: trace.attempts.map((one) => ({ ...one, tier })) },
    recorded: {
      ...{
        id: hole.id,
        tier,
        ...(sample !== null && { sample }),
        model: attempt.model,
        multiline,
        raw: attempt.text,
        finish: attempt.finish,
      },
      tokens: tokens.map(({ token }) => token),
      logprobs: tokens.map(({ logprob }) => Math.round(logprob * 1e4) / 1e4),
      inputTokens: input,
      outputTokens: tokens.length > 0 ? tokens.length : (usage?.output ?? 0),
      cost: attempt.cost,
      firstMs: firstTokenMs === null ? null : Math.round(firstTokenMs - startMs),
      ms: Math.round(attempt.endMs - startMs),
    },
  };
}

/** Every answer starts from nothing: no latch, no running latency, no limit on the parser's verdict. */
function sessionFor(syntax: SyntaxPort): Session {
  return {
    settings: () => defaultSettings,
    tiers: () => Promise.resolve({ fast: null, strong: null, unavailable: [] }),
    syntax,
    latencies: createLatencies(),
    latch: createLatch(),
    clock: () => performance.now(),
    newId: () => crypto.randomUUID(),
    within: (promise) => promise.then((value) => value),
  };
}
