// Context for completions: which part of a file is like the cursor's surroundings, how rankings are fused, what fits.
import { describe, expect, it } from 'vitest';
import { RecentEdits } from '../../../../src/core/completion/recentEdits';
import { fusePieces, piecesWithin } from '../../../../src/core/context/fusePieces';
import { similarWindow } from '../../../../src/core/context/similarWindow';
import type { ContextPiece } from '../../../../src/core/task';

const piece = (path: string, startLine: number, endLine: number, reason = 'similar', text = 'x'): ContextPiece => ({
  ...{ path, startLine, endLine, reason, text, score: 1 },
});

describe('the most similar window', () => {
  const lines = [
    ...Array(40).fill('unrelated(words)'),
    'total(amounts)',
    'shipping(order)',
    ...Array(40).fill('other()'),
  ];

  it('is where most of the wanted names stand', () => {
    const found = similarWindow(lines as string[], new Set(['total', 'amounts', 'shipping']), 10);
    expect(found?.startLine).toBeLessThanOrEqual(41);
    expect(found?.endLine).toBeGreaterThanOrEqual(42);
    expect(found?.similarity).toBeGreaterThan(0.4);
  });

  it('is nothing where no name is shared, or none is wanted', () => {
    expect(similarWindow(lines as string[], new Set(['elsewhere']), 10)).toBeNull();
    expect(similarWindow(lines as string[], new Set(), 10)).toBeNull();
  });

  it('of a file shorter than a window is the whole file', () => {
    expect(similarWindow(['total(a)', 'b()'], new Set(['total']), 10)).toMatchObject({ startLine: 1, endLine: 2 });
  });
});

describe('fused rankings', () => {
  it('put first what several sources name, as one piece', () => {
    const fused = fusePieces([
      [piece('a.ts', 1, 9, 'definition'), piece('b.ts', 1, 9)],
      [piece('b.ts', 5, 20), piece('c.ts', 1, 2)],
    ]);
    expect(fused.map(({ path, startLine, endLine }) => [path, startLine, endLine])).toEqual([
      ['b.ts', 5, 20],
      ['a.ts', 1, 9],
      ['c.ts', 1, 2],
    ]);
  });

  it('are cut to the budget by worth, and ordered by how long they last', () => {
    const fused = fusePieces([
      [piece('edit.ts', 1, 2, 'recent-edit'), piece('late.ts', 1, 2, 'recent-edit', 'long '.repeat(300))],
      [piece('def.ts', 1, 2, 'definition')],
    ]);
    expect(piecesWithin(fused, 60).map(({ path }) => path)).toEqual(['def.ts', 'edit.ts']);
    expect(piecesWithin(fused, 2_000).map(({ path }) => path)).toEqual(['def.ts', 'edit.ts', 'late.ts']);
    expect(piecesWithin(fused, 0)).toEqual([]);
  });
});

describe('recent edits', () => {
  it('are places, newest first, that move with later edits above them', () => {
    const edits = new RecentEdits();
    edits.add('a.ts', 50, 0);
    edits.add('a.ts', 52, 0);
    edits.add('b.ts', 7, 0);
    edits.add('a.ts', 10, 3);
    expect(edits.newestFirst).toEqual([
      { path: 'a.ts', line: 10 },
      { path: 'b.ts', line: 7 },
      { path: 'a.ts', line: 55 },
    ]);
  });
});
