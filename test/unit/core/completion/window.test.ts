import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { completionWindow } from '../../../../src/core/completion/window';

describe('completionWindow', () => {
  it('gives 35 % to the prefix, 15 % to the suffix and the rest to context, in whole lines', () => {
    const line = `${'x'.repeat(29)}\n`;
    const { prefix, suffix, contextTokens } = completionWindow(line.repeat(100), line.repeat(100), 1000);
    expect(prefix.length).toBe(1050);
    expect(suffix.length).toBe(450);
    expect(contextTokens).toBe(500);
  });

  it('leaves to context what the windows do not need', () => {
    expect(completionWindow('a\n', '', 1000)).toEqual({ prefix: 'a\n', suffix: '', contextTokens: 999 });
  });

  it('cuts at a line start before the cursor and at a line end after it', () => {
    const { prefix, suffix } = completionWindow('first line\nsecond line\nthird', ' rest\nnext line\nlast line', 22);
    expect(prefix).toBe('second line\nthird');
    expect(suffix).toBe(' rest\n');
  });

  it('never splits a surrogate pair, and is always a part of the text next to the cursor', () => {
    const text = fc
      .array(fc.constantFrom('😀', 'a', '\n', '中', '👩‍👧'), { maxLength: 80 })
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, text, fc.integer({ min: 0, max: 60 }), (before, after, budget) => {
        const { prefix, suffix } = completionWindow(before, after, budget);
        expect(before.endsWith(prefix)).toBe(true);
        expect(after.startsWith(suffix)).toBe(true);
        expect(prefix + suffix).not.toMatch(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/);
        expect(prefix.length + suffix.length).toBeLessThanOrEqual(Math.max(0, budget * 1.5));
      }),
    );
  });
});
