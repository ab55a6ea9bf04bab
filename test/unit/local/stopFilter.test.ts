import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { StopFilter } from '../../../src/local/stopFilter';
import type { Piece } from '../../../src/local/protocol';

function filtered(
  pieces: readonly string[],
  stops: readonly string[],
): { text: string; tokens: string[]; stopped: boolean } {
  const filter = new StopFilter(stops);
  const shown: Piece[] = [];
  for (const text of pieces) {
    const piece = filter.push({ text, tokens: [{ token: text, logprob: -1 }] });
    if (piece) shown.push(piece);
    if (filter.stopped) break;
  }
  const rest = filter.stopped ? null : filter.flush();
  if (rest) shown.push(rest);
  return {
    text: shown.map((piece) => piece.text).join(''),
    tokens: shown.flatMap((piece) => piece.tokens.map((token) => token.token)),
    stopped: filter.stopped,
  };
}

describe('StopFilter', () => {
  it('cuts at a stop string that comes in pieces', () => {
    expect(filtered(['a ', '+ b', '\n', '\nde', 'f x'], ['\n\ndef'])).toEqual({
      text: 'a + b',
      tokens: ['a ', '+ b'],
      stopped: true,
    });
  });

  it('gives back what only looked like the beginning of a stop string', () => {
    expect(filtered(['x', '\n', 'y'], ['\n\n'])).toEqual({ text: 'x\ny', tokens: ['x', '\n', 'y'], stopped: false });
  });

  it('shows at once what cannot belong to a stop string', () => {
    expect(new StopFilter(['END']).push({ text: 'abcE', tokens: [] })).toEqual({ text: 'abc', tokens: [] });
  });

  it('keeps the token of a piece that is cut in the middle', () => {
    expect(filtered(['ab;cd'], [';'])).toEqual({ text: 'ab', tokens: ['ab;cd'], stopped: true });
  });

  it('ends at the earliest of several', () => {
    expect(filtered(['one two three'], ['three', 'two', '']).text).toBe('one ');
  });

  it('equals the cut of the whole text, however it is chopped', () => {
    const letters = fc.constantFrom('a', 'b', '\n');
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: letters, minLength: 1, maxLength: 4 })),
        fc.array(fc.string({ unit: letters, minLength: 1, maxLength: 3 }), { maxLength: 3 }),
        (pieces, stops) => {
          const whole = pieces.join('');
          const cuts = stops.map((stop) => whole.indexOf(stop)).filter((at) => at >= 0);
          // A shorter stop string may be complete before a longer one that begins earlier: the stream ends there.
          const result = filtered(pieces, stops);
          expect(result.stopped).toBe(cuts.length > 0);
          expect(whole.startsWith(result.text)).toBe(true);
          if (cuts.length === 0) expect(result.text).toBe(whole);
          else for (const stop of stops) expect(result.text.includes(stop)).toBe(false);
        },
      ),
    );
  });
});
