// pytest's own report: `E   Type: message` lines, then `file.py:12: Type`; `file.py:12: in function` for outer frames.
import { headerAt, isErrorName, typeEnd } from '../errorHeader';
import { isLibraryPath } from '../libraryCode';
import { extensionOf, readLocation } from '../scanText';
import type { TraceCollector } from '../traceCollector';
import type { TraceFormat } from '../traceFormat';
import type { TraceLine } from '../traceLines';

const name = 'pytest';
const gap = 60;
/** What stands between a cause and what it led to. */
const links = ['The above exception was the direct cause', 'During handling of the above exception'];

interface PytestFrame {
  readonly file: string;
  readonly line: number;
  readonly function: string | null;
  /** The type of the error raised here; null on outer frames. */
  readonly raised: string | null;
  /** `--tb=line` repeats the message behind the place; a compiler's or a warning's line looks the same. */
  readonly repeated?: string;
}

function readFrame(text: string): PytestFrame | null {
  const end = text.endsWith(':') ? text.length - 1 : text.indexOf(': ');
  if (end <= 0 || text.startsWith(' ')) return null;
  const location = readLocation(text.slice(0, end));
  if (location === null || location.column !== undefined || location.file.includes(' ')) return null;
  const rest = text.slice(end + 1).trim();
  const frame = { file: location.file, line: location.line };
  if (rest === '') return extensionOf(location.file) === 'py' ? { ...frame, function: null, raised: null } : null;
  if (rest.startsWith('in ')) return { ...frame, function: rest.slice(3), raised: null };
  const type = headerAt(rest, 0, true);
  if (type === null || !isErrorName(type.type))
    return type?.message === '' ? { ...frame, function: null, raised: type.type } : null;
  const repeated = type.message === '' ? {} : { repeated: rest };
  return { ...frame, function: null, raised: type.type, ...repeated };
}

/** `____ TestX.test_y ____` or `_ _ _ _ _`. */
function isRule(trimmed: string): boolean {
  return trimmed.startsWith('___') && trimmed.endsWith('___');
}

/** The first `E ` line of this failure, above the line that names the place. */
function raisedAbove(lines: readonly TraceLine[], index: number): string | null {
  let found: string | null = null;
  for (let at = index - 1; at >= Math.max(0, index - gap); at -= 1) {
    const text = lines[at]?.text ?? '';
    if (isRule(text) || text.startsWith('_ _ ')) break;
    if (text === 'E' || text.startsWith('E  ')) found = text.slice(1).trim();
    else if (found !== null) break;
  }
  return found;
}

/** With `--tb=short` the place comes first and the `E ` lines below it. */
function raisedBelow(lines: readonly TraceLine[], index: number): string | null {
  for (let at = index + 1; at < index + 12; at += 1) {
    const text = lines[at]?.text ?? '';
    if (isRule(text) || text.startsWith('_ _ ') || readFrame(text) !== null) return null;
    if (text.startsWith('E  ')) return text.slice(1).trim();
  }
  return null;
}

function addError(raised: string | null, text: string | null, collector: TraceCollector): void {
  const header = text === null ? null : headerAt(text, 0, true);
  const named = raised ?? header?.type ?? bareAssertion(text);
  // A qualified name in the `E ` line, its short form beside the place: the line knows more.
  const same = header !== null && (header.type === named || header.type.endsWith(`.${named ?? ''}`));
  const type = same && header !== null ? (raised ?? header.type) : named;
  collector.addError(type, same && header !== null ? header.message : text, 'primary', true);
}

function bareAssertion(text: string | null): string | null {
  if (text === null) return null;
  return text.startsWith('assert ') || typeEnd(text, 0) === 0 ? 'AssertionError' : null;
}

export const pytest: TraceFormat = {
  name,
  opening: { place: true, starts: ['___'] },
  read(lines, index, collector) {
    const line = lines[index];
    if (line === undefined) return 0;
    const open = collector.isOpen(name, index, gap);
    if (isRule(line.text) && line.text.includes(' ') && !line.text.startsWith('_ _')) {
      collector.begin(name, 'python', index);
      collector.addEvidence(0.4);
      return 1;
    }
    if (open && links.some((link) => line.text.startsWith(link))) {
      collector.changeRelation(collector.errors.length - 1, 'cause');
      collector.touch(index);
      return 1;
    }
    const frame = readFrame(line.text);
    if (frame === null) return 0;
    const above = frame.raised === null && frame.function !== null ? null : raisedAbove(lines, index);
    if (frame.repeated !== undefined && above?.startsWith(frame.repeated) !== true) return 0;
    const below = above === null && frame.raised === null ? raisedBelow(lines, index) : null;
    if (!open && above === null && below === null && !(frame.function !== null && followed(lines, index))) return 0;
    if (!open) collector.begin(name, 'python', index);
    collector.touch(index);
    const library = isLibraryPath(frame.file);
    const evidence = above !== null || below !== null ? 1 : 0.3;
    collector.addFrame({ ...frame, library, textLine: line.number }, evidence);
    if (frame.raised !== null || below !== null) {
      addError(frame.raised, above ?? below, collector);
      collector.waiting();
    }
    return 1;
  },
};

/** An outer frame of a report that was cut at its start: the raising one follows. */
function followed(lines: readonly TraceLine[], index: number): boolean {
  for (let at = index + 1; at < index + 20; at += 1) {
    const text = lines[at]?.text ?? '';
    if (text.startsWith('E  ')) return true;
  }
  return false;
}
