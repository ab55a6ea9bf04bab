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
import { noTrace, type StackTrace } from './stackTrace';
import { TraceCollector } from './traceCollector';
import type { TraceFormat } from './traceFormat';
import { traceLines } from './traceLines';

function formats(): readonly TraceFormat[] {
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

// How a trace may begin on a line without a number. Every other line that begins one names a place, and thus has a digit.
const openings = [
  'Traceback', 'at ', 'bei ', 'Caused by: ', 'Suppressed: ', 'Wrapped by: ', 'panic: ', 'fatal error: ', 'runtime stack:',
  'WARNING: ', 'ERROR: ', 'SIGQUIT: ', 'SIGABRT: ', 'thread ', '** (', 'stack traceback:', 'Location:', 'eval code', '___', '---',
  'Program ', 'Thread ', 'terminate called', '==', '+ ', '| ', '=> ', '❯ ', '› ',
]; // prettier-ignore
const openingsWithin = ['Traceback (most recent call last):', '@[native code]', 'http: panic serving ', 'Uncaught '];

/** False for lines that no format can begin with: most lines of most texts, found out without asking each format. */
function mayBegin(trimmed: string): boolean {
  if (/[0-9]/.test(trimmed)) return true;
  return openings.some((start) => trimmed.startsWith(start)) || openingsWithin.some((part) => trimmed.includes(part));
}

/**
 * The traces in a text, all of them in its order.
 * Never throws; reads at most 1 MB, 4 KB a line, 500 frames and 20 causes. `noTrace` where nothing is certain enough.
 */
export function parseStackTrace(text: string): StackTrace {
  const lines = traceLines(text);
  const collector = new TraceCollector();
  const readers = formats();
  let index = 0;
  while (index < lines.length && !collector.full) {
    const trimmed = lines[index]?.trimmed ?? '';
    let read = 0;
    if (trimmed !== '' && (collector.isBusy(index) || mayBegin(trimmed))) {
      for (const format of readers) {
        read = format.read(lines, index, collector);
        if (read > 0) break;
      }
    }
    index += Math.max(1, read);
  }
  const trace = collector.result();
  return trace.frames.length === 0 ? noTrace : trace;
}
