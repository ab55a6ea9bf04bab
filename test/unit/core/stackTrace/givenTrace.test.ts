// Frames that a debugger or a test report gives: the same plain data as a parsed text, with a text that says the same.
import { expect, it } from 'vitest';
import { givenTrace } from '../../../../src/core/stackTrace/givenTrace';
import { readTrace } from '../../../../src/core/tasks/debugTask';

const frames = [
  { function: 'assertOk', file: '/work/shop/node_modules/assert/index.js', line: 3 },
  { function: 'total', file: '/work/shop/src/cart.ts', line: 12 },
  { function: null, file: '/work/shop/src/main.ts', line: 4 },
];

it('keeps the frames in their order, and knows whose code each one is', () => {
  const { text, trace } = givenTrace({ type: 'AssertionError', message: 'expected 3\nto be 4' }, frames);
  expect(text.split('\n')).toEqual([
    'AssertionError: expected 3',
    'to be 4',
    '    at assertOk (/work/shop/node_modules/assert/index.js:3)',
    '    at total (/work/shop/src/cart.ts:12)',
    '    at /work/shop/src/main.ts:4',
  ]);
  expect(trace.language).toBe('typescript');
  expect(trace.frames.map(({ library }) => library)).toEqual([true, false, false]);
  trace.frames.forEach((frame) => {
    expect(text.split('\n')[frame.textLine - 1]).toContain(`${frame.file}:${frame.line}`);
  });
});

it('is read like a printed trace: frames are found in the workspace', () => {
  const given = givenTrace({ type: null, message: null }, frames);
  const read = readTrace(given, ['src/cart.ts', 'src/main.ts'], ['/work/shop'], () => 0);
  expect(read.suspects.map(({ frame }) => `${frame.path}:${frame.line}`)).toEqual(['src/cart.ts:12', 'src/main.ts:4']);
  expect(read.text).toBe(given.text);
});

it('is no trace of any language where no frame has a file', () => {
  expect(givenTrace({ type: 'NameError', message: 'x' }, []).trace).toMatchObject({ language: null, frames: [] });
});
