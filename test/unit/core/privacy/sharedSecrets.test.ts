// The synthetic secrets, the hand-made negatives and the paths, where they are at hand.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { evalPath } from '../../../../eval/path';
import { evalRedact } from '../../../../eval/redact';
import { sharedData } from '../../../support/sharedData';

interface Row {
  readonly kind: string;
  readonly tier: 'A' | 'B' | 'P';
  readonly carrier: string;
  readonly hard: boolean;
  readonly text: string;
  readonly secrets: readonly (readonly [number, number])[];
}

const generator = sharedData('secrets/generate.mjs');
const negatives = sharedData('secrets/negatives.handmade.json');
const paths = sharedData('secrets/sensitive_paths.json');
const read = (file: string | null): unknown => (file === null ? null : JSON.parse(readFileSync(file, 'utf8')));

/** Every secret lies wholly in a span, and is nowhere in what would be sent. */
function isSafe(row: Row): boolean {
  const { text, spans } = evalRedact({ ...row });
  return row.secrets.every(
    ([from, to]) =>
      spans.some(([start, end]) => start <= from && end >= to) && !text.includes(row.text.slice(from, to)),
  );
}

describe.skipIf(generator === null)('synthetic secrets (skipped where the shared data are absent)', () => {
  const seed = Math.floor(Math.random() * 1e9);
  const out = execFileSync(process.execPath, [generator ?? '', '3500', String(seed)], { maxBuffer: 1 << 28 });
  const rows = JSON.parse(out.toString()) as readonly Row[];
  const share = (wanted: (row: Row) => boolean): number => {
    const chosen = rows.filter(wanted);
    const missed = chosen.filter((row) => !isSafe(row)).map((row) => `${row.kind} in ${row.carrier}`);
    if (missed.length > 0) process.stderr.write(`seed ${seed}: missed ${missed.join(', ')}\n`);
    return 1 - missed.length / chosen.length;
  };
  test.each([
    ['tokens that identify themselves', 0.995, (row: Row) => row.tier === 'A' && !row.hard],
    ['named secrets', 0.97, (row: Row) => row.tier === 'B'],
    ['private keys', 1, (row: Row) => row.tier === 'P'],
    ['hard forms', 0.95, (row: Row) => row.hard],
  ] as const)('%s: at least %f', (_, least, wanted) => expect(share(wanted)).toBeGreaterThanOrEqual(least));
});

test.skipIf(negatives === null)('every hand-made negative stays as it is', () => {
  for (const text of (read(negatives) as { items: string[] }).items) expect(evalRedact({ text }).text).toBe(text);
});

test.skipIf(paths === null)('every sensitive path is denied, no harmless one is', () => {
  const { sensitive, benign } = read(paths) as { sensitive: string[]; benign: string[] };
  expect(sensitive.filter((path) => !evalPath({ path }).denied)).toEqual([]);
  expect(benign.filter((path) => evalPath({ path }).denied)).toEqual([]);
});
