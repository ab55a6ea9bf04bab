// C, C++, Rust, Swift and Go as sanitizers, gdb, lldb and Valgrind print them. Frames `#0 0x… in f file.c:1:2`.
import { isLibraryPath } from '../libraryCode';
import { digitsEnd, extensionOf, isDigit, looksLikePath, openingParenthesis, readLocation } from '../scanText';
import type { ReadFrame, TraceCollector } from '../traceCollector';
import type { TraceFormat } from '../traceFormat';
import { headerOpening, nativeHeader } from './nativeHeader';
import { readSwiftFrame } from './swiftFrame';

const name = 'native';
const gap = 10;

type NativeFrame = Omit<ReadFrame, 'library' | 'textLine'> & { readonly evidence: number; readonly library?: boolean };

/** Index after `0x55d0c1` at `start`, or -1. */
function addressEnd(text: string, start: number): number {
  if (!text.startsWith('0x', start)) return -1;
  let at = start + 2;
  while ('0123456789abcdefABCDEF'.includes(text.charAt(at)) && at < text.length) at += 1;
  return at > start + 2 ? at : -1;
}

/** Without `(BuildId: …)` and `(module+0x12)` at the end. */
function withoutModule(text: string): { text: string; module: boolean } {
  let rest = text;
  let module = false;
  while (rest.endsWith(')')) {
    const open = openingParenthesis(rest, rest.length - 1);
    const inside = open < 0 ? '' : rest.slice(open + 1, -1);
    if (!inside.startsWith('BuildId: ') && !inside.includes('+0x')) break;
    rest = rest.slice(0, open).trimEnd();
    module = true;
  }
  return { text: rest, module };
}

/** `f(int, char const*) dir/file.cc:12:5`: the path is what stands behind the last blank, and has a number. */
function functionAndPlace(text: string): Omit<NativeFrame, 'evidence'> {
  if (text.endsWith(' <null>')) {
    const called = text.slice(0, -7);
    return { file: null, line: null, function: called === '<null>' ? null : called };
  }
  const location = readLocation(text);
  const last = text.lastIndexOf(' ');
  if (location !== null) {
    const before = location.file.lastIndexOf(' ');
    const root = location.file.indexOf(' /');
    // A path with blanks in it: absolute, and behind the closing bracket of the arguments.
    const cut = root >= 0 && !location.file.slice(root).includes(')') ? root : before;
    const file = location.file.slice(cut + 1);
    if (cut >= 0 && (looksLikePath(file) || file.includes('/'))) {
      return { ...location, file, column: location.column, function: text.slice(0, cut).trim() };
    }
    if (cut < 0 && looksLikePath(file)) return { ...location, file, column: location.column, function: null };
  }
  const tail = text.slice(last + 1);
  const placeless = last > 0 && tail.startsWith('/') && tail.includes('/', 1);
  return { file: null, line: null, function: (placeless ? text.slice(0, last) : text).trim() };
}

/** gdb: `f (x=1) at file.c:12`, `f (x=1) from /lib/libc.so.6`. */
function readDebugger(text: string, addressed: boolean): NativeFrame | null {
  const at = text.lastIndexOf(' at ');
  const location = at < 0 ? null : readLocation(text.slice(at + 4));
  if (location !== null) {
    return { ...location, column: location.column, function: withoutArguments(text.slice(0, at)), evidence: 1 };
  }
  const from = text.lastIndexOf(') from ');
  if (from >= 0) {
    return {
      file: null,
      line: null,
      function: withoutArguments(text.slice(0, from + 1)),
      library: true,
      evidence: 0.5,
    };
  }
  if (!text.endsWith(')') || text.indexOf(' (') <= 0) return null;
  return { file: null, line: null, function: withoutArguments(text), evidence: addressed ? 0.5 : 0 };
}

function withoutArguments(text: string): string {
  const open = text.endsWith(')') ? openingParenthesis(text, text.length - 1) : -1;
  return open > 0 ? text.slice(0, open).trimEnd() : text.trim();
}

/** lldb: `frame #0: 0x… app`f(x=1) at file.c:12:5`. */
function readLldb(trimmed: string): NativeFrame | null {
  const start = trimmed.indexOf('frame #');
  const tick = start < 0 ? -1 : trimmed.indexOf('`', start);
  if (tick < 0 || start > 4) return null;
  const text = trimmed.slice(tick + 1);
  const at = text.lastIndexOf(' at ');
  const location = at < 0 ? null : readLocation(text.slice(at + 4));
  const called = (at < 0 ? text : text.slice(0, at)).split(' + ')[0] ?? '';
  if (location === null) return { file: null, line: null, function: called, evidence: 0.5 };
  return { ...location, column: location.column, function: withoutArguments(called), evidence: 1 };
}

/** Valgrind: `at 0x1091: main (x.c:5)`, `by 0x…: f (in /usr/lib/x.so)`. */
function readValgrind(text: string): NativeFrame | null {
  if (!text.startsWith('at 0x') && !text.startsWith('by 0x')) return null;
  const end = addressEnd(text, 3);
  if (end < 0 || !text.startsWith(': ', end)) return null;
  const rest = text.slice(end + 2);
  const open = rest.endsWith(')') ? openingParenthesis(rest, rest.length - 1) : -1;
  if (open <= 0) return { file: null, line: null, function: rest, evidence: 0.5 };
  const inside = rest.slice(open + 1, -1);
  const called = rest.slice(0, open).trimEnd();
  const location = readLocation(inside);
  if (location === null) return { file: null, line: null, function: called, library: true, evidence: 0.5 };
  const library = location.file.startsWith('vg_replace_') || isLibraryPath(location.file);
  return { ...location, function: called, library, evidence: 1 };
}

/** `#3 0x7f00 in f file.c:1:2`, `#3 f file.c:1 (a.out+0x4a)`, gdb's `#3  f (x=1) at file.c:1`. */
function readNumbered(trimmed: string): NativeFrame | null {
  const number = digitsEnd(trimmed, 1);
  if (trimmed.charAt(0) !== '#' || number === 1 || trimmed.charAt(number) !== ' ') return null;
  const rest = trimmed.slice(number).trimStart();
  const address = addressEnd(rest, 0);
  if (address < 0) {
    const { text, module } = withoutModule(rest);
    if (text.startsWith('<signal handler called>')) return { file: null, line: null, function: null, evidence: 0 };
    const debugged = rest.includes(' (') ? readDebugger(rest, false) : null;
    if (debugged !== null && debugged.file !== null) return debugged;
    if (!module) return debugged;
    return { ...functionAndPlace(text), evidence: 1 };
  }
  const behind = rest.slice(address).trim();
  if (!behind.startsWith('in ')) {
    return behind.startsWith('(') || behind === '' ? { file: null, line: null, function: null, evidence: 0.3 } : null;
  }
  const debugged = behind.includes(' (') ? readDebugger(behind.slice(3), true) : null;
  if (debugged !== null && (behind.includes(' at ') || debugged.library === true)) return debugged;
  const { text } = withoutModule(behind.slice(3));
  const read = functionAndPlace(text);
  return { ...read, evidence: read.file === null ? 0.5 : 1 };
}

function frameOf(trimmed: string): NativeFrame | null {
  const first = trimmed.charAt(0);
  if (first === '#') return readNumbered(trimmed);
  if (first === '*' || first === 'f') return readLldb(trimmed);
  if (first === 'a' || first === 'b') return readValgrind(trimmed);
  if (isDigit(first)) {
    const swift = readSwiftFrame(trimmed);
    return swift === null ? null : { ...swift, column: swift.column, evidence: 1 };
  }
  if (!trimmed.startsWith('==')) return null;
  const end = trimmed.indexOf('== ', 2);
  return end < 0 || !isDigit(trimmed.charAt(2)) ? null : readValgrind(trimmed.slice(end + 3).trim());
}

const languages: Readonly<Record<string, string>> = { go: 'go', s: 'c', rs: 'rust', swift: 'swift', c: 'c' };

/** `file.cpp:298:3: runtime error: message`: UBSan's line is header and frame in one. */
function readUndefined(trimmed: string, textLine: number, index: number, collector: TraceCollector): boolean {
  const marker = trimmed.indexOf(': runtime error: ');
  const location = marker < 0 ? null : readLocation(trimmed.slice(0, marker));
  if (location === null || location.column === undefined) return false;
  if (!looksLikePath(location.file) && location.file !== '<stdin>') return false;
  collector.begin(name, languages[extensionOf(location.file)] ?? 'cpp', index);
  collector.addError('UndefinedBehaviorSanitizer', trimmed.slice(marker + 17), 'primary');
  collector.addFrame({ ...location, library: isLibraryPath(location.file), textLine }, 1);
  return true;
}

export const native: TraceFormat = {
  name,
  opening: {
    starts: ['#', 'at 0x', 'by 0x', 'frame #', '*', ...headerOpening.starts],
    within: [': runtime error: ', ...headerOpening.within],
  },
  read(lines, index, collector) {
    const line = lines[index];
    if (line === undefined) return 0;
    const { trimmed } = line;
    if (readUndefined(trimmed, line.number, index, collector)) return 1;
    const header = nativeHeader(trimmed);
    if (header !== null) {
      collector.begin(name, 'cpp', index);
      collector.addError(header.type, header.message, 'primary');
      collector.addEvidence(header.evidence);
      if (header.location !== undefined) {
        const { file, line: number } = header.location;
        const library = isLibraryPath(file) || file.startsWith('Swift/');
        collector.addFrame({ file, line: number, library, textLine: line.number }, 1);
      }
      return 1;
    }
    const frame = frameOf(trimmed);
    if (frame === null) return 0;
    const open = collector.isOpen(name, index, gap);
    if (!open) collector.begin(name, 'cpp', index);
    collector.touch(index);
    if (frame.file === null && frame.function === null && trimmed.includes('<signal')) return 1;
    const library = frame.library ?? (frame.file !== null && isLibraryPath(frame.file));
    collector.addFrame({ ...frame, library, textLine: line.number }, frame.evidence);
    return 1;
  },
};
