// A model whose answers have their secrets back: the placeholders that the redaction put into the prompt are taken out again.
import type { Model } from '../model';
import type { Redactor } from './redact';
import { RestoreStream } from './restoreStream';

export function restoredModel(model: Model, redactor: Pick<Redactor, 'restore'>): Model {
  return {
    info: model.info,
    async *stream(prompt, signal) {
      const restored = new RestoreStream(redactor);
      for await (const event of model.stream(prompt, signal)) {
        if (event.type === 'text') yield { ...event, text: restored.push(event.text) };
        else if (event.type === 'finish') {
          const rest = restored.end();
          if (rest !== '') yield { type: 'text', text: rest };
          const { toolCalls } = event;
          if (toolCalls === undefined) yield event;
          else yield { ...event, toolCalls: toolCalls.map((one) => ({ ...one, input: redactor.restore(one.input) })) };
        } else yield event;
      }
    },
  };
}
