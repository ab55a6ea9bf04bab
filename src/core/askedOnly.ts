// A model that may be asked only while nothing speaks against it: looked at again at each call, since a task may run for a minute.
import type { Model } from './model';
import { ModelError } from './modelError';

/** `refusal`: the sentence why it may not be asked now, or null. The stream throws it as `not-allowed`; nothing was sent then. */
export function askedOnly(model: Model, refusal: () => string | null): Model {
  return {
    info: model.info,
    async *stream(prompt, signal) {
      const sentence = refusal();
      if (sentence !== null) throw new ModelError('not-allowed', { sentence });
      yield* model.stream(prompt, signal);
    },
  };
}
