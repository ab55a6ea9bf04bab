import { describe, expect, it } from 'vitest';
import { blanksToHeal, healingToken } from '../../../src/local/healing';

describe('blanksToHeal', () => {
  it.each([
    ['a line break and indentation', 'if x:\n    ', '\n    '],
    ['an empty line too', 'f();\n\n', '\n\n'],
    ['a space in the line', 'return ', ' '],
    ['nothing behind a word', 'return', ''],
    ['nothing where there is nothing else', '\n\n', ''],
    ['nothing in an empty text', '', ''],
    ['nothing of a gap that is no indentation', `x${' '.repeat(200)}`, ''],
  ])('%s', (_name, text, blanks) => {
    expect(blanksToHeal(text)).toBe(blanks);
  });
});

describe('healingToken', () => {
  const texts = ['}', '\n    ', '\n', '    return', '\n\n', ' '];
  const textOf = (token: number): string => texts[token] ?? '';
  const map = (...entries: readonly (readonly [number, number])[]): Map<number, number> => new Map(entries);

  it('takes the likeliest token that goes on with the blanks, and no other', () => {
    const healed = healingToken('\n', map([0, 0.5], [1, 0.25], [2, 0.25]), textOf);
    expect(healed).toEqual({ token: 1, logprob: 0 - Math.log(2), left: '' });
  });

  it('may take a beginning of them', () => {
    expect(healingToken('\n    ', map([2, 0.5], [0, 0.5]), textOf)).toEqual({ token: 2, logprob: 0, left: '    ' });
    expect(healingToken('    ', map([3, 1]), textOf)?.left).toBe('');
  });

  it('says where none fits', () => {
    expect(healingToken('\t', map([0, 0.7], [1, 0.3]), textOf)).toBeNull();
  });
});
