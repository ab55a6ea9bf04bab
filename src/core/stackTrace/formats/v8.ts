// V8's stacks (Node, Chrome, Edge, Deno, Bun, React Native) and the frames that jest, vitest and mocha print like them.
import { headerAt, readErrorHeader } from '../errorHeader';
import { headerAbove } from '../headerAbove';
import { isLibraryPath } from '../libraryCode';
import { digitsEnd, extensionOf, looksLikePath, openingParenthesis, readLocation } from '../scanText';
import type { TraceCollector } from '../traceCollector';
import type { TraceFormat } from '../traceFormat';
import type { TraceLine } from '../traceLines';

const name = 'v8';
const gap = 8;

interface V8Frame {
  readonly file: string | null;
  readonly line: number | null;
  readonly column?: number | undefined;
  readonly function: string | null;
  readonly evidence: number;
  readonly async: boolean;
}

/** `eval at speak (http://x/file.js:21:17), <anonymous>:1:30`: where the innermost `eval` itself was called. */
function evalOrigin(inside: string): ReturnType<typeof readLocation> {
  const open = inside.lastIndexOf(' (');
  if (open < 0) return null;
  const close = inside.indexOf(')', open);
  return readLocation(inside.slice(open + 2, close < 0 ? inside.length : close));
}

function isJavaLocation(inside: string): boolean {
  if (inside === 'Native Method' || inside === 'Unknown Source') return true;
  const location = readLocation(inside);
  const extension = extensionOf(location === null ? inside : location.file);
  return 'java kt kts scala groovy clj'.split(' ').includes(extension) && location?.column === undefined;
}

function inParentheses(functionName: string, inside: string, async: boolean): V8Frame | null {
  const named = functionName.trim();
  const place = inside.startsWith('async ') ? inside.slice(6) : inside;
  const frame = { function: named === '' ? null : named, async: async || place !== inside };
  if (place.startsWith('eval at ')) {
    const origin = evalOrigin(place);
    return { ...frame, file: origin?.file ?? null, line: origin?.line ?? null, column: origin?.column, evidence: 1 };
  }
  if (place === 'native' || place === '<anonymous>' || place === 'native code' || place.startsWith('index ')) {
    return { ...frame, file: null, line: null, evidence: 0 };
  }
  if (place.startsWith('wasm:') || place.includes(':wasm-function[') || place.startsWith('address at ')) {
    return { ...frame, file: null, line: null, evidence: 0.5 };
  }
  if (isJavaLocation(place)) return null;
  const nameless = place.startsWith(':') ? readLocation(`.${place}`) : null;
  if (nameless !== null) return { ...frame, file: null, line: nameless.line, column: nameless.column, evidence: 0 };
  const location = readLocation(place);
  if (location === null) return null;
  if (named.startsWith('0x')) return null;
  const certain = location.column !== undefined;
  if (!certain && !looksLikePath(location.file)) return null;
  if (certain && /^\d+$/.test(location.file)) return null;
  return { ...frame, ...location, column: location.column, evidence: certain ? 1 : 0.5 };
}

function bare(rest: string, async: boolean): V8Frame | null {
  if (rest === '<anonymous>' || rest === '(native)' || rest === 'native') {
    return { file: null, line: null, function: rest === '<anonymous>' ? rest : null, evidence: 0, async };
  }
  const location = readLocation(rest);
  if (location === null) return null;
  const { file, line, column } = location;
  const isPath = looksLikePath(file) && !file.includes(' in ');
  if (isJavaLocation(rest) || (rest.includes('@') && !isPath)) return null;
  if (column === undefined) {
    return isPath && (file.includes('/') || file.includes('\\'))
      ? { file, line, function: null, evidence: 0.4, async }
      : null;
  }
  if (!isPath && (file.includes(' ') || digitsEnd(file, 0) > 0) && file !== 'eval code') return null;
  return { file, line, column, function: null, evidence: isPath ? 1 : 0.4, async };
}

/** What stands after `at ` or vitest's `❯ `. */
export function readFrame(rest: string): V8Frame | null {
  const async = rest.startsWith('async ');
  const text = async ? rest.slice(6) : rest;
  if (text.endsWith(')')) {
    const open = openingParenthesis(text, text.length - 1);
    if (open < 0) return null;
    if (open === 0) return inParentheses('', text.slice(1, -1), async);
    const before = text.slice(0, open);
    const at = before.indexOf('@');
    // Safari's extensions: `fn@safari-extension:(//id/file.js:1:2)`.
    if (before.endsWith(':')) {
      const inside = readLocation(before.slice(at + 1) + text.slice(open + 1, -1));
      if (inside === null) return null;
      return { ...inside, column: inside.column, function: at > 0 ? before.slice(0, at) : null, evidence: 1, async };
    }
    return inParentheses(before, text.slice(open + 1, -1), async);
  }
  const plain = bare(text, async);
  if (plain !== null) return plain;
  // A frame whose closing parenthesis was cut off.
  const open = text.indexOf(' (');
  return open > 0 && open < 200 ? inParentheses(text.slice(0, open), text.slice(open + 2), async) : null;
}

/** vitest: `❯ fn src/file.ts:12:5` and `❯ src/file.ts:12:5`; AVA: `› fn (file:12:5)`, `› file://file:12:5`. */
function readArrowFrame(rest: string): V8Frame | null {
  if (rest.endsWith(')')) return readFrame(rest);
  const location = readLocation(rest);
  if (location === null || location.column === undefined) return null;
  const space = location.file.lastIndexOf(' ');
  const file = location.file.slice(space + 1);
  if (!looksLikePath(file)) return null;
  const before = space < 0 ? null : location.file.slice(0, space);
  return { file, line: location.line, column: location.column, function: before, evidence: 1, async: false };
}

function frameOf(trimmed: string): V8Frame | null {
  if (trimmed.startsWith('❯ ') || trimmed.startsWith('› ')) return readArrowFrame(trimmed.slice(2).trim());
  if (!trimmed.startsWith('at ')) return null;
  // Node's inspector opens the error's properties behind the last frame, and puts commas between errors.
  const end = trimmed.endsWith(' {')
    ? trimmed.length - 2
    : trimmed.endsWith('),')
      ? trimmed.length - 1
      : trimmed.length;
  return readFrame(trimmed.slice(3, end).trim());
}

function isBoundary(trimmed: string): boolean {
  return frameOf(trimmed) !== null || trimmed.startsWith('... ');
}

const announcements = ['[cause]: ', 'Caused by: '];

/** `[cause]: Error: x`, `Caused by: Error: x`: what Node and vitest print below the first stack. */
function readNested(trimmed: string, collector: TraceCollector): boolean {
  const prefix = announcements.find((start) => trimmed.startsWith(start));
  if (prefix === undefined) return false;
  const text = trimmed.slice(prefix.length);
  const header = readErrorHeader(text);
  collector.addError(header?.type ?? null, header?.message ?? text, 'cause');
  return true;
}

/** `/app/file.js:3` above a syntax error: the only line that names the file, as its stack is all Node's own. */
function syntaxErrorFrame(lines: readonly TraceLine[], header: number, collector: TraceCollector): void {
  for (let at = header - 1; at >= Math.max(0, header - 8); at -= 1) {
    const line = lines[at];
    const location = line === undefined ? null : readLocation(line.trimmed);
    if (line === undefined || location === null || !looksLikePath(location.file) || line.text !== line.trimmed)
      continue;
    if (extensionOf(location.file) === '' || location.column !== undefined) continue;
    const library = isLibraryPath(location.file);
    collector.addFrame({ file: location.file, line: location.line, library, textLine: line.number }, 0);
    return;
  }
}

function start(lines: readonly TraceLine[], index: number, collector: TraceCollector): void {
  const header = headerAbove(lines, index, false, isBoundary);
  collector.begin(name, 'javascript', index);
  if (header === null) return;
  if (header.type !== null) collector.addEvidence(0.5);
  const above = lines[header.index]?.trimmed ?? '';
  const caused = above.startsWith('Caused by: ') || lines[header.index - 1]?.trimmed === 'Cause:';
  if (header.type !== null && caused) {
    collector.addError(header.type, header.message, 'cause');
    return;
  }
  collector.addError(header.type, header.message, 'primary');
  if (header.type === 'SyntaxError') syntaxErrorFrame(lines, header.index, collector);
}

/** What stands between two stacks of one block: nothing, a nested error that was read, a group's member, another trace. */
function between(lines: readonly TraceLine[], index: number, collector: TraceCollector): void {
  for (let at = index - 1; at >= Math.max(0, index - gap); at -= 1) {
    const trimmed = lines[at]?.trimmed ?? '';
    if (isBoundary(trimmed) || announcements.some((prefix) => trimmed.startsWith(prefix))) return;
    const header = headerAt(trimmed, 0, false);
    if (header !== null && isGroupMember(lines, at)) {
      collector.addError(header.type, header.message, 'group');
      return;
    }
    if (header !== null || trimmed.startsWith('● ') || trimmed.startsWith('Uncaught ')) {
      start(lines, index, collector);
      return;
    }
  }
}

/** `[errors]: [` opens an AggregateError's list; the second member follows the first one's last frame and its comma. */
function isGroupMember(lines: readonly TraceLine[], header: number): boolean {
  const above = lines[header - 1]?.trimmed ?? '';
  return above.startsWith('[errors]: [') || above.endsWith('),') || above === '},';
}

export const v8: TraceFormat = {
  name,
  opening: { starts: ['at ', '❯ ', '› '] },
  read(lines, index, collector) {
    const line = lines[index];
    if (line === undefined) return 0;
    const open = collector.isOpen(name, index, gap);
    if (open && readNested(line.trimmed, collector)) {
      collector.touch(index);
      return 1;
    }
    const frame = frameOf(line.trimmed);
    if (frame === null || (!open && frame.evidence === 0 && !frameFollows(lines, index))) return 0;
    if (!open) start(lines, index, collector);
    else if (frameOf(lines[index - 1]?.trimmed ?? '') === null) between(lines, index, collector);
    collector.touch(index);
    collector.addFrame(
      {
        ...frame,
        library: frame.file !== null && isLibraryPath(frame.file),
        textLine: line.number,
      },
      frame.evidence,
    );
    return 1;
  },
};

function frameFollows(lines: readonly TraceLine[], index: number): boolean {
  const next = frameOf(lines[index + 1]?.trimmed ?? '');
  return next !== null && next.evidence > 0;
}
