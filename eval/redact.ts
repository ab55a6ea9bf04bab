// The evaluation's `redact` command: what of a text would leave the machine.
import { redact } from '../src/core/privacy/redact';

export function evalRedact(row: { readonly text: string }): {
  text: string;
  spans: readonly (readonly [number, number, string])[];
} {
  const { text, spans } = redact(row.text);
  return { text, spans };
}
