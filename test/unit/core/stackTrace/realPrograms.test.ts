// Small programs in seven languages, run where their toolchain exists, each failing across three files or more.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { originalPositionFor, TraceMap } from '@jridgewell/trace-mapping';
import { buildSync } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { collectContext } from '../../../../src/core/context/collectContext';
import { mapFrames, type SourceMapLike } from '../../../../src/core/stackTrace/mapFrames';
import { parseStackTrace } from '../../../../src/core/stackTrace/parseStackTrace';
import { rankFrames } from '../../../../src/core/stackTrace/rankFrames';
import { resolveFrames } from '../../../../src/core/stackTrace/resolveFrames';

interface Program {
  readonly name: string;
  /** Run one after the other in the program's folder; the last one's output holds the trace. */
  readonly commands: readonly (readonly [string, ...string[]])[];
  /** The first of the ranked frames, and the file at fault (on a frame or not). */
  readonly top: string;
  readonly culprit: string;
  readonly language: string;
}

const programs: readonly Program[] = [
  {
    name: 'node',
    commands: [[process.execPath, 'main.js']],
    top: 'lib/prices.js:5',
    culprit: 'lib/catalog.js',
    language: 'javascript',
  },
  {
    name: 'typescript',
    commands: [[process.execPath, 'out/main.js']],
    top: 'src/range.ts:9',
    culprit: 'src/hours.ts',
    language: 'javascript',
  },
  {
    name: 'python',
    commands: [['python3', 'main.py']],
    top: 'shop/numbers.py:2',
    culprit: 'shop/lines.py',
    language: 'python',
  },
  {
    name: 'java',
    commands: [
      ['javac', '-d', 'out', ...['Main', 'Orders', 'Lines', 'Numbers'].map((type) => `com/example/shop/${type}.java`)],
      ['java', '-cp', 'out', 'com.example.shop.Main'],
    ],
    top: 'com/example/shop/Numbers.java:5',
    culprit: 'com/example/shop/Lines.java',
    language: 'java',
  },
  { name: 'go', commands: [['go', 'run', '.']], top: 'parse/parse.go:19', culprit: 'store/store.go', language: 'go' },
  {
    name: 'rust',
    commands: [['rustc', '-g', '-o', 'program', 'main.rs'], ['./program']],
    top: 'parse.rs:8',
    culprit: 'parse.rs',
    language: 'rust',
  },
  {
    name: 'cpp',
    commands: [
      ['g++', '-g', '-fsanitize=address', '-o', 'program', 'main.cpp', 'store.cpp', 'digits.cpp', 'add.cpp'],
      ['./program'],
    ],
    top: 'add.cpp:5',
    culprit: 'store.cpp',
    language: 'cpp',
  },
];

const fixtures = join(import.meta.dirname, '../../../fixtures/programs');
let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'weir-programs-'));
  cpSync(fixtures, folder, { recursive: true });
  buildSync({
    entryPoints: [join(folder, 'typescript/src/main.ts')],
    outfile: join(folder, 'typescript/out/main.js'),
    bundle: true,
    minify: true,
    platform: 'node',
    sourcemap: true,
    logLevel: 'error',
  });
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function exists(command: string): boolean {
  if (command.includes('/')) return true;
  return spawnSync(command, [command === 'go' ? 'version' : '--version']).status === 0;
}

function run(program: Program): string {
  const cwd = join(folder, program.name);
  const environment = { ...process.env, RUST_BACKTRACE: '1', FORCE_COLOR: '0', GOFLAGS: '-mod=mod' };
  let output = '';
  for (const [command, ...rest] of program.commands) {
    const done = spawnSync(command, rest, { cwd, env: environment, encoding: 'utf8', timeout: 55_000 });
    output = `${done.stdout}\n${done.stderr}`;
  }
  return output;
}

function filesOf(program: Program): string[] {
  const root = join(folder, program.name);
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => /\.(js|ts|py|java|go|rs|cpp|h)$/.test(path) && !path.startsWith('out/'));
}

function sourceMap(file: string): SourceMapLike | null {
  const path = `${file}.map`;
  if (!existsSync(path)) return null;
  const map = new TraceMap(readFileSync(path, 'utf8'));
  return {
    original(line, column) {
      const found = originalPositionFor(map, { line, column: column - 1 });
      if (found.source === null) return null;
      const source = resolve(dirname(file), found.source);
      return { source, line: found.line, column: found.column + 1, name: found.name };
    },
  };
}

describe('real programs', () => {
  for (const program of programs) {
    const missing = program.commands.map(([command]) => command).find((command) => !exists(command));
    const title = missing === undefined ? program.name : `${program.name} (skipped: no ${missing} on this machine)`;
    it.skipIf(missing !== undefined)(
      title,
      async () => {
        const text = run(program);
        const trace = parseStackTrace(text);
        expect(trace.language, text).toBe(program.language);
        const mapped = { ...trace, frames: mapFrames(trace.frames, sourceMap) };
        const files = filesOf(program);
        const frames = resolveFrames(mapped, files, { workspaceFolders: [join(folder, program.name)] });
        const distinct = new Set(frames.flatMap((frame) => (frame.path === null ? [] : [frame.path])));
        expect(distinct.size).toBeGreaterThanOrEqual(3);
        const top = rankFrames(mapped, frames)[0]?.frame;
        expect(`${top?.path ?? ''}:${top?.line ?? ''}`).toBe(program.top);
        const readFile = (path: string): string => readFileSync(join(folder, program.name, path), 'utf8');
        const context = await collectContext({ trace: mapped, frames, files, readFile }, 2048);
        expect(context.pieces.map((piece) => piece.path)).toContain(program.culprit);
        expect(context.tokens).toBeLessThanOrEqual(2048);
      },
      60_000,
    );
  }
});
