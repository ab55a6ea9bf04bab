// Rows of the shared completion data, or null where it is absent.
import { readFileSync } from 'node:fs';
import { sharedData } from '../../../support/sharedData';

export function sharedRows<Row>(name: string): Row[] | null {
  const path = sharedData(`completions/${name}`);
  if (path === null) return null;
  const lines = readFileSync(path, 'utf8').trim().split('\n');
  return lines.map((line): Row => JSON.parse(line));
}
