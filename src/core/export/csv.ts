// Traces as a table for a spreadsheet: figures alone, one row a task. Quotes what needs it, and lets no cell become a formula.
import type { TraceSummary } from '../traceStore';

const columns: readonly (keyof TraceSummary)[] = [
  'id',
  'startedAt',
  'kind',
  'languageId',
  'path',
  'tier',
  'model',
  'rule',
  'escalated',
  'pAcceptable',
  'threshold',
  'shown',
  'end',
  'totalMs',
  'cost',
  'inputTokens',
  'cachedTokens',
  'outputTokens',
  'lastOutcome',
];

export const csvHead = columns.join(',');

export function csvRow(summary: TraceSummary): string {
  return columns.map((column) => cell(summary[column])).join(',');
}

function cell(value: string | number | boolean | null): string {
  if (value === null) return '';
  if (typeof value !== 'string') return String(value);
  const harmless = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\n\r]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
