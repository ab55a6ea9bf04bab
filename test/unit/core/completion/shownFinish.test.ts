// How the shown part of an answer ended.
import { expect, it } from 'vitest';
import { shownFinish } from '../../../../src/core/completion/shownFinish';

it('an answer that broke off lines after its shown part is whole', () => {
  expect(shownFinish('if (a) {\n  b();\n}\nif (c) {\n  d(', 'if (a) {\n  b();\n}', 'length')).toBe('stop');
});

it('one that broke off in the shown part, or right behind it, is not', () => {
  expect(shownFinish('a(b, c', 'a(b, c', 'length')).toBe('length');
  expect(shownFinish('a();\nb(', 'a();', 'length')).toBe('length');
});

it('any other end stays what it is', () => {
  expect(shownFinish('a\nb\nc', 'a', 'cut')).toBe('cut');
  expect(shownFinish('a', 'a', null)).toBeNull();
});
