// The parser's verdict beside the stream: begun while text comes, one parse at a time, the newest text first.
import { describe, expect, it } from 'vitest';
import type { SyntaxFit } from '../../../../src/core/syntaxPort';
import { ParseAhead } from '../../../../src/core/tasks/parseAhead';

const fit: SyntaxFit = { errorsBefore: 0, errorsAfter: 0, missingBefore: 0, missingAfter: 0 };
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

function parser() {
  const asked: string[] = [];
  const open: (() => void)[] = [];
  const parses = new ParseAhead((text) => {
    asked.push(text);
    return new Promise((resolve) => open.push(() => resolve(fit)));
  });
  return { asked, parses, done: () => open.shift()?.() };
}

describe('parsing ahead', () => {
  it('has the verdict on the last text begun before its last byte comes', () => {
    const { asked, parses } = parser();
    parses.push('foo();');
    parses.push('\n');
    expect(asked).toEqual(['foo();']);
    void parses.verdict('foo();');
    expect(asked).toEqual(['foo();']);
  });

  it('looks at what came meanwhile in one go', async () => {
    const { asked, parses, done } = parser();
    for (const piece of ['a', ' =', ' b', ';']) parses.push(piece);
    expect(asked).toEqual(['a']);
    done();
    await turn();
    expect(asked).toEqual(['a', 'a = b;']);
  });

  it('parses a text that the filters changed when it is asked about', () => {
    const { asked, parses } = parser();
    parses.push('a)');
    void parses.verdict('a');
    expect(asked).toEqual(['a)', 'a']);
  });

  it('begins anew with another attempt', async () => {
    const { asked, parses, done } = parser();
    parses.push('weak');
    done();
    await turn();
    parses.restart();
    parses.push('strong');
    expect(asked).toEqual(['weak', 'strong']);
  });
});
