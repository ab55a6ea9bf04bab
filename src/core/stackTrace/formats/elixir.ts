// Elixir's and Erlang's stacks: `(app 1.0.0) lib/file.ex:45: Module.function/1`, iex, ExUnit.
import { isElixirLibrary } from '../libraryCode';
import { digitsEnd, extensionOf, readNumber } from '../scanText';
import type { TraceCollector } from '../traceCollector';
import type { TraceFormat } from '../traceFormat';
import type { TraceLine } from '../traceLines';

const name = 'elixir';
const gap = 12;
const extensions = new Set(['ex', 'exs', 'erl', 'eex', 'heex', 'leex']);

interface ElixirFrame {
  readonly file: string;
  readonly line: number;
  readonly function: string;
  readonly library: boolean;
  readonly evidence: number;
}

function readFrame(trimmed: string): ElixirFrame | null {
  let application = '';
  let start = 0;
  if (trimmed.startsWith('(')) {
    const close = trimmed.indexOf(') ');
    if (close < 0 || close > 60) return null;
    application = trimmed.slice(1, close).split(' ')[0] ?? '';
    start = close + 2;
  }
  const end = trimmed.indexOf(': ', start);
  const colon = end < 0 ? -1 : trimmed.lastIndexOf(':', end - 1);
  if (colon <= start) return null;
  const line = readNumber(trimmed.slice(colon + 1, end));
  const file = trimmed.slice(start, colon);
  if (line === null || digitsEnd(trimmed, colon + 1) !== end || file.includes(' ')) return null;
  const shell = file === 'iex';
  if (!shell && !extensions.has(extensionOf(file))) return null;
  const called = trimmed.slice(end + 2);
  // `file.ex:3: warning text` is the compiler's: a function has an arity, arguments, or stands in brackets.
  if (!called.includes('/') && !called.includes('(')) return null;
  const library = shell || isElixirLibrary(application) || file.startsWith('deps/');
  return { file, line, function: called, library, evidence: application !== '' ? 1 : 0.5 };
}

/** `** (MatchError) no match …` and `** (EXIT from #PID<0.1.0>) …`. */
function readHeader(trimmed: string): { type: string; message: string } | null {
  if (!trimmed.startsWith('** (')) return null;
  const close = trimmed.indexOf(')', 4);
  if (close < 0) return null;
  return { type: trimmed.slice(4, close), message: trimmed.slice(close + 1).trim() };
}

const reach = 40;

/** ExUnit: `1) test name (Module)`, its place, what failed, and `stacktrace:` right above the first frame. Null where there is none. */
function failedTest(lines: readonly TraceLine[], index: number): string | null {
  if (lines[index - 1]?.trimmed !== 'stacktrace:') return null;
  for (let at = index - 2; at >= Math.max(0, index - reach); at -= 1) {
    const trimmed = lines[at]?.trimmed ?? '';
    // An exception has its own line, which was read.
    if (readHeader(trimmed) !== null) return null;
    const number = digitsEnd(trimmed, 0);
    if (number > 0 && trimmed.startsWith(') test ', number)) return lines[at + 2]?.trimmed ?? '';
  }
  return null;
}

function addHeader(header: { type: string | null; message: string }, index: number, collector: TraceCollector): void {
  collector.begin(name, 'elixir', index);
  collector.addEvidence(0.5);
  collector.addError(header.type, header.message, 'primary');
}

export const elixir: TraceFormat = {
  name,
  opening: { place: true, starts: ['** ('] },
  read(lines, index, collector) {
    const line = lines[index];
    if (line === undefined) return 0;
    const header = readHeader(line.trimmed);
    if (header !== null) {
      addHeader(header, index, collector);
      return 1;
    }
    const frame = readFrame(line.trimmed);
    if (frame === null) return 0;
    const failed = failedTest(lines, index);
    if (failed !== null) addHeader({ type: null, message: failed }, index, collector);
    else collector.open(name, 'elixir', index, gap);
    collector.addFrame({ ...frame, textLine: line.number }, frame.evidence);
    return 1;
  },
};
