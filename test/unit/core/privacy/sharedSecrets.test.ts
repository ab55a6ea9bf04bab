// The synthetic secrets, the hand-made negatives and the paths, where they are at hand.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { evalPath } from '../../../../eval/path';
import { evalRedact } from '../../../../eval/redact';
import { sharedData } from '../../../support/sharedData';
import { tried } from '../../../support/tried';

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

function generated(by: string, seed: number): readonly Row[] {
  const out = execFileSync(process.execPath, [by, '3500', String(seed)], { maxBuffer: 1 << 28 });
  return JSON.parse(out.toString()) as readonly Row[];
}

describe.skipIf(generator === null)('synthetic secrets (skipped where the shared data are absent)', () => {
  const seed = Math.floor(Math.random() * 1e9);
  const rows = generator === null ? [] : generated(generator, seed);
  const share = (wanted: (row: Row) => boolean): number => {
    const chosen = rows.filter(wanted);
    const missed = chosen.filter((row) => !isSafe(row)).map((row) => `${row.kind} in ${row.carrier}`);
    if (missed.length > 0) process.stderr.write(`seed ${seed}: missed ${missed.join(', ')}\n`);
    return 1 - missed.length / chosen.length;
  };
  /** `what: found of all | share`, for each value of a property. */
  const figures = (name: 'kind' | 'carrier'): string[] => {
    const safe = rows.map((row) => [row[name], isSafe(row)] as const);
    return [...new Set(safe.map(([value]) => value))].sort().map((value) => {
      const own = safe.filter(([each]) => each === value);
      const found = own.filter(([, ok]) => ok).length;
      return `${name} ${value}: ${found} of ${own.length} | ${((100 * found) / own.length).toFixed(1)} %`;
    });
  };

  test('S1, S2, S3, S4: the figures by kind and by carrier, of a fresh seed each time', ({ task }) => {
    task.meta.redacted = [...figures('kind'), ...figures('carrier'), `seed ${seed}: ${rows.length} | `];
    tried(task, 0);
  });

  test.for([
    ['S1: tokens that identify themselves', 0.995, (row: Row) => row.tier === 'A' && !row.hard],
    ['S2: named secrets', 0.97, (row: Row) => row.tier === 'B'],
    ['S3: private keys', 1, (row: Row) => row.tier === 'P'],
    ['S4: hard forms', 0.95, (row: Row) => row.hard],
  ] as const)('%s', ([name, least, wanted], { task }) => {
    const found = share(wanted);
    tried(task, rows.filter(wanted).length, `${(100 * found).toFixed(1)} % of the synthetic set`);
    expect(found, name).toBeGreaterThanOrEqual(least);
  });
});

test.skipIf(negatives === null)('S5: every hand-made negative stays as it is', ({ task }) => {
  const { items } = read(negatives) as { items: string[] };
  tried(task, items.length);
  for (const text of items) expect(evalRedact({ text }).text).toBe(text);
});

test.skipIf(paths === null)('S10: every sensitive path is denied, no harmless one is', ({ task }) => {
  const { sensitive, benign } = read(paths) as { sensitive: string[]; benign: string[] };
  tried(task, sensitive.length + benign.length);
  expect(sensitive.filter((path) => !evalPath({ path }).denied)).toEqual([]);
  expect(benign.filter((path) => evalPath({ path }).denied)).toEqual([]);
});
