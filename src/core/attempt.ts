// One call of one model: streams its text on, and ends as an Attempt, whatever happened. Never throws.
import { costOf } from './cost/costOf';
import { usageSoFar } from './cost/usageSoFar';
import type { FinishReason, Model, ModelEvent, Prompt, TokenLogprob, Usage } from './model';
import { ModelError } from './modelError';
import type { Tier } from './task';
import type { Attempt } from './trace';

/** Says when a stream has brought enough, and what of it is kept. `completion/stopper` is one. */
export interface EarlyStop {
  push(chunk: string): boolean;
  text(): string;
}

export interface AttemptRequest {
  readonly model: Model;
  readonly tier: Tier;
  readonly prompt: Prompt;
  readonly signal: AbortSignal;
  /** Milliseconds since the task's start. */
  readonly now: () => number;
  readonly earlyStop?: EarlyStop;
  /** Runs what closes the socket after an early stop; default: at once. Closing takes longer than to give the text on. */
  readonly closeLater?: (close: () => void) => void;
}

export interface AttemptResult {
  readonly attempt: Attempt;
  readonly error: ModelError | null;
}

/** Yields text as it comes and returns the finished attempt. */
export async function* runAttempt(request: AttemptRequest): AsyncGenerator<string, AttemptResult, void> {
  const { model, now } = request;
  const startMs = now();
  const state = {
    text: '',
    logprobs: [] as TokenLogprob[],
    sent: null as string | null,
    firstTokenMs: null as number | null,
  };
  let usage: Usage | null = null;
  let finish: FinishReason | null = null;
  let responseModel: string | null = null;
  let fingerprint: string | undefined;
  let budgetLeft: number | undefined;
  let error: ModelError | null = null;
  // Our own stop closes the socket without cancelling the task, so it has its own controller.
  const stop = new AbortController();
  const signal = AbortSignal.any([request.signal, stop.signal]);

  const stream = model.stream(request.prompt, signal)[Symbol.asyncIterator]();
  let enough = false;
  try {
    for (let step = await stream.next(); step.done !== true; step = await stream.next()) {
      const event = step.value;
      if (event.type === 'sent') state.sent = event.body;
      else if (event.type === 'finish') {
        ({ usage, responseModel, fingerprint, budgetLeft } = event);
        finish = event.reason;
      } else if (event.text !== '' || event.tokens !== undefined) {
        state.firstTokenMs ??= now();
        state.logprobs.push(...(event.tokens ?? []));
        const shown = state.text.length;
        state.text += event.text;
        if (request.earlyStop?.push(event.text) === true) {
          state.text = request.earlyStop.text();
          finish = 'cut';
          enough = true;
          // What is kept of the last piece has not been passed on yet.
          if (state.text.length > shown) yield state.text.slice(shown);
          break;
        }
        if (event.text !== '') yield event.text;
      }
    }
  } catch (thrown) {
    error = asModelError(thrown, request.signal);
  } finally {
    const close = (): void => {
      stop.abort();
      // It ends by the abort, which is no news.
      void stream.return?.().then(undefined, () => undefined);
    };
    if (enough && request.closeLater !== undefined) request.closeLater(close);
    else close();
  }

  const { info } = model;
  usage ??= state.sent === null ? null : usageSoFar(request.prompt, state.text, error);
  return {
    error,
    attempt: {
      tier: request.tier,
      provider: info.provider,
      model: responseModel ?? info.model,
      origin: info.origin,
      startMs,
      firstTokenMs: state.firstTokenMs,
      endMs: now(),
      usage,
      cost: usage === null ? null : costOf(usage, info.prices),
      finish,
      text: state.text,
      sent: state.sent,
      logprobs: state.logprobs.length > 0 ? state.logprobs : null,
      error: error === null ? null : { kind: error.kind, sentence: error.sentence },
      ...(fingerprint !== undefined && { fingerprint }),
      ...(budgetLeft !== undefined && { budgetLeft }),
    },
  };
}

/** What a call that nobody read has cost, as far as it got before its socket was closed. */
export function wastedAttempt(
  { info }: Model,
  tier: Tier,
  prompt: Prompt,
  events: readonly ModelEvent[],
  startMs: number,
  endMs: number,
): Attempt {
  const sent = events.find((event) => event.type === 'sent')?.body ?? null;
  const text = events.map((event) => (event.type === 'text' ? event.text : '')).join('');
  const usage = sent === null ? null : usageSoFar(prompt, text, null);
  return {
    tier,
    provider: info.provider,
    model: info.model,
    origin: info.origin,
    startMs,
    firstTokenMs: null,
    endMs,
    usage,
    cost: usage === null ? null : costOf(usage, info.prices),
    finish: null,
    text,
    sent,
    logprobs: null,
    error: { kind: 'cancelled', sentence: 'Not needed.' },
  };
}

function asModelError(thrown: unknown, signal: AbortSignal): ModelError {
  if (thrown instanceof ModelError) return thrown;
  if (signal.aborted) return new ModelError('cancelled', { sentence: 'Cancelled.', cause: thrown });
  return new ModelError('bad-response', {
    sentence: 'The model answered in a way Weir does not understand: see the log, and try again.',
    cause: thrown,
  });
}
