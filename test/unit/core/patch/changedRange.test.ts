import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changedLines, changedRange, rangeAfter } from '../../../../src/core/patch/changedRange';

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

describe('rangeAfter: lines that were selected, in a text that has changed since', () => {
  it.each([
    ['nothing changed', 'a\n█b█\nc\n', 'a\n█b█\nc\n'],
    ['a line came above', '█b█\nc\n', 'new\n█b█\nc\n'],
    ['a line came below', 'a\n█b█\nc\n', 'a\n█b█\nnew\nc\n'],
    ['lines came above and below', 'a\n█b█\nc\n', 'new\na\n█b█\nc\nnew\n'],
    ['a line above went', 'a\nx\n█b█\n', 'a\n█b█\n'],
    ['they stand twice', '█b█\nc\nb\n', 'new\n█b█\nc\nb\n'],
    ['their letters stand in another line', 'ab\n█b█\nc\n', 'ab\n█x█\nc\n'],
    ['they were replaced', 'a\n█b\nc█\nd\n', 'a\n█x█\nd\n'],
    ['they were replaced, and their twin stays', 'a\n█b█\nc\nb\n', 'a\n█x█\nc\nb\n'],
    ['a line in them was', 'a\n█b\nc█\nd\n', 'a\n█b\nx\ny█\nd\n'],
    ['lines with CRLF were replaced', 'a\r\n█b█\r\nc\r\n', 'a\r\n█x\r\ny█\r\nc\r\n'],
    ['the last line was replaced', 'a\n█b█', 'a\n█xy█'],
  ])('%s', (_name, before, after) => {
    const [was, is] = [marked(before), marked(after)];
    expect(rangeAfter(was.text, is.text, was.range)).toEqual(is.range);
  });

  it.each([
    ['they were taken out', 'a\n█b█\nc\n', 'a\nc\n'],
    ['all around them changed as well', 'a\n█b█\nc\n', 'x\ny\nz\n'],
    ['their twins changed places', '█b█\na\nb\n', 'new\nb\nb\na\n'],
  ])('not said where %s', (_name, before, after) => {
    const { text, range } = marked(before);
    expect(rangeAfter(text, after, range)).toBeNull();
  });
});

function marked(text: string): { text: string; range: { start: number; end: number } } {
  const [before = '', inside = '', after = ''] = text.split('█');
  return { text: before + inside + after, range: { start: before.length, end: before.length + inside.length } };
}
