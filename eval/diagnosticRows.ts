// Diagnostics in an input row, as plain data; what a row leaves out gets the harmless value.
import type { Diagnostic, Severity } from '../src/core/task';
import type { Row } from './rows';

const severities: readonly Severity[] = ['error', 'warning', 'information', 'hint'];

/** `path`: the file that a diagnostic without one belongs to. */
export function diagnosticsIn(row: Row, path: string): Diagnostic[] {
  const value = row['diagnostics'];
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) throw new Error('"diagnostics" must be a list.');
  return value.map((item: unknown) => diagnostic(item, path));
}

function diagnostic(value: unknown, path: string): Diagnostic {
  if (typeof value !== 'object' || value === null) throw new Error('Each of "diagnostics" must be an object.');
  const fields = new Map<string, unknown>(Object.entries(value));
  const text = (key: string, fallback: string): string => {
    const field = fields.get(key);
    return typeof field === 'string' ? field : fallback;
  };
  const count = (keys: readonly string[], fallback: number): number => {
    const field = keys.map((key) => fields.get(key)).find((one) => typeof one === 'number');
    return typeof field === 'number' ? field : fallback;
  };
  const startLine = count(['startLine', 'line'], 1);
  const related = fields.get('related');
  return {
    path: text('path', text('file', path)),
    startLine,
    startColumn: count(['startColumn', 'column'], 1),
    endLine: count(['endLine'], startLine),
    endColumn: count(['endColumn'], 1),
    severity: severities.find((one) => one === text('severity', 'error')) ?? 'error',
    message: text('message', ''),
    ...(fields.has('code') && { code: String(fields.get('code')) }),
    ...(typeof fields.get('ageSeconds') === 'number' && { ageSeconds: count(['ageSeconds'], 0) }),
    ...(fields.has('source') && { source: text('source', '') }),
    related: Array.isArray(related)
      ? related.map((item: unknown) => {
          const other = new Map<string, unknown>(Object.entries(Object(item)));
          const at = (key: string): string => String(other.get(key) ?? '');
          return { path: at('path') || at('file'), line: Number(other.get('line') ?? 1), message: at('message') };
        })
      : [],
  };
}
