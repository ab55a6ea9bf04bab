// The strong model asked beside the fast one, where the fast answer is likely to be weak: its stream is kept until it is
// wanted, or closed. To the cascade it is the strong model, which then answers sooner.
import { wastedAttempt } from '../attempt';
import type { Model, ModelEvent, Prompt } from '../model';
import { ModelError } from '../modelError';
import type { Attempt } from '../trace';

export interface StrongAhead {
  readonly model: Model;
  /** Closes the socket where nobody took the answer, and says what it cost. Null where it was taken. */
  end(): Attempt | null;
}

/**
 * @param rest resolves once the user has rested long enough; before that nothing is sent, unless the answer is wanted
 * @param now milliseconds since the task's start
 */
export function startStrongAhead(
  strong: Model,
  prompt: Prompt,
  signal: AbortSignal,
  rest: Promise<unknown>,
  now: () => number,
): StrongAhead {
  let startMs = now();
  const stop = new AbortController();
  const kept: ModelEvent[] = [];
  let over = false;
  let failure: unknown = null;
  let taken = false;
  let wake = (): void => undefined;

  let begun = false;

  const pump = async (): Promise<void> => {
    if (begun || stop.signal.aborted || signal.aborted) return;
    begun = true;
    startMs = now();
    try {
      for await (const event of strong.stream(prompt, AbortSignal.any([signal, stop.signal]))) {
        kept.push(event);
        wake();
      }
    } catch (error) {
      failure = error;
    } finally {
      over = true;
      wake();
    }
  };
  void rest.then(pump);

  async function* replay(reader: AbortSignal): AsyncGenerator<ModelEvent, void, void> {
    taken = true;
    void pump();
    const close = (): void => {
      stop.abort();
      wake();
    };
    if (reader.aborted) close();
    reader.addEventListener('abort', close, { once: true });
    try {
      for (let at = 0; ;) {
        const event = kept[at];
        if (reader.aborted) throw new ModelError('cancelled', { sentence: 'Cancelled.' });
        if (event !== undefined) {
          at++;
          yield event;
        } else if (over) {
          if (failure !== null) throw failure;
          return;
        } else await new Promise<void>((resolve) => (wake = resolve));
      }
    } finally {
      stop.abort();
      reader.removeEventListener('abort', close);
    }
  }

  return {
    // A prompt with another text, such as a draft, would be another request: the cascade's own is not looked at.
    model: { info: strong.info, stream: (_prompt, reader) => replay(reader) },
    end() {
      stop.abort();
      return taken || !begun ? null : wastedAttempt(strong, 'strong', prompt, kept, startMs, now());
    },
  };
}
