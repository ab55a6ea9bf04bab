// The whole `cascade` command on logs made up here, where the truth is known, and on the public ones where they are at hand.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { cascade } from '../../../eval/cascade';
import type { CascadeReport } from '../../../eval/cascadeReport';
import { seeded } from '../../support/seeded';
import { sharedData } from '../../support/sharedData';

interface MadeRow {
  readonly id: string;
  readonly group: string;
  readonly fast: {
    readonly ok: number;
    readonly cost: number;
    readonly language: string;
    readonly testsPassed?: number;
  };
  readonly strong: { readonly ok: number | null; readonly cost: number };
}

/** `telling`: chance that the tests say what is true. */
function log(
  n: number,
  telling: number,
  over: (row: MadeRow, random: () => number) => MadeRow = (row) => row,
): MadeRow[] {
  const random = seeded(n);
  return Array.from({ length: n }, (_, i) => {
    const ok = random() < 0.6 ? 1 : 0;
    const fast = { ok, cost: 0.001, language: 'typescript', testsPassed: random() < telling ? ok : 1 - ok };
    const strong = { ok: random() < 0.9 ? 1 : 0, cost: 0.01 };
    return over({ id: `r${i}`, group: `g${i >> 1}`, fast, strong }, random);
  });
}

async function* linesOf(rows: readonly unknown[]): AsyncGenerator<string> {
  for (const row of rows) yield await Promise.resolve(typeof row === 'string' ? row : JSON.stringify(row));
}

async function run(
  rows: readonly unknown[],
  options: Record<string, string> = {},
): Promise<{ report: CascadeReport; status: number; lines: unknown[] }> {
  const lines: unknown[] = [];
  const status = await cascade(linesOf(rows), options, (value) => {
    lines.push(JSON.parse(JSON.stringify(value)));
    return Promise.resolve();
  });
  return { report: lines.at(-1) as CascadeReport, status, lines };
}

describe('cascade', () => {
  it('has every key, and finds a telling signal', async () => {
    const { report, status } = await run(log(300, 0.95));
    expect(status).toBe(0);
    for (const key of [
      'n fast strong policies deployed auroc aurocBySignal ece brier apgr cpt50 cpt80 aiq strongShareAt95 costAt95',
      'violations intervals latency',
    ]
      .join(' ')
      .split(' ')) {
      expect(report, key).toHaveProperty(key);
    }
    for (const name of [
      'always fast',
      'always strong',
      'random mix',
      'route only',
      'judge only',
      'route + judge',
      'oracle',
    ]) {
      expect(report.policies, name).toHaveProperty([name]);
    }
    expect(report.n).toBe(300);
    expect(report.auroc).toBeGreaterThan(0.9);
    expect(report.aurocBySignal['tests.passed']).toBeGreaterThan(0.9);
    expect(report.deployed).toMatchObject({ aim: 'balanced', certified: true });
    expect(report.deployed.risk).toBeLessThan(0.1);
    expect(report.policies?.['always strong']).toMatchObject({ pgr: 1, ibcLift: 0 });
    expect(report.policies?.['random mix']?.ibcLift).toBeCloseTo(0);
    expect(report.policies?.['route + judge']?.ibcLift).toBeGreaterThan(0.1);
    expect(report.policies?.['judge only']?.quality).toBeGreaterThan(report.policies?.['random mix']?.quality ?? 1);
    expect(report.intervals['auroc']?.[0]).toBeLessThan(report.auroc ?? 0);
    for (const { rate, allowed, splits } of report.violations) {
      expect(splits).toBeGreaterThanOrEqual(200);
      expect(rate).toBeLessThanOrEqual(allowed);
    }
  });

  it('claims nothing where the signals are noise', async () => {
    const { report } = await run(log(300, 0.5));
    expect(report.auroc).toBeLessThan(0.62);
    expect(report.deployed.certified).toBe(false);
    expect(report.deployed.sentence).toMatch(/^Not certified: /);
  });

  it('says that a gap below 0.05 is noise', async () => {
    const same = log(200, 0.9, (row) => ({ ...row, strong: { ...row.strong, ok: row.fast.ok } }));
    const { report } = await run(same);
    expect(report.notes.join(' ')).toContain('noise');
    expect(report.apgr).toBeNull();
  });

  it('refuses policies where the strong outcome is not known, and still certifies', async () => {
    const { report } = await run(log(300, 0.95, (row) => ({ ...row, strong: { ...row.strong, ok: null } })));
    expect(report.policies).toBeNull();
    expect(report.strong).toBeNull();
    expect(report.notes.join(' ')).toContain('refused');
    expect(report.deployed.certified).toBe(true);
  });

  it('marks a signal that only some rows have as missing', async () => {
    const some = log(400, 0.95, (row, random) => {
      const { testsPassed, ...fast } = row.fast;
      return random() < 0.5
        ? { ...row, fast }
        : { ...row, fast: { ...fast, ...(testsPassed !== undefined && { testsPassed }) } };
    });
    const { report } = await run(some);
    expect(report.aurocBySignal['tests.passed']).toBeGreaterThan(0.9);
    expect(report.auroc).toBeGreaterThan(0.65);
    expect(report.auroc).toBeLessThan(0.9);
  });

  it('answers a bad line with one sentence, and reports on the others', async () => {
    const { lines, status } = await run([...log(60, 0.9), '{', { id: 'x', fast: { ok: 7 }, strong: {} }]);
    expect(status).toBe(1);
    expect(lines[0]).toMatchObject({ id: null });
    expect(lines[1]).toEqual({ id: 'x', error: '"fast.ok" must be 0, 1 or null.' });
    expect(lines[2]).toMatchObject({ n: 60 });
  });

  it('is the same each time', async () => {
    const rows = log(120, 0.9);
    expect((await run(rows)).report).toEqual((await run(rows)).report);
  });

  it('ranks the public logs as their tests and resamples allow', async () => {
    const path = sharedData('cascades/codet-humaneval-codegen16b-gpt4.jsonl');
    if (path === null) {
      console.warn('The public cascade logs are not beside this checkout: skipped.');
      return;
    }
    const { report } = await run(readFileSync(path, 'utf8').trim().split('\n'));
    expect(report.aurocBySignal['samples.agreement']).toBeGreaterThanOrEqual(0.72);
    expect(report.aurocBySignal['behaviour.beyondChance']).toBeGreaterThanOrEqual(0.83);
  });

  it('does not lose to one of its own signals where that is nearly all that there is', async () => {
    const path = sharedData('cascades/ldb-humaneval-gpt35-gpt4.jsonl');
    if (path === null) {
      console.warn('The public cascade logs are not beside this checkout: skipped.');
      return;
    }
    const { report } = await run(readFileSync(path, 'utf8').trim().split('\n'));
    expect(report.auroc).toBeGreaterThanOrEqual(report.aurocBySignal['tests.passed'] ?? 1);
    expect(report.strongShareAt95).toBeLessThanOrEqual(0.12);
  });
});
