// Go's panics, fatal errors, goroutine dumps and data races, and the failures that `go test` prints.
import { isGoLibrary } from '../libraryCode';
import type { Opening } from '../lineFilter';
import { digitsEnd, extensionOf, indentOf, isWord, openingParenthesis, readLocation } from '../scanText';
import type { TraceCollector } from '../traceCollector';
import type { TraceFormat } from '../traceFormat';
import type { TraceLine } from '../traceLines';

const name = 'go';
const gap = 4;
const extensions = new Set(['go', 's', 'c', 'cc', 'cpp', 'h', 'cgo1']);
const opening: Opening = {
  starts: [
    'panic: ', 'fatal error: ', 'WARNING: DATA RACE', 'SIGQUIT: ', 'SIGABRT: ', 'goroutine ', 'runtime stack:', 'created by ',
    '--- FAIL: ',
  ],
  ends: [')'],
  place: true,
  within: ['http: panic serving '],
}; // prettier-ignore

interface Announced {
  readonly type: string;
  readonly message: string;
}

/** The line that names a Go failure, or null. */
function announcedAt(trimmed: string): Announced | null {
  if (trimmed.startsWith('panic: ')) return { type: 'panic', message: withoutRecovered(trimmed.slice(7)) };
  if (trimmed.startsWith('fatal error: ')) return { type: 'fatal error', message: trimmed.slice(13) };
  if (trimmed === 'WARNING: DATA RACE') return { type: 'DATA RACE', message: '' };
  if (trimmed.startsWith('SIGQUIT: ') || trimmed.startsWith('SIGABRT: ')) {
    return { type: trimmed.slice(0, 7), message: trimmed.slice(9) };
  }
  const served = trimmed.indexOf('http: panic serving ');
  if (served >= 0) {
    const message = trimmed.indexOf(': ', served + 20);
    return message < 0 ? null : { type: 'panic', message: trimmed.slice(message + 2) };
  }
  return null;
}

function withoutRecovered(message: string): string {
  const mark = message.indexOf(' [recovered');
  return mark < 0 ? message : message.slice(0, mark);
}

/** `goroutine 1 [running]:` */
function isGoroutine(trimmed: string): boolean {
  if (!trimmed.startsWith('goroutine ')) return trimmed === 'runtime stack:';
  const end = digitsEnd(trimmed, 10);
  return end > 10 && trimmed.charAt(end + 1) === '[' && trimmed.endsWith(']:');
}

/** `main.f(0x1, …)`, `panic({…})`, `created by main.main in goroutine 1`: the name, or null. */
function functionOf(trimmed: string): string | null {
  if (trimmed.startsWith('created by ')) {
    const end = trimmed.indexOf(' in goroutine ');
    return trimmed.slice(11, end < 0 ? trimmed.length : end);
  }
  if (!trimmed.endsWith(')')) return null;
  const open = openingParenthesis(trimmed, trimmed.length - 1);
  const called = trimmed.slice(0, Math.max(0, open));
  if (called === 'panic') return called;
  if (called === '' || called.indexOf('.') <= 0 || called.includes(' ') || !isWord(called.charAt(0))) return null;
  return called;
}

/** `/path/file.go:12 +0x1d fp=…`, with what may follow the number. */
function placeOf(line: TraceLine | undefined): { file: string; line: number; offset: boolean } | null {
  if (line === undefined || !line.hasPlace) return null;
  const { trimmed } = line;
  let end = trimmed.indexOf(' +0x');
  if (end < 0) end = trimmed.indexOf(' fp=0x');
  const location = readLocation(end < 0 ? trimmed : trimmed.slice(0, end));
  if (location === null || location.column !== undefined || !extensions.has(extensionOf(location.file))) return null;
  return { file: location.file, line: location.line, offset: end >= 0 };
}

/** `store_test.go:12: message` below `--- FAIL: TestX`: what `t.Error` prints. */
function readTestFailure(lines: readonly TraceLine[], index: number, collector: TraceCollector): number {
  const trimmed = lines[index]?.trimmed ?? '';
  if (!trimmed.startsWith('--- FAIL: ')) return 0;
  const test = trimmed.slice(10).split(' ')[0] ?? '';
  let read = 0;
  for (let at = index + 1; at < index + 12; at += 1) {
    const line = lines[at];
    const colon = line === undefined ? -1 : `${line.trimmed} `.indexOf(': ');
    const location = line === undefined || colon < 0 ? null : readLocation(line.trimmed.slice(0, colon));
    if (line === undefined || location === null || !location.file.endsWith('_test.go')) {
      if (read > 0 || line?.trimmed.startsWith('---') === true) break;
      continue;
    }
    if (read === 0) {
      collector.begin(name, 'go', at);
      collector.addError(null, line.trimmed.slice(colon + 2) || assertion(lines, at), 'primary');
    }
    collector.touch(at);
    collector.addFrame({ ...location, function: test, library: false, textLine: line.number }, 1);
    read = at - index + 1;
  }
  return read;
}

/** testify leaves the line with the place empty, and says what failed behind `Error:`. */
function assertion(lines: readonly TraceLine[], index: number): string {
  for (let at = index + 1; at < index + 12; at += 1) {
    const trimmed = lines[at]?.trimmed ?? '';
    if (trimmed.startsWith('Error:')) return trimmed.slice(6).trim();
  }
  return '';
}

/** `main.load` and `example.com/shop/cart.(*Cart).Total`, alone on their line. */
function isBareName(trimmed: string): boolean {
  if (!isWord(trimmed.charAt(0)) || trimmed.indexOf('.') <= 0 || trimmed.endsWith(')')) return false;
  for (const character of trimmed) if (!isWord(character) && !'./-()*[]~'.includes(character)) return false;
  return true;
}

/** pkg/errors and zap: a name, and below it, farther in, its place. It takes two of them. */
function readBare(lines: readonly TraceLine[], index: number, collector: TraceCollector): number {
  const line = lines[index];
  const above = lines[index - 1];
  const place = placeOf(line);
  if (line === undefined || above === undefined || place === null || !isBareName(above.trimmed)) return 0;
  if (indentOf(line.text) <= indentOf(above.text)) return 0;
  if (!collector.isOpen(name, index, gap)) {
    collector.begin(name, 'go', index);
    const message = lines[index - 2]?.trimmed ?? '';
    collector.addError(null, message === '' ? null : message, 'primary');
  }
  collector.touch(index);
  const { file, line: number } = place;
  const library = isGoLibrary(file, above.trimmed);
  collector.addFrame({ file, line: number, function: above.trimmed, library, textLine: line.number }, 0.5);
  return 1;
}

function announce(lines: readonly TraceLine[], index: number, found: Announced, collector: TraceCollector): boolean {
  const nested = collector.isOpen(name, index, 2) && collector.frames.length === 0 && collector.errors.length > 0;
  if (nested) {
    const before = collector.errors.at(-1);
    // A test runner panics again with what it recovered: one error.
    if (before?.message === found.message) return true;
    collector.changeRelation(collector.current, 'cause');
  } else {
    if (!tracefollows(lines, index)) return false;
    collector.begin(name, 'go', index);
  }
  collector.addError(found.type, found.message, 'primary');
  collector.touch(index);
  return true;
}

function tracefollows(lines: readonly TraceLine[], index: number): boolean {
  for (let at = index + 1; at <= index + 12; at += 1) {
    const line = lines[at];
    if (line === undefined) return false;
    if (isGoroutine(line.trimmed) || placeOf(line)?.offset === true) return true;
    if (lines[at + 1]?.hasPlace === true && functionOf(line.trimmed) !== null && placeOf(lines[at + 1]) !== null) {
      return true;
    }
  }
  return false;
}

export const go: TraceFormat = {
  name,
  opening,
  read(lines, index, collector) {
    const line = lines[index];
    if (line === undefined) return 0;
    const { trimmed } = line;
    const announced = announcedAt(trimmed);
    if (announced !== null) return announce(lines, index, announced, collector) ? 1 : 0;
    const open = collector.isOpen(name, index, gap);
    if (isGoroutine(trimmed)) {
      if (!open) collector.begin(name, 'go', index);
      collector.touch(index);
      collector.addEvidence(0.5);
      return 1;
    }
    if (
      open &&
      (trimmed.startsWith('[signal ') || trimmed.startsWith('[originating') || trimmed.startsWith('goroutine running'))
    ) {
      collector.touch(index);
      return 1;
    }
    const called = functionOf(trimmed);
    const next = lines[index + 1];
    const place = called === null || next === undefined ? null : placeOf(next);
    if (called === null || place === null || next === undefined) {
      return readBare(lines, index, collector) || readTestFailure(lines, index, collector);
    }
    if (!open && !place.offset && !tracefollows(lines, index)) return 0;
    if (!open) collector.begin(name, 'go', index);
    collector.touch(index + 1);
    const async = trimmed.startsWith('created by ');
    const library = isGoLibrary(place.file, called);
    collector.addFrame(
      { file: place.file, line: place.line, function: called, library, textLine: next.number, async },
      place.offset ? 1 : 0.5,
    );
    return 2;
  },
};
