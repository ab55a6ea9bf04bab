import { describe, expect, it } from 'vitest';
import { mapFrames } from '../../../../src/core/stackTrace/mapFrames';
import { rankFrames } from '../../../../src/core/stackTrace/rankFrames';
import { resolveFrames } from '../../../../src/core/stackTrace/resolveFrames';
import { traceFeatures } from '../../../../src/core/stackTrace/traceFeatures';
import { noTrace, type StackTrace, type TraceFrame } from '../../../../src/core/stackTrace/stackTrace';
import { parseStackTrace } from '../../../../src/core/stackTrace/parseStackTrace';
import { tried } from '../../../support/tried';

function trace(...frames: (Partial<TraceFrame> & { file: string | null })[]): StackTrace {
  return {
    language: 'javascript',
    errors: [{ type: 'Error', message: '', relation: 'primary' }],
    frames: frames.map((frame, at) => ({ line: 1, library: false, error: 0, textLine: at + 1, ...frame })),
  };
}

function resolved(
  file: string | null,
  files: readonly string[],
  name?: string,
  folders = ['/home/dev/app'],
): string | null {
  const frame = { file, ...(name === undefined ? {} : { function: name }) };
  return resolveFrames(trace(frame), files, { workspaceFolders: folders })[0]?.path ?? null;
}

const files = [
  'src/main.ts',
  'src/store/load.ts',
  'packages/api/src/index.ts',
  'packages/web/src/index.ts',
  'index.js',
];

describe('resolveFrames', () => {
  it.each([
    ['/home/dev/app/src/main.ts', 'src/main.ts'],
    ['file:///home/dev/app/src/main.ts', 'src/main.ts'],
    ['src/main.ts', 'src/main.ts'],
    ['./src/main.ts', 'src/main.ts'],
    ['../app/src/main.ts', 'src/main.ts'],
    ['/usr/src/app/src/store/load.ts', 'src/store/load.ts'],
    ['/workspace/src/main.ts', 'src/main.ts'],
    ['webpack:///./src/store/load.ts', 'src/store/load.ts'],
    ['webpack://shop/./src/main.ts?a1b2', 'src/main.ts'],
    ['webpack-internal:///(app-pages-browser)/./src/main.ts', 'src/main.ts'],
    ['http://localhost:5173/src/main.ts?t=1700000000', 'src/main.ts'],
    ['http://localhost:5173/@fs/home/dev/app/src/main.ts', 'src/main.ts'],
    ['C:\\build\\agent\\app\\src\\store\\load.ts', 'src/store/load.ts'],
    ['\\\\?\\C:\\work\\src\\main.ts', 'src/main.ts'],
    ['load.ts', 'src/store/load.ts'],
    ['/srv/packages/api/src/index.ts', 'packages/api/src/index.ts'],
    ['/home/dev/app/node_modules/x/index.js', null],
    ['/home/dev/other/index.html', null],
    ['index.ts', null],
    ['node:internal/main', null],
    ['<anonymous>', null],
    ['/home/dev/app/../../../etc/passwd', null],
  ])('%s is %s', (file, path) => {
    expect(resolved(file, files)).toBe(path);
  });

  it('understands Windows folders, whatever the case of the drive', () => {
    expect(resolved('c:\\Work\\app\\src\\main.ts', files, undefined, ['C:\\work\\App'])).toBe('src/main.ts');
    expect(resolved('file:///C:/repo/app/src/main.ts', files, undefined, ['c:/repo/app'])).toBe('src/main.ts');
  });

  it('finds Java and Kotlin files by their package', () => {
    const jvm = ['app/src/main/java/com/a/Store.java', 'app/src/main/java/com/b/Store.java', 'lib/Strings.kt'];
    expect(resolved('Store.java', jvm, 'com.b.Store$Row.load')).toBe('app/src/main/java/com/b/Store.java');
    expect(resolved('Store.java', jvm, 'com.a.Store.<init>')).toBe('app/src/main/java/com/a/Store.java');
    expect(resolved('Strings.kt', jvm, 'org.x.StringsKt.trim')).toBe('lib/Strings.kt');
  });

  it('finds crates, packages and modules by the names around them', () => {
    const rust = ['crates/core/src/lib.rs', 'crates/net/src/lib.rs', 'src/store/mod.rs'];
    expect(resolved('src/lib.rs', rust, 'net::send')).toBe('crates/net/src/lib.rs');
    expect(resolved(null, rust, 'app::store::load')).toBe('src/store/mod.rs');
    expect(resolved('example.com/shop/store/store.go', ['store/store.go', 'main.go'], 'store.Open')).toBe(
      'store/store.go',
    );
    expect(resolved('/app/shop/rows.py', ['shop/rows.py', 'old/rows.py'], 'load')).toBe('shop/rows.py');
  });

  it('knows several folders, and whose code a resolved frame is', () => {
    const folders = ['/repo/a', '/repo/b'];
    expect(resolved('/repo/b/src/x.ts', ['a/src/x.ts', 'b/src/x.ts'], undefined, folders)).toBe('b/src/x.ts');
    const [frame] = resolveFrames(
      trace({ file: 'Gson.java', function: 'com.google.gson.Gson.read', library: true }),
      ['gson/src/main/java/com/google/gson/Gson.java'],
      { workspaceFolders: ['/w'] },
    );
    expect(frame?.library).toBe(false);
  });

  it('T7: touches nothing outside, whatever a frame says', ({ task }) => {
    const hostile = [
      '/etc/passwd', '/proc/self/environ', '/dev/zero', '/sys/kernel', '\\\\server\\share\\main.ts', '//server/share/src/main.ts',
      'file://server/share/src/main.ts', '\\\\?\\UNC\\server\\share\\src\\main.ts', '/home/dev/app/../secret/id_rsa',
      '/home/dev/application/src/passwd', '../../../../etc/shadow', 'file:///etc/passwd', 'file:///proc/self/fd/0', 'C:\\Windows\\win.ini',
      '/home/dev/app/src/\0main.ts', '~/.ssh/id_rsa', 'ftp://host/x', 'data:text/plain,x', '/home/dev/app', '', '/', '..', 'file:///',
      '/run/user/1000/pipe', `/${'a/'.repeat(2000)}main.ts`,
    ]; // prettier-ignore
    const spellings: readonly ((file: string) => string)[] = [
      (file) => `Error: x\n    at f (${file}:1:1)`,
      (file) => `Traceback (most recent call last):\n  File "${file}", line 1, in f\nValueError: x`,
      (file) => `panic: x\n\ngoroutine 1 [running]:\nmain.f()\n\t${file}.go:1 +0x1`,
      (file) => `thread 'main' panicked at ${file}:1:1:\nx`,
      (file) => `${file}:1:in 'f': x (RuntimeError)`,
      (file) => `==1==ERROR: AddressSanitizer: x\n    #0 0x1 in f ${file}:1:1`,
    ];
    // The same places in other dress: none may lead out either, whatever else they lead to.
    const dressed = hostile.flatMap((file) => [
      ...[file, `${file}/../x`, `./${file}`, file.replaceAll('/', '\\')],
      ...[`${file}%2f..%2fx`, `file://${file}`, file.toUpperCase()],
    ]);
    tried(task, dressed.length * spellings.length);
    const allowed = new Set(files);
    for (const file of hostile) expect(resolved(file, files), file).toBeNull();
    for (const file of dressed) {
      for (const spell of spellings) {
        for (const frame of resolveFrames(parseStackTrace(spell(file)), files, {
          workspaceFolders: ['/home/dev/app'],
        })) {
          expect(frame.path === null || allowed.has(frame.path)).toBe(true);
        }
      }
    }
  });
});

describe('mapFrames', () => {
  it('asks for a map once a file, and keeps what has none', () => {
    const asked: string[] = [];
    const mapped = mapFrames(
      trace(
        { file: '/out/a.js', line: 1, column: 20, function: 't' },
        { file: '/out/a.js', line: 1, column: 99 },
        { file: '/b.js' },
      ).frames,
      (file) => {
        asked.push(file);
        if (file === '/b.js') return null;
        return {
          original: (line, column) =>
            column < 50 ? { source: '/src/a.ts', line: line + 6, column: 3, name: 'total' } : null,
        };
      },
    );
    expect(asked).toEqual(['/out/a.js', '/b.js']);
    expect(
      mapped.map((frame) => `${frame.file ?? ''}:${frame.line ?? ''}:${frame.column ?? ''} ${frame.function ?? ''}`),
    ).toEqual(['/src/a.ts:7:3 total', '/out/a.js:1:99 ', '/b.js:1: ']);
  });
});

describe('rankFrames and traceFeatures', () => {
  const text = [
    'Exception in thread "main" com.x.Top: a',
    '\tat com.x.Main.main(Main.java:3)',
    'Caused by: java.io.IOException: b',
    '\tat java.base/java.io.File.open(File.java:1)',
    '\tat com.x.Store.load(Store.java:9)',
  ].join('\n');
  const own = ['com/x/Main.java', 'com/x/Store.java'];

  it('puts the root cause first', () => {
    const parsed = parseStackTrace(text);
    const frames = resolveFrames(parsed, own, { workspaceFolders: ['/w'] });
    expect(rankFrames(parsed, frames).map(({ frame }) => frame.path)).toEqual(['com/x/Store.java', 'com/x/Main.java']);
    expect(traceFeatures(parsed, frames)).toEqual({
      'trace.frames': 3,
      'trace.workspaceFrames': 2,
      'trace.workspaceFiles': 2,
      'trace.errors': 2,
      'trace.causes': 1,
      'trace.asyncBoundaries': 0,
      'trace.languages': 1,
      'trace.topIsLibrary': 0,
    });
  });

  it('puts the tested code before its test, and the innermost Python frame first', () => {
    const python = parseStackTrace(
      'Traceback (most recent call last):\n  File "tests/test_a.py", line 2, in test\n  File "a.py", line 5, in f\nValueError: x',
    );
    const frames = resolveFrames(python, ['tests/test_a.py', 'a.py'], { workspaceFolders: ['/w'] });
    expect(rankFrames(python, frames).map(({ frame }) => frame.path)).toEqual(['a.py', 'tests/test_a.py']);
  });

  it('has no numbers where there is no trace', () => {
    expect(traceFeatures(noTrace, [])).toEqual({});
  });
});
