// Reads stack traces out of any text: one linear pass over its lines, each offered to one format after the other.
// Knows no workspace and opens nothing.
import { dart } from './formats/dart';
import { dotnet } from './formats/dotnet';
import { elixir } from './formats/elixir';
import { gecko } from './formats/gecko';
import { go } from './formats/go';
import { java } from './formats/java';
import { lua } from './formats/lua';
import { native } from './formats/native';
import { nodeTest } from './formats/nodeTest';
import { php } from './formats/php';
import { pytest } from './formats/pytest';
import { python } from './formats/python';
import { ruby } from './formats/ruby';
import { rust } from './formats/rust';
import { testReports } from './formats/testReports';
import { v8 } from './formats/v8';
import { LineFilter } from './lineFilter';
import { noTrace, type StackTrace } from './stackTrace';
import { TraceCollector } from './traceCollector';
import type { TraceFormat } from './traceFormat';
import { traceLines, type TraceLine } from './traceLines';

/** Readers of their own for each text: Python’s remembers what it waits for. */
export function traceFormats(): readonly TraceFormat[] {
  // The narrow ones first: what they leave is for those that take more spellings.
  return [
    python(),
    java,
    nodeTest,
    v8,
    dotnet,
    go,
    rust,
    dart,
    php,
    native,
    ruby,
    elixir,
    pytest,
    lua,
    testReports,
    gecko,
  ];
}

/**
 * The traces in a text, all of them in its order.
 * Never throws; reads at most 1 MB, 4 KB a line, 500 frames and 20 causes. `noTrace` where nothing is certain enough.
 */
export function parseStackTrace(text: string): StackTrace {
  const { lines, verbatim } = traceLines(text);
  const collector = new TraceCollector();
  const readers = traceFormats();
  const filter = new LineFilter(
    readers.map(({ opening }) => opening),
    text,
    verbatim,
  );
  let index = 0;
  while (index < lines.length && !collector.full) {
    const line = lines[index];
    let read = 0;
    if (line !== undefined && line.trimmed !== '') {
      const may = filter.formatsFor(line);
      const open = collector.format;
      if (may !== 0 || open !== null) read = readLine(readers, may, open, lines, index, collector);
    }
    index += Math.max(1, read);
  }
  const trace = collector.result();
  return trace.frames.length === 0 ? noTrace : trace;
}

/** The number of lines that the first format reads that reads any: of those that may, and the one whose trace is open. */
function readLine(
  readers: readonly TraceFormat[],
  may: number,
  open: string | null,
  lines: readonly TraceLine[],
  index: number,
  collector: TraceCollector,
): number {
  for (let at = 0; at < readers.length; at += 1) {
    const format = readers[at];
    if (format === undefined || ((may & (1 << at)) === 0 && format.name !== open)) continue;
    const read = format.read(lines, index, collector);
    if (read > 0) return read;
  }
  return 0;
}
