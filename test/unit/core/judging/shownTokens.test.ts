import { describe, expect, it } from 'vitest';
import { shownTokens } from '../../../../src/core/judging/signals/shownTokens';

const tokens = (...texts: readonly string[]): { token: string; logprob: number }[] =>
  texts.map((token, i) => ({ token, logprob: -i }));
const kept = (all: readonly string[], text: string): string[] =>
  shownTokens(tokens(...all), text).map(({ token }) => token);

describe('shownTokens', () => {
  it.each([
    ['what came after the text is left out', ['return', ' a', ';', '\n', '}'], 'return a;', ['return', ' a', ';']],
    ['what came before it too', ['```', '\n', 'x', ' = 1'], 'x = 1', ['x', ' = 1']],
    ['a token that is cut through counts', ['f(', 'a))', ';'], 'f(a)', ['f(', 'a))']],
    ['leading blanks of a token belong to it', ['\n    ', 'x'], 'x', ['x']],
    ['all of them where the text was changed', ['  x', '\n  y'], 'x\n\ty', ['  x', '\n  y']],
    ['all of them where nothing is shown', ['}', '\n'], '', ['}', '\n']],
    ['none of none', [], 'x', []],
  ])('%s', (_name, all, text, expected) => {
    expect(kept(all, text)).toEqual(expected);
  });
});
