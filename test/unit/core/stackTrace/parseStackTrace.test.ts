import { describe, expect, it } from 'vitest';
import { parseStackTrace } from '../../../../src/core/stackTrace/parseStackTrace';

/** `file:line function*error`, with `!` for library code: one line a frame. */
function shown(text: string): string[] {
  return parseStackTrace(text).frames.map(
    (frame) =>
      `${frame.file ?? '-'}:${frame.line ?? '-'} ${frame.function ?? '-'}${frame.library ? '!' : ''} ${frame.error}`,
  );
}

function errors(text: string): string[] {
  return parseStackTrace(text).errors.map((error) => `${error.relation} ${error.type ?? '-'}: ${error.message ?? '-'}`);
}

describe('parseStackTrace', () => {
  it('knows the frames that Firefox shows behind an await, a promise or a timer', () => {
    const text =
      'f@http://x/a.js:3:9\nasync*run@http://x/main.js:5:1\npromise callback*go@http://x/main.js:7:1\n@http://x/main.js:9:1\n';
    expect(parseStackTrace(text).frames.map((frame) => frame.async === true)).toEqual([false, true, true, false]);
  });

  it('reads a Node stack with its cause', () => {
    const text = [
      'Error: outer',
      '    at main (/app/src/main.js:3:9)',
      '    at Module._compile (node:internal/modules/cjs/loader:1554:14) {',
      '  [cause]: TypeError: inner',
      '      at read (/app/src/read.js:7:11)',
      '}',
    ].join('\n');
    expect(errors(text)).toEqual(['primary Error: outer', 'cause TypeError: inner']);
    expect(shown(text)).toEqual([
      '/app/src/main.js:3 main 0',
      'node:internal/modules/cjs/loader:1554 Module._compile! 0',
      '/app/src/read.js:7 read 1',
    ]);
  });

  it('reads a Python chain, the earlier error as the cause', () => {
    const text = [
      'Traceback (most recent call last):',
      '  File "/app/store.py", line 4, in load',
      '    return rows[key]',
      '           ~~~~^^^^^',
      "KeyError: 'a'",
      '',
      'The above exception was the direct cause of the following exception:',
      '',
      'Traceback (most recent call last):',
      '  File "/app/main.py", line 9, in <module>',
      '    run()',
      '  File "/app/main.py", line 6, in run',
      '    raise RuntimeError("no row") from error',
      'RuntimeError: no row',
    ].join('\n');
    expect(errors(text)).toEqual(["cause KeyError: 'a'", 'primary RuntimeError: no row']);
    expect(shown(text)).toEqual(['/app/store.py:4 load 0', '/app/main.py:9 <module> 1', '/app/main.py:6 run 1']);
  });

  it('reads Java causes and suppressed errors', () => {
    const text = [
      'Exception in thread "main" com.example.Broken: top',
      '\tat com.example.Main.main(Main.java:5)',
      '\tSuppressed: java.io.IOException: closing',
      '\t\tat com.example.File.close(File.java:8)',
      'Caused by: java.lang.NullPointerException',
      '\tat java.base/java.util.Objects.requireNonNull(Objects.java:233)',
      '\t... 1 more',
    ].join('\n');
    expect(errors(text)).toEqual([
      'primary com.example.Broken: top',
      'suppressed java.io.IOException: closing',
      'cause java.lang.NullPointerException: ',
    ]);
    expect(shown(text)).toEqual([
      'Main.java:5 com.example.Main.main 0',
      'File.java:8 com.example.File.close 1',
      'Objects.java:233 java.util.Objects.requireNonNull! 2',
    ]);
  });

  it.each([
    'at 10:30 we met at the office',
    'Error: something\n  in a readme',
    'see src/main.ts:10:5 and user@example.com:80',
    'Traceback (most recent call last):\n...',
    '',
  ])('finds no trace in %j', (text) => {
    expect(parseStackTrace(text)).toEqual({ language: null, errors: [], frames: [] });
  });
});
