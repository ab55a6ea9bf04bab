// Puts what vitest reported beside the bars: one row an id, and whether it holds. Runs nothing, prints nothing.
import { bars, type Bar } from './bars';
import { idsOf } from './claims';

export interface TestResult {
  readonly ancestorTitles: readonly string[];
  readonly title: string;
  readonly status: string;
  readonly meta?: { readonly many?: number; readonly figure?: string; readonly missed?: string };
}

export interface Row {
  readonly id: string;
  readonly must: string;
  readonly many: number;
  readonly bar: string;
  readonly result: string;
  readonly holds: boolean;
}

/** `part` says which numbers the bar asks for; in the long part, ids without a long bar are left out. */
export function rowsOf(results: readonly TestResult[], part: 'quick' | 'long'): Row[] {
  return bars.filter((bar) => bar[part] !== undefined).map((bar) => rowOf(bar, results, bar[part] ?? 0));
}

function rowOf({ id, must, bar, misses }: Bar, results: readonly TestResult[], least: number): Row {
  const own = results.filter((test) => [...test.ancestorTitles, test.title].some((title) => idsOf(title).includes(id)));
  const passed = own.filter(({ status }) => status === 'passed');
  const failed = own.filter(({ status }) => status === 'failed');
  const skipped = own.length - passed.length - failed.length;
  const many = passed.reduce((sum, { meta }) => sum + (meta?.many ?? 1), 0);
  const problems = [
    ...(misses === undefined ? [] : [misses]),
    ...failed.map(({ title }) => `failed: ${title}`),
    ...passed.flatMap(({ title, meta }) => (meta?.missed === undefined ? [] : [`${title}: ${meta.missed}`])),
    ...(own.length === 0 ? ['no test'] : []),
    ...(own.length > 0 && failed.length === 0 && many < least
      ? [`only ${many} of ${least} cases${skipped > 0 ? `, ${skipped} tests skipped` : ''}`]
      : []),
  ];
  // A miss is worth its figure, too.
  const figures = own.flatMap(({ meta }) => (meta?.figure === undefined ? [] : [meta.figure]));
  const holds = problems.length === 0;
  const result = [holds ? 'holds' : `MISSES: ${problems.join('; ')}`, ...new Set(figures)].join('; ');
  return { id, must, many, bar, result, holds };
}
