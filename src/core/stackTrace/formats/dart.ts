// Dart's stacks: `#0      main (file:///a.dart:17:20)`, and package:stack_trace's `package:a/b.dart 12:5  main`.
import { readErrorHeader, headerAt, typeEnd } from '../errorHeader';
import { isLibraryPath } from '../libraryCode';
import { digitsEnd, extensionOf, hasScheme, isUpper, readLocation } from '../scanText';
import type { TraceCollector } from '../traceCollector';
import type { TraceFormat } from '../traceFormat';
import type { TraceLine } from '../traceLines';

const name = 'dart';
const gap = 4;

interface DartFrame {
  readonly file: string;
  readonly line: number;
  readonly column?: number | undefined;
  readonly function: string | null;
}

function readFrame(trimmed: string): DartFrame | null {
  if (trimmed.startsWith('#') && trimmed.endsWith(')')) {
    const end = digitsEnd(trimmed, 1);
    const open = trimmed.lastIndexOf(' (');
    if (end === 1 || open <= end || trimmed.charAt(end) !== ' ') return null;
    const location = readLocation(trimmed.slice(open + 2, -1));
    if (location === null || !isDartPlace(location.file)) return null;
    return { ...location, column: location.column, function: trimmed.slice(end, open).trim() };
  }
  return readTerse(trimmed);
}

function isDartPlace(file: string): boolean {
  return (
    file.startsWith('dart:') ||
    file.startsWith('package:') ||
    (hasScheme(file) && extensionOf(file) === 'dart') ||
    file.endsWith('.dart')
  );
}

/** `package:app/a.dart 12:5   Store.load` */
function readTerse(trimmed: string): DartFrame | null {
  const space = trimmed.indexOf(' ');
  const file = space < 0 ? '' : trimmed.slice(0, space);
  if (!isDartPlace(file)) return null;
  const line = digitsEnd(trimmed, space + 1);
  if (line === space + 1 || trimmed.charAt(line) !== ':') return null;
  const column = digitsEnd(trimmed, line + 1);
  const called = trimmed.slice(column).trim();
  if (column === line + 1 || called === '' || trimmed.charAt(column) !== ' ') return null;
  return {
    file,
    line: Number(trimmed.slice(space + 1, line)),
    column: Number(trimmed.slice(line + 1, column)),
    function: called,
  };
}

/** The error stands on the first line after `Unhandled exception:`, in Flutter's box, or right above the frames. */
function addError(lines: readonly TraceLine[], index: number, collector: TraceCollector): void {
  for (let at = index - 1; at >= Math.max(0, index - 12); at -= 1) {
    const trimmed = lines[at]?.trimmed ?? '';
    if (readFrame(trimmed) !== null) break;
    const below = lines[at + 1]?.trimmed ?? '';
    if (trimmed.endsWith('nhandled exception:') || trimmed.startsWith('Unhandled Exception:')) {
      const text = trimmed.endsWith(':') ? below : trimmed.slice(20).trim();
      const error = readError(text);
      collector.addError(error.type, error.message, 'primary');
      return;
    }
    const boxed = readBoxed(trimmed);
    if (boxed !== null) {
      collector.addError(boxed, below, 'primary');
      return;
    }
    const header = headerAt(trimmed, 0, false) ?? (at === index - 1 ? readErrorHeader(trimmed) : null);
    if (header !== null) {
      collector.addError(header.type, header.message, 'primary');
      return;
    }
  }
  const failed = failedExpectation(lines, index);
  if (failed !== null) {
    collector.addError(null, failed, 'primary');
    return;
  }
  const above = lines[index - 1]?.trimmed ?? '';
  const error = above === '' ? { type: null, message: null } : readError(above);
  collector.addError(error.type, error.message, 'primary');
}

/** A failed test's words stand a blank line above what has no place: `package:matcher  expect`. */
function failedExpectation(lines: readonly TraceLine[], index: number): string | null {
  let at = index - 1;
  while (lines[at]?.trimmed.startsWith('package:') === true) at -= 1;
  if (at === index - 1 || lines[at]?.trimmed !== '') return null;
  const end = at;
  while (at > 0 && end - at < 12 && lines[at - 1]?.trimmed !== '' && lines[at - 1]?.trimmed.endsWith('[E]') !== true)
    at -= 1;
  return at === end ? null : (lines[at]?.trimmed ?? null);
}

/** Flutter's `The following _TypeError was thrown building Home(dirty):`. The message stands on the next line. */
function readBoxed(trimmed: string): string | null {
  if (!trimmed.startsWith('The following ') || !trimmed.includes(' was thrown')) return null;
  const end = typeEnd(trimmed, 14);
  return end > 14 && trimmed.startsWith(' was thrown', end) ? trimmed.slice(14, end) : null;
}

/** `RangeError (index): …`, `Bad state: oops`, `Exception: message`. */
function readError(text: string): { type: string | null; message: string } {
  const end = typeEnd(text, 0);
  if (text.startsWith(' (', end) && text.includes('):'))
    return { type: text.slice(0, end), message: text.slice(end + 1) };
  const colon = text.indexOf(': ');
  const words = text.slice(0, Math.max(0, colon));
  if (colon > 0 && isUpper(text.charAt(0)) && words.split(' ').length <= 3) {
    return { type: words, message: text.slice(colon + 2) };
  }
  return { type: null, message: text };
}

export const dart: TraceFormat = {
  name,
  opening: { starts: ['#', 'dart:', 'package:'], within: ['.dart '] },
  read(lines, index, collector) {
    const line = lines[index];
    if (line === undefined) return 0;
    const { trimmed } = line;
    const open = collector.isOpen(name, index, gap);
    if (open && (trimmed === '<asynchronous suspension>' || trimmed.startsWith('===== asynchronous gap'))) {
      collector.touch(index);
      return 1;
    }
    const frame = readFrame(trimmed);
    if (frame === null) return 0;
    const first = trimmed.startsWith('#0 ');
    if (!open || (first && collector.frames.length > 0)) {
      collector.begin(name, 'dart', index);
      addError(lines, index, collector);
    }
    collector.touch(index);
    const async = (lines[index - 1]?.trimmed ?? '').startsWith('<asynchronous');
    collector.addFrame({ ...frame, library: isLibraryPath(frame.file), textLine: line.number, async }, 1);
    return 1;
  },
};
