// The `redact` command: what of a text would leave the machine.
import { redact, type Redacted } from '../src/core/privacy/redact';
import { textOf, type Row } from './rows';

export function evalRedact(row: Row): { readonly id: unknown } & Redacted {
  return { id: row['id'] ?? null, ...redact(textOf(row, 'text')) };
}
