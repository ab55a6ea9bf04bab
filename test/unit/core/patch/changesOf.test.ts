import { expect, it } from 'vitest';
import { changesOf } from '../../../../src/core/patch/changesOf';
import { printEdits } from '../../../../src/core/patch/printEdits';

const edit = (replace: string, path = 'a.ts'): string =>
  printEdits([{ path, search: 'function f() {\n  return 1;\n}\n', replace }]);

it('keeps what goes and what comes, and leaves out where it stands and what is said about it', () => {
  const answer = `I return two.\n\n${edit('function f() {\n  return 2;\n}\n')}`;
  expect(changesOf(answer)).toBe('a.ts\n- return 1;\n+ return 2;');
  expect(changesOf(`Two it is.\n\n${edit('function f() {\n    return 2;\n}\n')}`)).toBe(changesOf(answer));
});

it('is empty without edits, and does not depend on their order', () => {
  expect(changesOf('Nothing has to change.')).toBe('');
  const [a, b] = [edit('function f() {}\n'), edit('function f() {}\n', 'b.ts')];
  expect(changesOf(`${a}\n${b}`)).toBe(changesOf(`${b}\n${a}`));
});
