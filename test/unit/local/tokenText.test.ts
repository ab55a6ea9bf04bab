import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TokenText } from '../../../src/local/tokenText';

/** A vocabulary whose tokens are bytes. */
const bytes = (tokens: readonly number[]): string => Buffer.from(tokens).toString('utf8');

function streamed(text: string): string[] {
  const reader = new TokenText(bytes, []);
  return [...Buffer.from(text)].flatMap((byte) => {
    const piece = reader.push(byte, -0.5);
    return piece ? [piece.text] : [];
  });
}

describe('TokenText', () => {
  it('waits until a character is whole', () => {
    expect(streamed('é😀x')).toEqual(['é', '😀', 'x']);
  });

  it('gives any text back whole and never half a character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const pieces = streamed(text);
        expect(pieces.join('')).toBe(text);
        for (const piece of pieces)
          expect(!/\p{Surrogate}/u.test(piece) && (text.includes('\ufffd') || !piece.includes('\ufffd'))).toBe(true);
      }),
    );
  });

  it('lets go of bytes that never become a character', () => {
    const reader = new TokenText(bytes, []);
    const pieces = Array.from({ length: 8 }, () => reader.push(0x80, null)).filter((piece) => piece !== null);
    expect(pieces).toHaveLength(1);
  });

  it('counts every token of a character, and their texts joined are the text', () => {
    const reader = new TokenText(bytes, []);
    const pieces = [...Buffer.from('ü')].map((byte, index) => reader.push(byte, -index - 1));
    expect(pieces[1]).toEqual({
      text: 'ü',
      tokens: [
        { token: '', logprob: -1 },
        { token: 'ü', logprob: -2 },
      ],
    });
  });

  it('tells the vocabulary what came before, the prompt first', () => {
    const seen: (readonly number[])[] = [];
    const reader = new TokenText((tokens, last) => (seen.push(last), bytes(tokens)), [1, 2]);
    reader.push(65, null);
    reader.push(66, null);
    expect(seen).toEqual([
      [1, 2],
      [1, 2, 65],
    ]);
  });
});
