import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hasControls, stripAnsi } from '../../../../src/core/stackTrace/stripAnsi';

const escape = '\u001b';

describe('stripAnsi', () => {
  it.each([
    [`${escape}[31mred${escape}[0m`, 'red'],
    [`${escape}[38;2;1;2;3mx${escape}[m`, 'x'],
    [`${escape}]0;title\u0007text`, 'text'],
    [`${escape}]8;;http://x${escape}\\link${escape}]8;;${escape}\\`, 'link'],
    [`a${escape}[2K${escape}[1Gb`, 'ab'],
    [`${escape}(Bx`, 'x'],
    [`${escape}=x${escape}>y`, 'xy'],
    [`${escape}Pq#0;2${escape}\\x`, 'x'],
    [`${escape}]52;c;aGk=\u0007x`, 'x'],
    ['\u009b31mred', 'red'],
    [`never closed ${escape}]0;title\nnext line`, 'never closed \nnext line'],
    [`cut ${escape}[31`, 'cut '],
    [`cut ${escape}`, 'cut '],
    [`${escape}${escape}[31mx`, 'x'],
    ['tabs\tand\r\nbreaks stay', 'tabs\tand\r\nbreaks stay'],
    ['bell\u0007 back\b', 'bell back'],
    ['Ünïcode 日本 😀', 'Ünïcode 日本 😀'],
  ])('%j is %j', (text, expected) => {
    expect(stripAnsi(text)).toBe(expected);
  });

  it('an escape that lacks its final character eats no line break', () => {
    expect(stripAnsi('a\u001b( \nb')).toBe('a\nb');
    expect(stripAnsi('a\u001b(Bb')).toBe('ab');
  });

  it('leaves no control character in any text, and keeps the lines', () => {
    const piece = fc.oneof(
      fc.string(),
      fc.constantFrom(escape, '[', ']', '31m', '\u0007', '\u009b', '\n', '\u009d', 'P', '\\'),
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const text = pieces.join('');
        const stripped = stripAnsi(text);
        expect(hasControls(stripped)).toBe(false);
        expect(stripped.split('\n').length).toBe(text.split('\n').length);
        expect(stripAnsi(stripped)).toBe(stripped);
      }),
      { numRuns: 2000 },
    );
  });

  it('takes less than 10 ms of processor time for a megabyte, and no longer for hostile ones', () => {
    for (const unit of [
      `${escape}[31mred${escape}[0m text and more of it `,
      `${escape}]`,
      `${escape}[`,
      escape,
      'plain text ',
    ]) {
      const text = unit.repeat(Math.ceil(1_048_576 / unit.length));
      stripAnsi(text);
      let best = Number.POSITIVE_INFINITY;
      for (let run = 0; run < 5; run += 1) {
        const start = process.cpuUsage();
        stripAnsi(text);
        best = Math.min(best, process.cpuUsage(start).user / 1000);
      }
      // The floor leaves room for a slow machine: what is not linear takes seconds.
      expect(best, JSON.stringify(unit)).toBeLessThan(80);
    }
  });
});
