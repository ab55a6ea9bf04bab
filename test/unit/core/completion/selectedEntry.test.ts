import { describe, expect, it } from 'vitest';
import { withSelectedEntry } from '../../../../src/core/completion/selectedEntry';

describe('the suggest widget’s selected entry', () => {
  it('is put behind what is typed', () => {
    expect(withSelectedEntry('console.l', { text: 'log', replaced: 1 })).toEqual({
      prefix: 'console.log',
      inserted: 'og',
    });
    expect(withSelectedEntry('console.', { text: 'log', replaced: 0 })).toEqual({
      prefix: 'console.log',
      inserted: 'log',
    });
    expect(withSelectedEntry('log', { text: 'log', replaced: 3 })).toEqual({ prefix: 'log', inserted: '' });
  });

  it('that does not begin with what is typed leaves room for nothing', () => {
    expect(withSelectedEntry('console.L', { text: 'log', replaced: 1 })).toBeNull();
    expect(withSelectedEntry('', { text: 'log', replaced: 3 })).toBeNull();
  });
});
