// Puts the breaker around a model. Model in, model out. What counts as a failure is the breaker's to say.
import type { Model } from '../core/model';
import { ModelError } from '../core/modelError';
import type { Breaker } from './breaker';
import { cancelled } from './modelErrors';

export function withBreaker(model: Model, breaker: Breaker): Model {
  const key = breakerKey(model);
  return {
    info: model.info,
    async *stream(prompt, signal) {
      const settle = breaker.admit(key);
      let works = false;
      try {
        for await (const event of model.stream(prompt, signal)) {
          works ||= event.type !== 'sent';
          yield event;
        }
        works = true;
      } catch (error) {
        settle(error instanceof ModelError ? error : cancelled());
        throw error;
      } finally {
        // A caller that stops reading says nothing about the server; text that has come by then does.
        settle(works ? null : cancelled());
      }
    },
  };
}

export function breakerKey({ info }: Pick<Model, 'info'>): string {
  return `${info.model} at ${info.origin}`;
}
