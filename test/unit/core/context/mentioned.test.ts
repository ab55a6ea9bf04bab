import { describe, expect, it } from 'vitest';
import { mentionedIn } from '../../../../src/core/context/mentioned';

const files = [
  'tests/test_plugins.py',
  'tests/__init__.py',
  'src/app/url.py',
  'test/a.test.ts',
  'box/box_test.go',
  'lib/a.js',
];

describe('mentionedIn', () => {
  it.each([
    ['pytest', 'FAILED tests/test_plugins.py::TestUrl::test_002 - AssertionError', ['tests/test_plugins.py']],
    ['an object of a test', 'self = <tests.test_plugins.TestUrl testMethod=test_002>', ['tests/test_plugins.py']],
    ['jest', 'FAIL test/a.test.ts (10.9 s)', ['test/a.test.ts']],
    ['vitest', ' FAIL  test/a.test.ts > adds > one', ['test/a.test.ts']],
    ['go', '    --- FAIL: TestA\n        box_test.go:8: a is 1', []],
    ['a title with a bare name', '● a.test.ts › adds', ['test/a.test.ts']],
    ['prose', 'see a.js, version 1.2.3 and example.com/x.py', []],
    ['a file of another workspace', 'other/tests/test_plugins.py', []],
  ])('%s', (_name, text, paths) => {
    expect(mentionedIn(text, files).paths).toEqual(paths);
  });

  it('takes the titles of failed tests', () => {
    const text = '____ TestUrl.test_url_002 ____\nx\n  ● a › adds\n--- FAIL: TestMeasure (0.00s)\n  1) a box\nok 3';
    expect(mentionedIn(text, files).titles).toEqual([
      '____ TestUrl.test_url_002 ____',
      '● a › adds',
      '--- FAIL: TestMeasure (0.00s)',
      '1) a box',
    ]);
  });

  it('reads the beginning and the end of a long text', () => {
    const text = `FAILED a\n${'x y z\n'.repeat(50_000)}FAILED tests/test_plugins.py::b`;
    expect(mentionedIn(text, files)).toEqual({
      paths: ['tests/test_plugins.py'],
      titles: ['FAILED a', 'FAILED tests/test_plugins.py::b'],
    });
  });
});
