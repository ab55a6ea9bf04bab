// Real traces of many languages and engines, against what people annotated. Skipped where the data is absent.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { addRow, newScore, sharesOf } from '../../../../eval/stackTraceScore';
import { sharedData } from '../../../support/sharedData';

const paths = ['stack-traces/traces.jsonl', 'stack-traces/javascript-engines.jsonl'].map(sharedData);

describe.skipIf(paths.includes(null))('annotated traces (skipped where the shared data is absent)', () => {
  it('have their frames, owners and error types', () => {
    const score = newScore();
    for (const path of paths) {
      for (const line of readFileSync(path ?? '', 'utf8').split('\n'))
        if (line.trim() !== '') addRow(score, JSON.parse(line));
    }
    const { frames, columns, library, types } = sharesOf(score);
    const misses = score.misses.join('\n');
    expect(score.frames.all).toBeGreaterThan(680);
    expect(frames, misses).toBeGreaterThanOrEqual(0.99);
    expect(columns, misses).toBeGreaterThanOrEqual(0.99);
    expect(library, misses).toBeGreaterThanOrEqual(0.98);
    expect(types, misses).toBe(1);
  });
});
