// The bound holds, and the end is never lost.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { LastText } from '../../../src/core/lastText';
import '../../support/seed';

it('keeps the end of what was pushed, within twice its bound', () => {
  fc.assert(
    fc.property(
      fc.array(fc.string({ maxLength: 40 }), { maxLength: 60 }),
      fc.integer({ min: 1, max: 50 }),
      (pieces, most) => {
        const last = new LastText(most);
        for (const piece of pieces) last.push(piece);
        const all = pieces.join('');
        expect(last.text().length).toBeLessThanOrEqual(2 * most);
        expect(all.endsWith(last.text())).toBe(true);
        expect(last.text().length).toBeGreaterThanOrEqual(Math.min(all.length, most));
      },
    ),
  );
});
