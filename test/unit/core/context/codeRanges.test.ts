import { describe, expect, it } from 'vitest';
import { codeRanges } from '../../../../src/core/context/codeRanges';

function ranges(path: string, lines: readonly string[], longest: number): string[] {
  const file = { path, lines, definitions: [], imports: [], scopes: null };
  const found = codeRanges(file, { startLine: 1, endLine: lines.length }, longest);
  return found.map(({ startLine, endLine }) => `${startLine}-${endLine}`);
}

const documented = [
  'def f(',
  '    a,',
  '):',
  '    r"""What f does.',
  ...Array(10).fill('    more'),
  '    """',
  '    x = 1',
  '    return x',
];

describe('codeRanges', () => {
  it.each([
    ['leaves a long docstring out', 'a.py', documented, 60, ['1-4', '16-17']],
    ['and shortens what stands behind it', 'a.py', documented, 0, ['1-4', '16-16']],
    ['keeps a short one', 'a.py', ['def f():', '    """What."""', '    return 1'], 60, ['1-3']],
    ['shows the head alone where there is nothing else', 'a.py', documented.slice(0, 15), 60, ['1-4']],
    ['knows no docstring that never ends', 'a.py', documented.slice(0, 12), 60, ['1-12']],
    ['leaves other languages whole', 'a.js', documented, 60, ['1-17']],
  ])('%s', (_name, path, lines, longest, expected) => {
    expect(ranges(path, lines, longest)).toEqual(expected);
  });
});
