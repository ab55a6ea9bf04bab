import { expect, it } from 'vitest';
import { shapeCompletion } from '../../../../src/core/completion/shape';

function shown(document: string, raw: string): string | null {
  const [prefix = '', suffix = ''] = document.split('█');
  return shapeCompletion({ languageId: 'python', prefix, suffix, raw, multiline: true }).text;
}

it.each([
  [
    'a stray blank goes from every line',
    'def mean(xs):\n    █\n',
    ' """Mean."""\n     return 1',
    '"""Mean."""\n    return 1',
  ],
  [
    'deeper lines keep their depth',
    'def f(xs):\n    █\n',
    ' if xs:\n         return 1\n     return 2',
    'if xs:\n        return 1\n    return 2',
  ],
  ['lines that stand right stay', 'def f(xs):\n    █\n', ' x = 1\n    return x', 'x = 1\n    return x'],
  ['after code on the line only the first blank goes', 'x = █\n', ' f(\n     1)', 'f(\n     1)'],
])('%s', (_name, document, raw, expected) => {
  expect(shown(document, raw)).toBe(expected);
});
