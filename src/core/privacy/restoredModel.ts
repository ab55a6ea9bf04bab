// A model whose answers have their secrets back: the placeholders that the redaction put into this request are taken out again, and
// those of no other request.
import type { Model } from '../model';
import { placeholdersIn, type Redactor } from './redact';
import { RestoreStream } from './restoreStream';

export function restoredModel(model: Model, redactor: Pick<Redactor, 'restore'>): Model {
  return {
    info: model.info,
    async *stream(prompt, signal) {
      let own: ReadonlySet<string> = new Set();
      const restore = (text: string): string => redactor.restore(text, own);
      const restored = new RestoreStream({ restore });
      for await (const event of model.stream(prompt, signal)) {
        if (event.type === 'sent') own = placeholdersIn(event.body);
        if (event.type === 'text') yield { ...event, text: restored.push(event.text) };
        else if (event.type === 'finish') {
          const rest = restored.end();
          if (rest !== '') yield { type: 'text', text: rest };
          const { toolCalls } = event;
          if (toolCalls === undefined) yield event;
          else yield { ...event, toolCalls: toolCalls.map((one) => ({ ...one, input: restore(one.input) })) };
        } else yield event;
      }
    },
  };
}
