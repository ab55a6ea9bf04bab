// One second attempt, where it can help and nothing has arrived yet. Model in, model out. Never more than two, and never
// after content: what the user has read is not said again in other words.
import type { Model, ModelEvent } from '../core/model';
import { ModelError } from '../core/modelError';
import { systemClock, type Clock } from './clock';
import { cancelled } from './modelErrors';

export interface RetryOptions {
  readonly clock?: Clock;
  /** The longest wait; a server that asks for more is not asked again. */
  readonly maxWaitMs?: number;
}

/** Milliseconds to wait where the server does not say. Kinds that are not here are not retried. */
const waits: Partial<Record<ModelError['kind'], number>> = {
  'rate-limited': 1000,
  overloaded: 500,
  network: 50,
  truncated: 50,
  'bad-response': 0,
  'too-large': 0,
};

export function withRetry(model: Model, options: RetryOptions = {}): Model {
  const { clock = systemClock, maxWaitMs = 20_000 } = options;
  return {
    info: model.info,
    async *stream(prompt, signal) {
      for (let attempt = 1; ; attempt += 1) {
        let sent: ModelEvent | null = null;
        let content = false;
        try {
          for await (const event of model.stream(prompt, signal)) {
            // Held until it is clear that this attempt is the one that counts.
            if (event.type === 'sent') {
              sent = event;
              continue;
            }
            content = true;
            if (sent !== null) yield sent;
            sent = null;
            yield event;
          }
          return;
        } catch (error) {
          const wait = attempt === 1 && !content ? waitFor(error, maxWaitMs) : null;
          if (wait === null || signal.aborted) {
            if (sent !== null) yield sent;
            throw error;
          }
          await sleep(wait, signal, clock);
        }
      }
    },
  };
}

function waitFor(error: unknown, maxWaitMs: number): number | null {
  if (!(error instanceof ModelError) || !error.retryable) return null;
  const usual = waits[error.kind];
  if (usual === undefined) return null;
  const wait = error.retryAfterMs ?? usual;
  return wait > maxWaitMs ? null : wait;
}

async function sleep(ms: number, signal: AbortSignal, clock: Clock): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const stop = (): void => {
      forget();
      reject(cancelled());
    };
    const forget = clock.after(ms, () => {
      signal.removeEventListener('abort', stop);
      resolve();
    });
    signal.addEventListener('abort', stop, { once: true });
  });
}
