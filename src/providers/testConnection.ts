// Asks a model for a few tokens and reports what came, as plain data: what a settings page needs to know before real work.
import type { Model, ModelInfo, Prompt } from '../core/model';
import { ModelError, type ModelErrorKind } from '../core/modelError';
import { systemClock, type Clock } from './clock';

export interface ConnectionReport {
  readonly info: ModelInfo;
  readonly verdict: 'ok' | ModelErrorKind;
  /** For the user; empty where all is well. */
  readonly sentence: string;
  readonly firstTokenMs: number | null;
  readonly totalMs: number;
  readonly responseModel: string | null;
  /** Null where it was not found out. */
  readonly logProbabilities: boolean | null;
  /** Whether the model fills in between two texts, by `suffix` or by its family's tokens. */
  readonly fillsIn: boolean | null;
}

export async function testConnection(
  model: Model,
  signal: AbortSignal,
  clock: Clock = systemClock,
): Promise<ConnectionReport> {
  const { capabilities } = model.info;
  const sampling = { maxTokens: 8, temperature: 0, stop: [], logProbabilities: true };
  const first = await ask(
    model,
    capabilities.chat
      ? { ...sampling, kind: 'chat', system: '', messages: [{ role: 'user', content: 'Say OK.' }] }
      : { ...sampling, kind: 'continue', text: 'def add(a, b):\n    return', specialTokens: false },
    signal,
    clock,
  );
  const usable = first.error === null;
  const fillsIn =
    usable && capabilities.infill
      ? (await ask(model, { ...sampling, kind: 'infill', prefix: 'x = (1 + ', suffix: ')\n' }, signal, clock)).error ===
        null
      : null;
  return {
    info: model.info,
    verdict: first.error?.kind ?? 'ok',
    sentence: first.error?.sentence ?? '',
    firstTokenMs: first.firstTokenMs,
    totalMs: first.totalMs,
    responseModel: first.responseModel,
    logProbabilities: usable && first.text ? first.logProbabilities : null,
    fillsIn: fillsIn ?? (capabilities.fimFamily !== null && capabilities.continuation ? true : usable ? false : null),
  };
}

async function ask(model: Model, prompt: Prompt, signal: AbortSignal, clock: Clock) {
  const start = clock.now();
  let firstTokenMs: number | null = null;
  let logProbabilities = false;
  let responseModel: string | null = null;
  let error: ModelError | null = null;
  try {
    for await (const event of model.stream(prompt, signal)) {
      if (event.type === 'text') {
        firstTokenMs ??= clock.now() - start;
        logProbabilities ||= event.tokens !== undefined && event.tokens.length > 0;
      } else if (event.type === 'finish') responseModel = event.responseModel;
    }
  } catch (thrown) {
    if (!(thrown instanceof ModelError)) throw thrown;
    error = thrown;
  }
  const totalMs = clock.now() - start;
  return { firstTokenMs, totalMs, responseModel, logProbabilities, text: firstTokenMs !== null, error };
}
