// Real traces of many languages and engines, against what people annotated. Skipped where the data is absent.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseStackTrace } from '../../../../src/core/stackTrace/parseStackTrace';
import { sharedData } from '../../../support/sharedData';

interface ExpectedFrame {
  readonly file: string | null;
  readonly line: number | null;
  readonly column?: number | null;
  readonly function?: string | null;
  readonly library?: boolean | null;
}

interface Row {
  readonly id: string;
  readonly text: string;
  readonly expected: {
    readonly errors: readonly { readonly type: string | null }[];
    readonly frames: readonly ExpectedFrame[];
  };
}

const paths = ['stack-traces/traces.jsonl', 'stack-traces/javascript-engines.jsonl'].map(sharedData);

function rows(): Row[] {
  return paths.flatMap((path) =>
    path === null
      ? []
      : readFileSync(path, 'utf8')
          .split('\n')
          .filter((line) => line.trim() !== '')
          .map((line): Row => JSON.parse(line)),
  );
}

/** Some engines' rows expect a trace that another property of the error held: the text does not show the place. */
function isInText(text: string, frame: ExpectedFrame): boolean {
  const column = typeof frame.column === 'number' ? `:${frame.column}` : '';
  return text.includes(`${frame.line ?? ''}${column}`) || text.includes(`${frame.line ?? ''}\u001b`);
}

describe.skipIf(paths.includes(null))('annotated traces (skipped where the shared data is absent)', () => {
  it('have their frames, owners and error types', () => {
    const frames = { right: 0, all: 0 };
    const owners = { right: 0, all: 0 };
    const types = { right: 0, all: 0 };
    const misses: string[] = [];
    for (const row of rows()) {
      const trace = parseStackTrace(row.text);
      let from = 0;
      for (const expected of row.expected.frames) {
        if (expected.file === null || expected.file === '' || !isInText(row.text, expected)) continue;
        frames.all += 1;
        const at = trace.frames.findIndex(
          (frame, index) =>
            index >= from &&
            frame.file === expected.file &&
            frame.line === expected.line &&
            (expected.function === undefined || (frame.function ?? null) === expected.function),
        );
        if (at < 0) {
          misses.push(`${row.id} ${expected.file}:${expected.line ?? ''} ${expected.function ?? ''}`);
          continue;
        }
        from = at + 1;
        frames.right += 1;
        if (typeof expected.library !== 'boolean') continue;
        owners.all += 1;
        if (trace.frames[at]?.library === expected.library) owners.right += 1;
      }
      row.expected.errors.forEach((error, at) => {
        types.all += 1;
        if (trace.errors[at]?.type === error.type) types.right += 1;
        else misses.push(`${row.id} error ${at} ${error.type ?? ''}`);
      });
    }
    expect(frames.all).toBeGreaterThan(700);
    expect(frames.right / frames.all, misses.join('\n')).toBeGreaterThanOrEqual(0.99);
    expect(owners.right / owners.all).toBeGreaterThanOrEqual(0.98);
    expect(types.right, misses.join('\n')).toBe(types.all);
  });
});
