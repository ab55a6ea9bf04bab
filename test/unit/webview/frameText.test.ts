// Frames in an answer's text: `█` marks both ends of what becomes a button, the index behind it.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findFrames } from '../../../src/webview/frameText';

const frames = [
  { path: 'shop/orders.py', line: 42, label: '' },
  { path: 'shop/pricing/discounts.py', line: 17, label: '' },
  { path: 'lib/orders.py', line: 7, label: '' },
];

test.each([
  ['see █shop/orders.py:42█0█.'],
  ['see (█orders.py:42█0█) and █pricing/discounts.py:17█1█:'],
  ['`█discounts.py:17█1█`'],
  ['█./shop/orders.py:42█0█'],
  ['█orders.py:7█2█ not orders.py:8'],
  ['█shop/orders.py:42█0█:13'],
  ['rders.py:42'],
  ['other/orders.py:42'],
  ['orders.py: 42'],
  ['/etc/passwd:1 and C:42'],
  ['12:42'],
  [':42'],
  [''],
])('%s', (marked) => {
  const text = marked.replace(/█(\d+)█/g, '█').replaceAll('█', '');
  let shown = '';
  let from = 0;
  for (const { start, end, index } of findFrames(text, frames)) {
    shown += `${text.slice(from, start)}█${text.slice(start, end)}█${index}█`;
    from = end;
  }
  expect(shown + text.slice(from)).toBe(marked);
});

test('matches stay apart, in order, inside the text', () => {
  const piece = fc.constantFrom(
    'shop/',
    'orders.py',
    ':42',
    ':7',
    ' ',
    'lib/orders.py:7',
    ':',
    '17',
    'discounts.py:17',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      const text = pieces.join('');
      let from = 0;
      for (const { start, end } of findFrames(text, frames)) {
        expect(start).toBeGreaterThanOrEqual(from);
        expect(end).toBeGreaterThan(start);
        from = end;
      }
      expect(from).toBeLessThanOrEqual(text.length);
    }),
  );
});

test('a long line of colons costs no more than its length', () => {
  const start = performance.now();
  findFrames(`${'a'.repeat(100_000)}${':1'.repeat(100_000)}`, frames);
  expect(performance.now() - start).toBeLessThan(2000);
});
