// What Node's test runner (and tap) prints that V8 does not: stacks without `at` in TAP's YAML, and a failed test's own place
// where there is no stack (a plan not met, a time-out).
import { isLibraryPath } from '../libraryCode';
import { looksLikePath, readLocation, type Location } from '../scanText';
import type { TraceCollector } from '../traceCollector';
import type { TraceFormat } from '../traceFormat';
import type { TraceLine } from '../traceLines';
import { readFrame } from './v8';

const name = 'nodeTest';
const reach = 60;

function placeOf(text: string): Location | null {
  const location = readLocation(text);
  return location?.column !== undefined && looksLikePath(location.file) ? location : null;
}

function unquoted(text: string): string {
  const first = text.charAt(0);
  return (first === "'" || first === '"') && text.length > 1 && text.endsWith(first) ? text.slice(1, -1) : text;
}

function addPlace(location: Location, line: TraceLine, message: string | null, collector: TraceCollector): void {
  collector.addError(null, message, 'primary');
  const library = isLibraryPath(location.file);
  collector.addFrame({ ...location, library, textLine: line.number }, 1);
  // The next failed test is a trace of its own.
  collector.close();
}

/** `test at file:5:1`, `✖ name (3ms)`, a message, and no stack before the next one. */
function readFailedTest(lines: readonly TraceLine[], index: number, collector: TraceCollector): number {
  const line = lines[index];
  const location = placeOf(line?.trimmed.slice('test at '.length) ?? '');
  if (line === undefined || location === null || lines[index + 1]?.trimmed.startsWith('✖ ') !== true) return 0;
  let message: string | null = null;
  for (let at = index + 2; at < Math.min(lines.length, index + reach); at += 1) {
    const trimmed = lines[at]?.trimmed ?? '';
    if (trimmed.startsWith('at ')) return 0;
    if (trimmed.startsWith('test at ')) break;
    if (message === null && trimmed !== '') message = unquoted(trimmed);
  }
  collector.begin(name, 'javascript', index);
  addPlace(location, line, message, collector);
  return 2;
}

interface Failure {
  readonly lines: ReadonlyMap<string, { readonly line: TraceLine; readonly index: number; readonly value: string }>;
  readonly end: number;
}

/** The YAML block of a failed test from its `---`; null where it never ends near by. */
function readYaml(lines: readonly TraceLine[], index: number): Failure | null {
  const end = yamlEnd(lines, index);
  if (end < 0) return null;
  const found = new Map<string, { line: TraceLine; index: number; value: string }>();
  for (let at = index + 1; at < end; at += 1) {
    const line = lines[at];
    if (line === undefined) return null;
    const colon = line.trimmed.indexOf(': ');
    const key = colon < 0 ? '' : line.trimmed.slice(0, colon);
    if (/^[a-zA-Z]+$/.test(key) && !found.has(key)) {
      found.set(key, { line, index: at, value: unquoted(line.trimmed.slice(colon + 2)) });
    }
  }
  return { lines: found, end };
}

/** Index of the block's `...`; -1 where another test comes first. */
function yamlEnd(lines: readonly TraceLine[], index: number): number {
  for (let at = index + 1; at < Math.min(lines.length, index + reach); at += 1) {
    const trimmed = lines[at]?.trimmed ?? '';
    if (trimmed === '...') return at;
    if (trimmed === '---' || trimmed.startsWith('not ok ')) return -1;
  }
  return -1;
}

function readTap(lines: readonly TraceLine[], index: number, collector: TraceCollector): number {
  if (lines[index - 1]?.trimmed.startsWith('not ok ') !== true) return 0;
  const failure = readYaml(lines, index);
  if (failure === null || failure.lines.get('failureType')?.value === 'subtestsFailed') return 0;
  const stack = failure.lines.get('stack');
  const message = textOf(lines, failure, 'error');
  collector.begin(name, 'javascript', index);
  if (stack === undefined) {
    const place = failure.lines.get('location');
    const location = placeOf(place?.value ?? '');
    if (place === undefined || location === null) {
      collector.close();
      return 0;
    }
    addPlace(location, place.line, message, collector);
    return failure.end - index + 1;
  }
  collector.addError(failure.lines.get('name')?.value ?? null, message, 'primary');
  let read = 0;
  for (let at = stack.index + 1; at < failure.end; at += 1) {
    const line = lines[at];
    const frame = line === undefined || line.trimmed.startsWith('at ') ? null : readFrame(line.trimmed);
    if (line === undefined || frame === null) continue;
    const library = frame.file !== null && isLibraryPath(frame.file);
    collector.addFrame({ ...frame, library, textLine: line.number }, frame.evidence);
    read += 1;
  }
  collector.close();
  // Tape's stacks are V8's own.
  return read === 0 ? 0 : failure.end - index + 1;
}

/** A value on its line, or the first line of the block below it. */
function textOf(lines: readonly TraceLine[], failure: Failure, key: string): string | null {
  const found = failure.lines.get(key);
  if (found === undefined) return null;
  return found.value.startsWith('|') ? (lines[found.index + 1]?.trimmed ?? null) : found.value;
}

export const nodeTest: TraceFormat = {
  name,
  opening: { starts: ['---', 'test at '] },
  read(lines, index, collector) {
    const trimmed = lines[index]?.trimmed ?? '';
    if (trimmed.startsWith('test at ')) return readFailedTest(lines, index, collector);
    return trimmed === '---' ? readTap(lines, index, collector) : 0;
  },
};
