// Rust's panics (both spellings), numbered backtraces, and the reports of anyhow and color-eyre.
import { isLibraryPath, isRustLibrary } from '../libraryCode';
import { digitsEnd, isDigit, looksLikePath, readLocation } from '../scanText';
import type { TraceCollector } from '../traceCollector';
import type { TraceFormat } from '../traceFormat';
import type { TraceLine } from '../traceLines';

const name = 'rust';
const gap = 8;
const panicked = ' panicked at ';

function addPlace(text: string, line: TraceLine, collector: TraceCollector, evidence: number): boolean {
  const location = readLocation(text.endsWith(':') ? text.slice(0, -1) : text);
  if (location === null || location.column === undefined) return false;
  collector.addFrame({ ...location, library: isLibraryPath(location.file), textLine: line.number }, evidence);
  return true;
}

/** The lines of a panic's message: until a note, a backtrace, a blank line. */
function messageBelow(lines: readonly TraceLine[], index: number): { message: string; read: number } {
  const message: string[] = [];
  for (let at = index + 1; at < index + 30; at += 1) {
    const line = lines[at];
    if (line === undefined || line.trimmed === '') break;
    if (line.trimmed.startsWith('note: ') || line.trimmed === 'stack backtrace:' || line.trimmed.includes(panicked))
      break;
    message.push(line.text);
  }
  return { message: message.join('\n'), read: message.length };
}

/** `thread 'main' panicked at src/main.rs:4:19:` (message below) and `… panicked at 'message', src/main.rs:4:19`. */
function readPanic(lines: readonly TraceLine[], index: number, collector: TraceCollector): number {
  const line = lines[index];
  const at = line === undefined ? -1 : line.trimmed.indexOf(panicked);
  if (line === undefined || at < 0 || !line.trimmed.startsWith('thread ')) return 0;
  const rest = line.trimmed.slice(at + panicked.length);
  const quoted = rest.startsWith("'") ? rest.lastIndexOf("', ") : -1;
  const place = quoted >= 0 ? rest.slice(quoted + 3) : rest;
  const location = readLocation(place.endsWith(':') ? place.slice(0, -1) : place);
  if (location === null || !looksLikePath(location.file)) return 0;
  collector.begin(name, 'rust', index);
  const below = quoted >= 0 ? { message: rest.slice(1, quoted), read: 0 } : messageBelow(lines, index);
  collector.addError('panic', below.message, 'primary');
  addPlace(place, line, collector, 1);
  collector.touch(index + below.read);
  return 1 + below.read;
}

/** The function of a numbered line (`  4: app::run`, `  4:  0x55 - app::run`), or null. */
function numbered(trimmed: string): string | null {
  const end = digitsEnd(trimmed, 0);
  if (end === 0 || end > 4 || trimmed.charAt(end) !== ':' || trimmed.charAt(end + 1) !== ' ') return null;
  const rest = trimmed.slice(end + 1).trim();
  const dash = rest.startsWith('0x') ? rest.indexOf(' - ') : -1;
  return dash >= 0 ? rest.slice(dash + 3) : rest;
}

/** anyhow: `Error: message`, `Caused by:` with what lies below, and `Stack backtrace:` right above the frames. */
function reportAbove(lines: readonly TraceLine[], index: number, collector: TraceCollector): void {
  if (lines[index - 1]?.trimmed !== 'Stack backtrace:') return;
  const causes: string[] = [];
  for (let at = index - 2; at >= Math.max(0, index - 30); at -= 1) {
    const trimmed = lines[at]?.trimmed ?? '';
    if (trimmed.startsWith('Error: ')) {
      collector.addError(null, trimmed.slice(7), 'primary');
      for (const cause of causes) collector.addError(null, cause, 'cause');
      collector.attach(0);
      return;
    }
    if (trimmed !== '' && trimmed !== 'Caused by:') causes.unshift(numbered(trimmed) ?? trimmed);
  }
}

/** A numbered function with its `at path:line:column` below, or, inside a backtrace, without. */
function readNumbered(lines: readonly TraceLine[], index: number, collector: TraceCollector): number {
  const line = lines[index];
  const next = lines[index + 1];
  const called = line === undefined ? null : numbered(line.trimmed);
  if (line === undefined || called === null || called === '') return 0;
  const place = next?.trimmed.startsWith('at ') === true ? readLocation(next.trimmed.slice(3)) : null;
  const open = collector.isOpen(name, index, gap);
  if (next === undefined || place === null || place.column === undefined) {
    if (!open || !(collector.frames.length > 0) || !called.includes('::')) return 0;
    const library = isRustLibrary(called);
    collector.addFrame({ file: null, line: null, function: called, library, textLine: line.number }, 0);
    collector.touch(index);
    return 1;
  }
  if (!open) {
    collector.begin(name, 'rust', index);
    reportAbove(lines, index, collector);
  }
  const library = isLibraryPath(place.file);
  collector.addFrame({ ...place, function: called, library, textLine: next.number }, called.includes('::') ? 1 : 0.5);
  collector.touch(index + 1);
  return 2;
}

/** color-eyre: numbered messages, `Location:` with a place, `Error:` for what lies below, the backtrace. */
function readReport(lines: readonly TraceLine[], index: number, collector: TraceCollector): number {
  const trimmed = lines[index]?.trimmed ?? '';
  if (trimmed === 'Location:' || trimmed.startsWith('Location: ')) {
    const inline = trimmed.length > 9 ? trimmed.slice(10) : null;
    const line = inline === null ? lines[index + 1] : lines[index];
    const location = line === undefined ? null : readLocation(inline ?? line.trimmed);
    if (line === undefined || location?.column === undefined || !looksLikePath(location.file)) return 0;
    const messages = reportMessages(lines, index);
    collector.begin(name, 'rust', index);
    collector.addError(messages.length > 0 ? 'error report' : null, messages[0] ?? null, 'primary');
    for (const cause of messages.slice(1)) collector.addError(null, cause, 'cause');
    collector.attach(0);
    addPlace(inline ?? line.trimmed, line, collector, 1);
    collector.touch(index + 1);
    return inline === null ? 2 : 1;
  }
  if (trimmed === 'Error:' && collector.isOpen(name, index, gap)) {
    const cause = numbered(lines[index + 1]?.trimmed ?? '');
    if (cause === null) return 0;
    collector.addError(null, cause, 'cause');
    collector.touch(index + 1);
    return 2;
  }
  return 0;
}

/** The numbered messages right above `Location:`, first one first. */
function reportMessages(lines: readonly TraceLine[], index: number): string[] {
  const messages: string[] = [];
  for (let at = index - 1; at >= Math.max(0, index - 12); at -= 1) {
    const trimmed = lines[at]?.trimmed ?? '';
    if (trimmed === '') continue;
    const message = isDigit(trimmed.charAt(0)) ? numbered(trimmed) : null;
    if (message === null) break;
    messages.unshift(message);
  }
  return messages;
}

function readFailure(lines: readonly TraceLine[], index: number, collector: TraceCollector): number {
  const trimmed = lines[index]?.trimmed ?? '';
  if (!trimmed.startsWith('memory allocation of ')) return 0;
  const end = trimmed.indexOf(' failed');
  if (end < 0) return 0;
  collector.begin(name, 'rust', index);
  collector.addError('allocation failure', trimmed.slice(0, end + 7), 'primary');
  collector.addEvidence(1);
  return 1;
}

export const rust: TraceFormat = {
  name,
  opening: { starts: ['thread ', 'Location:', 'memory allocation of ', ...'0123456789'] },
  read(lines, index, collector) {
    const trimmed = lines[index]?.trimmed ?? '';
    const panic = readPanic(lines, index, collector);
    if (panic > 0) return panic;
    if (collector.isOpen(name, index, gap)) {
      if (trimmed === 'stack backtrace:' || trimmed.includes(' frames hidden ') || trimmed.startsWith('note: ')) {
        collector.touch(index);
        return 1;
      }
    }
    const first = trimmed.charAt(0);
    if (isDigit(first)) return readNumbered(lines, index, collector);
    if (first === 'L' || first === 'E') return readReport(lines, index, collector);
    return first === 'm' ? readFailure(lines, index, collector) : 0;
  },
};
