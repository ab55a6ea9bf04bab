import { describe, expect, it } from 'vitest';
import { similarPaths } from '../../../../src/core/context/findSimilar';
import { FailureWords, likenesses } from '../../../../src/core/context/likeness';
import { partsOf } from '../../../../src/core/context/nameParts';

function words(text: string): FailureWords {
  const failure = new FailureWords();
  failure.add(text, 1);
  return failure;
}

describe('partsOf', () => {
  it.each([
    ['parseISODate', ['parse', 'iso', 'date']],
    ['parse_iso_dates', ['parse', 'iso', 'date']],
    ['HTMLParser2', ['html', 'parser']],
    ['classes', ['classe']],
    ['pass', ['pass']],
    ['id', []],
    ['größe', ['größe']],
  ])('%s', (name, parts) => {
    expect(partsOf(name)).toEqual(parts);
  });
});

describe('likenesses', () => {
  it('counts the rare shared words most, and what most speak of not at all', () => {
    const documents = [
      { title: 'load', text: 'load row value' },
      { title: 'alignIndent', text: 'load row value' },
      { title: 'save', text: 'load row value' },
    ];
    const [load = 0, align = 0, save = 0] = likenesses(words('test_format_aligned_indent row'), documents);
    expect(align).toBeGreaterThan(0);
    expect(load).toBe(0);
    expect(save).toBe(0);
  });

  it('has no answer without documents', () => {
    expect(likenesses(words('x'), [])).toEqual([]);
  });
});

describe('similarPaths', () => {
  it('ranks sources of the same language by their paths, and never a test', () => {
    const files = ['tests/test_indent.py', 'app/indent.py', 'app/other.py', 'app/more.py', 'app/indent.js'];
    expect(similarPaths(words('test_indent'), files, 'tests/test_indent.py', 5)).toEqual(['app/indent.py']);
  });
});
