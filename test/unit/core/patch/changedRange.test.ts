import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changedLines, changedRange } from '../../../../src/core/patch/changedRange';

describe('changedRange', () => {
  it.each([
    ['a\nb\nc\n', 'a\nx\nc\n', 2, 4, 4],
    ['a\nb', 'a\nbb', 2, 3, 4],
    ['a\nb\nc\n', 'a\nc\n', 2, 4, 2],
    ['a\n', 'b\na\n', 0, 0, 2],
    ['same\n', 'same\n', 5, 5, 5],
  ])('%j → %j', (before, after, start, endBefore, endAfter) => {
    expect(changedRange(before, after)).toEqual({ start, endBefore, endAfter });
  });

  it('counts lines', () => {
    expect(changedLines('a\nb\nc\n', 'a\nx\ny\nc\n')).toEqual({ removed: 1, added: 2 });
    expect(changedLines('a\n', 'a\nb')).toEqual({ removed: 0, added: 1 });
    expect(changedLines('a\nb\n', 'a\n')).toEqual({ removed: 1, added: 0 });
  });

  it('turns one text into the other, in whole lines', () => {
    const text = fc.array(fc.constantFrom('a', 'b', '\n', 'ab\n', '\u{1f600}')).map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, text, (before, after) => {
        const { start, endBefore, endAfter } = changedRange(before, after);
        expect(before.slice(0, start) + after.slice(start, endAfter) + before.slice(endBefore)).toBe(after);
        if (before !== after) for (const at of [start]) expect(at === 0 || before[at - 1] === '\n').toBe(true);
      }),
      { numRuns: 3_000 },
    );
  });
});
