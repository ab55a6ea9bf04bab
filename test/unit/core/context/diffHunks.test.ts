// Hunks as git prints them, and whatever else may stand in a diff.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { diffHunks } from '../../../../src/core/context/diffHunks';
import '../../../support/seed';

const printed = [
  'diff --git a/app/money.py b/app/money.py',
  'index 1111111..2222222 100644',
  '--- a/app/money.py',
  '+++ b/app/money.py',
  '@@ -3,4 +3,5 @@ def to_cents(text):',
  '     whole, _, part = text.partition(".")',
  '-    return int(whole)',
  '+    cents = int(whole) * 100',
  '+    return cents',
  ' ',
  ' # end',
  '@@ -20,2 +21 @@',
  '--- a line that begins with two dashes',
  ' kept',
  '\\ No newline at end of file',
].join('\n');

it('gives each hunk with the lines that it has now', () => {
  expect(diffHunks(printed)).toEqual([
    { startLine: 3, endLine: 7, lines: printed.split('\n').slice(5, 11) },
    { startLine: 21, endLine: 21, lines: ['--- a line that begins with two dashes', ' kept'] },
  ]);
});

it('knows a deletion of everything, Windows line ends, and an empty text', () => {
  expect(diffHunks('@@ -1,2 +0,0 @@\r\n-a\r\n-b\r\n')).toEqual([{ startLine: 1, endLine: 1, lines: ['-a', '-b'] }]);
  expect(diffHunks('')).toEqual([]);
  expect(diffHunks('Binary files a/x and b/x differ')).toEqual([]);
});

it('never throws, and no hunk ends before it begins', () => {
  const piece = fc.constantFrom('@@ -1,2 +3,4 @@', '@@ -1 +1 @@ x', '+a', '-b', ' c', '', '@@', 'diff --git', '\\ No');
  fc.assert(
    fc.property(fc.array(piece), (lines) => {
      for (const { startLine, endLine } of diffHunks(lines.join('\n'))) {
        expect(startLine).toBeGreaterThan(0);
        expect(endLine).toBeGreaterThanOrEqual(startLine);
      }
    }),
  );
});
