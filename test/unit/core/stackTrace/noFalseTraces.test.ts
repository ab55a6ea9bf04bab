// Texts without a trace: readmes, changelogs, sources and diffs of installed packages, and what compilers and linters print.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseStackTrace } from '../../../../src/core/stackTrace/parseStackTrace';
import { sharedData } from '../../../support/sharedData';

const seed = 20_250;
const sample = 300;
const packages = join(import.meta.dirname, '../../../../node_modules');

/** Files that do hold a trace, each read by a person. */
const withTrace: readonly string[] = [];

function generator(start: number): () => number {
  let state = start;
  return () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return state / 0x80000000;
  };
}

function collect(folder: string, depth: number, found: string[]): void {
  if (depth > 5) return;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) collect(path, depth + 1, found);
    else if (/\.(md|markdown|txt|[cm]?[jt]sx?|json|html|css|ya?ml|diff|patch)$/i.test(entry.name)) found.push(path);
  }
}

function sampled(): string[] {
  const found: string[] = [];
  collect(packages, 0, found);
  found.sort();
  const random = generator(seed);
  const texts = found.filter((path) => /readme|changelog|history|license|\.md$/i.test(path));
  const pick = (from: string[], count: number): string[] =>
    Array.from({ length: count }, () => from[Math.floor(random() * from.length)] ?? '').filter(
      (path) => path !== '' && statSync(path).size < 400_000,
    );
  return [...pick(texts, sample / 2), ...pick(found, sample)];
}

/** A unified diff that adds the text, and one that takes half of it away. */
function asDiff(text: string): string {
  const lines = text.split('\n').slice(0, 400);
  const body = lines.map((line, at) => `${at % 3 === 0 ? '-' : at % 3 === 1 ? '+' : ' '}${line}`);
  return ['diff --git a/src/a.ts b/src/a.ts', '--- a/src/a.ts', '+++ b/src/a.ts', '@@ -10,7 +10,8 @@', ...body].join(
    '\n',
  );
}

describe.skipIf(!existsSync(packages))('no trace', () => {
  const paths = existsSync(packages) ? sampled() : [];

  it(`in ${sample} and more texts of installed packages`, () => {
    expect(paths.length).toBeGreaterThanOrEqual(sample);
    const hits = paths
      .filter((path) => parseStackTrace(readFileSync(path, 'utf8')).language !== null)
      .map((path) => relative(packages, path))
      .filter((path) => !withTrace.includes(path));
    expect(hits).toEqual([]);
  });

  it('in diffs of them', () => {
    const hits = paths
      .filter((path) => parseStackTrace(asDiff(readFileSync(path, 'utf8'))).language !== null)
      .map((path) => relative(packages, path))
      .filter((path) => !withTrace.includes(path));
    expect(hits).toEqual([]);
  });

  it.each([
    [
      'tsc',
      "src/a.ts(3,5): error TS2322: Type 'x' is not assignable.\nsrc/a.ts:3:5 - error TS2322: Type\n\n3 let a\n      ~",
    ],
    [
      'eslint',
      '/app/src/a.ts\n  10:5  error  Unexpected any  @typescript-eslint/no-explicit-any\n\n✖ 1 problem (1 error)',
    ],
    [
      'gcc',
      "main.c: In function 'main':\nmain.c:5:3: error: expected ';' before 'return'\n    5 |   return 0\n      |   ^~~~~~",
    ],
    [
      'rustc',
      'error[E0382]: borrow of moved value: `s`\n --> src/main.rs:4:20\n  |\n4 |     println!("{s}");\n  |               ^^^',
    ],
    ['go vet', './main.go:5:2: "fmt" imported and not used\n# example.com/app\nvet: ./main.go:7:3: undefined: x'],
    ['javac', 'Main.java:5: error: cannot find symbol\n    foo();\n    ^\n  symbol:   method foo()\n1 error'],
    [
      'mypy',
      'app.py:12: error: Incompatible types in assignment  [assignment]\nFound 1 error in 1 file (checked 1 source file)',
    ],
    ['flake8', 'app.py:1:1: F401 os imported but unused\napp.py:10:80: E501 line too long'],
    [
      'pytest passing',
      '============ test session starts ============\ntest_a.py ..  [100%]\n============ 2 passed in 0.01s ============',
    ],
    [
      'a warning',
      '/app/x.py:12: DeprecationWarning: the imp module is deprecated\n  import imp\n/app/a.rb:3: warning: assigned but unused',
    ],
    ['vitest passing', ' ✓ test/a.test.ts (3 tests) 5ms\n\n Test Files  1 passed (1)\n   Start at  10:15:30'],
    [
      'an access log',
      '127.0.0.1 - - [10/Oct/2025:13:55:36 +0000] "GET /a.js:10:5 HTTP/1.1" 200 2326\nuser@host:22:10 connected',
    ],
    [
      'a lockfile',
      '  resolution: foo@1.2.3:4:5\n  /node_modules/.pnpm/a@1.0.0/x.js\n"@scope/pkg@^1.0.0":\n  version "1.0.0"',
    ],
    ['a chat', 'at 10:30 we met at the office (room 3:2)\nError: I said, at home (10:20)\n#1 is at the top (2): yes'],
    [
      'markdown',
      '# Error handling\n\n`TypeError: x` is thrown at line 10.\n\n- at `src/a.ts:10`\n- #12 fixed (see #13)\n1: one\n2: two',
    ],
    ['C# source', 'public class A {\n    // at least one Foo.Bar(String x)\n    void M(int a) { Go.To(a); }\n}'],
    [
      'a comment of pyparsing',
      'patt.parse_string("ATCAXCGAAXGGA") # -> Exception: Expected \'ATCATCGAATGGA\' (with up to 1 mismatches) (at char 0), (line:1, col:1)\npatt.parse_string("x") # (one) (at char 0), (line:1)',
    ],
    ['go list and its kin', '# example.com/shop\n./cart.go:12: undefined: x\nmain.go\n\tload.go:12\nsee a.b\n\tc.go:3'],
    ['ruby source', "puts 'x'\n# foo.rb:12\nraise ArgumentError, 'bad' if in_list?('a')"],
  ])('in what %s prints', (_name, text) => {
    expect(parseStackTrace(text).frames).toEqual([]);
  });
});

const completions = sharedData('completions/completion-text.jsonl');

describe.skipIf(completions === null)('no trace in completions (skipped where the shared data is absent)', () => {
  it('in prefixes, answers and suffixes', () => {
    const rows = readFileSync(completions ?? '', 'utf8').split('\n');
    const hits = rows.filter((row) => {
      if (row.trim() === '') return false;
      const { prefix, raw, suffix } = JSON.parse(row) as Record<string, string>;
      return parseStackTrace(`${prefix ?? ''}${raw ?? ''}${suffix ?? ''}`).language !== null;
    });
    expect(hits).toEqual([]);
  });
});
