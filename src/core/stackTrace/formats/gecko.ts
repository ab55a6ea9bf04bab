// Firefox's and Safari's stacks: `function@url:line:column`, `[native code]`, `url line 26 > eval:1:30`.
import { headerAbove } from '../headerAbove';
import { isLibraryPath } from '../libraryCode';
import { extensionOf, hasScheme, isWord, looksLikePath, readLocation, readNumber } from '../scanText';
import type { TraceFormat } from '../traceFormat';
import type { TraceLine } from '../traceLines';

const name = 'gecko';
const gap = 2;

interface GeckoFrame {
  readonly file: string | null;
  readonly line: number | null;
  readonly column?: number | undefined;
  readonly function: string | null;
  readonly evidence: number;
}

/** The `@` between function and place: the one before a scheme, else the last. -1 where there is none. */
function separator(text: string): number {
  let at = text.indexOf('@');
  const last = text.lastIndexOf('@');
  while (at >= 0 && at < last) {
    if (hasScheme(text.slice(at + 1, at + 32))) return at;
    at = text.indexOf('@', at + 1);
  }
  return last;
}

/** Old engines print the call: `bar(1)`, `()`, `(null)`, `<anonymous function>`. */
function functionName(text: string): string | null {
  if (text.startsWith('<anonymous function: ')) return text.slice(21, text.indexOf('>'));
  if (text.startsWith('(') || text.startsWith('<anonymous function')) return null;
  if (!text.endsWith(')')) return text === '' ? null : text;
  const open = text.indexOf('(');
  return open > 0 ? text.slice(0, open) : null;
}

/** `http://x/file.js line 26 > eval line 2 > eval:1:30` is code of line 26 of that file. */
function evalPlace(place: string): { file: string; line: number } | null {
  const arrow = place.indexOf(' > ');
  const marker = place.indexOf(' line ');
  if (arrow < 0 || marker < 0 || marker > arrow) return null;
  const line = readNumber(place.slice(marker + 6, arrow));
  return line === null ? null : { file: place.slice(0, marker), line };
}

function readFrame(trimmed: string): GeckoFrame | null {
  if (trimmed.length > 2048 || trimmed === '') return null;
  if (trimmed === '[native code]') return { file: null, line: null, function: null, evidence: 0 };
  const at = separator(trimmed);
  const before = at < 0 ? '' : trimmed.slice(0, at);
  const place = at < 0 ? trimmed : trimmed.slice(at + 1);
  if (at >= 0 && place === '[native code]')
    return { file: null, line: null, function: functionName(before), evidence: 0.2 };
  const evaluated = evalPlace(place);
  if (at >= 0 && evaluated !== null) return { ...evaluated, function: functionName(before), evidence: 1 };
  const location = readLocation(place);
  if (location === null) return null;
  const scheme = hasScheme(place);
  if (at < 0) return readBare(place, location, scheme);
  const safari = before === 'global code' || before === 'eval code' || before === 'module code';
  if (!scheme && !safari && !isFunction(before)) return null;
  if (location.file.includes(' ') && !scheme) return null;
  if (scheme) {
    // `user@http://host:80` has no path: a host and a port are no file and line.
    const host = location.file.indexOf('/', location.file.indexOf('://') + 3);
    if (host < 0) return null;
    // Before a star stands what started the frame: `promise callback*run`.
    const called = before.slice(before.lastIndexOf('*') + 1);
    if (called.includes(' ') && !safari && !before.startsWith('<')) return null;
  }
  const certain = location.column !== undefined && (scheme || safari);
  const evidence = certain ? 1 : scheme ? 0.5 : location.column !== undefined ? 0.5 : 0.25;
  return { ...location, column: location.column, function: functionName(before), evidence };
}

/** Top-level code has no name in Safari and React Native: only the place. */
function readBare(
  place: string,
  location: NonNullable<ReturnType<typeof readLocation>>,
  scheme: boolean,
): GeckoFrame | null {
  if (place.includes(' ') || location.column === undefined) return null;
  if (!scheme && extensionOf(location.file) !== 'bundle' && extensionOf(location.file) !== 'jsbundle') return null;
  return { ...location, column: location.column, function: null, evidence: 0.25 };
}

function isFunction(text: string): boolean {
  for (const character of text) {
    if (!isWord(character) && !'.$<>[]"\'/()@#*'.includes(character)) return false;
  }
  return !text.includes('/') || text.includes('/<');
}

/** `baz`, `foo`, `eval code`: Safari's frames inside an eval have a name and nothing else. */
function isEvalName(trimmed: string): boolean {
  if (trimmed === 'eval code') return true;
  if (trimmed === '' || trimmed.length > 80) return false;
  for (const character of trimmed) if (!isWord(character) && character !== '.') return false;
  return true;
}

/** Index of the first of the name-only lines that end with this `eval code`, if a frame follows; else -1. */
function evalNamesStart(lines: readonly TraceLine[], index: number): number {
  if (lines[index]?.trimmed !== 'eval code' || readFrame(lines[index + 1]?.trimmed ?? '') === null) return -1;
  let start = index;
  while (start > 0 && index - start < 8 && isEvalName(lines[start - 1]?.trimmed ?? '')) start -= 1;
  return start;
}

/** A name-less place opens a trace only right above a frame that has one. */
function framesFollow(lines: readonly TraceLine[], index: number): boolean {
  for (let next = index + 1; next <= index + 3; next += 1) {
    const trimmed = lines[next]?.trimmed ?? '';
    const frame = readFrame(trimmed);
    if (frame === null) return false;
    if (trimmed.includes('@')) return true;
  }
  return false;
}

export const gecko: TraceFormat = {
  name,
  opening: { place: true, at: true, starts: ['eval code', '[native code]'] },
  read(lines, index, collector) {
    const line = lines[index];
    if (line === undefined) return 0;
    const open = collector.isOpen(name, index, gap);
    const frame = readFrame(line.trimmed);
    const names = frame === null ? evalNamesStart(lines, index) : -1;
    if (frame === null && names < 0) return 0;
    if (!open) {
      if (frame !== null && !line.trimmed.includes('@') && !framesFollow(lines, index)) return 0;
      const header = headerAbove(lines, index, false, (trimmed) => readFrame(trimmed) !== null);
      collector.begin(name, 'javascript', index);
      if (header !== null && header.type !== null && header.index === index - 1) {
        collector.addError(header.type, header.message, 'primary');
      }
    }
    if (frame === null) {
      for (let at = names; at <= index; at += 1) {
        const named = lines[at];
        if (named === undefined) continue;
        const read = { file: null, line: null, function: named.trimmed, library: false, textLine: named.number };
        collector.addFrame(read, 0);
      }
      collector.touch(index);
      return 1;
    }
    collector.touch(index);
    const { file, function: named } = frame;
    // Safari's `eval` itself is native; it counts only beside frames that have a place.
    if (file === null && named !== null && !open && !framesFollow(lines, index)) return 0;
    collector.addFrame(
      {
        ...frame,
        library: file !== null && isLibraryPath(file),
        textLine: line.number,
        // `async*run`, `promise callback*run`, `setTimeout handler*run`: what stands before the star started it.
        async: named?.includes('*') === true,
      },
      file !== null && (hasScheme(file) || looksLikePath(file) || file.includes('/') || frame.evidence >= 1)
        ? frame.evidence
        : frame.evidence / 2,
    );
    return 1;
  },
};
