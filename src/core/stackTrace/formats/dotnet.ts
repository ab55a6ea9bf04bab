// .NET's stacks (Windows, .NET, Mono): inner exceptions, aggregates, resumed tasks. C#, F#, Visual Basic.
import { headerAt, isQualifiedName, readErrorHeader } from '../errorHeader';
import { headerAbove } from '../headerAbove';
import { isDotnetLibrary } from '../libraryCode';
import { digitsStart, isLetter, isWord, readLocation, readNumber } from '../scanText';
import type { TraceCollector } from '../traceCollector';
import type { TraceFormat } from '../traceFormat';
import type { TraceLine } from '../traceLines';

const name = 'dotnet';
const gap = 6;
const arrow = '---> ';
/** How the run times announce what nobody caught; Mono prints its trace once with each of them. */
const unhandled = ['Unhandled ', 'FATAL UNHANDLED EXCEPTION: '];
// "at" and "in … :line", as the run time's own languages say it.
const prefixes = ['at ', 'bei ', 'à ', 'en ', 'в ', 'w ', 'em ', 'в\u00a0'];
const places = [' in ', ' dans ', ' en ', ' в ', ' w ', ' em ', ' на '];

interface DotnetFrame {
  readonly file: string | null;
  readonly line: number | null;
  readonly function: string;
  readonly evidence: number;
}

/** `path:line 36` and `path:13` (Mono). */
function readPlace(text: string): { file: string; line: number } | null {
  // German ends the sentence.
  const place = text.endsWith('.') ? text.slice(0, -1) : text;
  const start = digitsStart(place, place.length);
  const line = readNumber(place.slice(start));
  if (line === null) return null;
  let at = start;
  while (at > 0 && (place.charAt(at - 1) === ' ' || isLetter(place.charAt(at - 1)) || place.charAt(at - 1) > '\u007f'))
    at -= 1;
  if (at < start && place.charAt(at - 1) === ':') return { file: place.slice(0, at - 1), line };
  const location = readLocation(place);
  return location === null ? null : { file: location.file, line: location.line };
}

/** Mono's `<0x40b745f0 + 0x00122>` and `[0x00012]` before the place. */
function withoutOffset(text: string): string {
  const offset = Math.max(text.lastIndexOf(' <0x'), text.lastIndexOf(' [0x'));
  return offset < 0 ? text : text.slice(0, offset);
}

/** Unity's `Player.Update () (at Assets/Scripts/Player.cs:23)`. */
function readUnity(trimmed: string): DotnetFrame | null {
  const at = trimmed.endsWith(')') ? trimmed.lastIndexOf(') (at ') : -1;
  const location = at < 0 ? null : readLocation(trimmed.slice(at + 6, -1));
  const called = trimmed.slice(0, at + 1);
  const open = called.indexOf(' (');
  const qualified = called.slice(0, Math.max(0, open));
  if (location === null || !qualified.includes('.') || qualified.includes(' ') || qualified.includes('(')) return null;
  return { file: location.file, line: location.line, function: called, evidence: 1 };
}

function readFrame(trimmed: string): DotnetFrame | null {
  const prefix = prefixes.find((start) => trimmed.startsWith(start));
  if (prefix === undefined) return readUnity(trimmed);
  // An aggregate marks the end of each of its errors but the first.
  const rest = trimmed.slice(prefix.length, trimmed.endsWith('<---') ? -4 : undefined);
  for (const word of places) {
    const at = rest.lastIndexOf(word);
    if (at < 0) continue;
    const place = readPlace(rest.slice(at + word.length));
    const called = rest.slice(0, at);
    if (place === null || !called.includes('(')) continue;
    const mono = withoutOffset(called);
    if (place.file.startsWith('<')) return { file: null, line: null, function: mono, evidence: 1 };
    if (mono === called && !called.endsWith(')')) continue;
    return { ...place, function: mono, evidence: 1 };
  }
  if (prefix !== 'at ') return null;
  if (rest.startsWith('(wrapper ')) return { file: null, line: null, function: rest, evidence: 1 };
  return readUnplaced(rest);
}

/** `at App.Store.Load[T](String key)`: no place, so it takes several, or a header, to be believed. */
function readUnplaced(rest: string): DotnetFrame | null {
  if (!rest.endsWith(')')) return null;
  const open = rest.indexOf('(');
  const called = rest.slice(0, open).trimEnd();
  if (open <= 0 || called.indexOf('.') <= 0 || called.includes(' ')) return null;
  if (!isWord(called.charAt(0)) && called.charAt(0) !== '<') return null;
  for (const character of called) if (!isWord(character) && !'.`<>[],+|_@\\*&='.includes(character)) return null;
  const inside = rest.slice(open + 1, -1);
  if (inside.includes(':') || inside.includes('/') || inside.startsWith('<')) return null;
  if (inside !== '' && !argumentsAreTyped(inside)) return null;
  return { file: null, line: null, function: rest, evidence: 0.4 };
}

/** `String name, Int32 count` or Mono's `System.Int32 i`, `object,intptr`. `file.js` and prose are neither. */
function argumentsAreTyped(inside: string): boolean {
  const first = inside.split(',')[0]?.trim() ?? '';
  const space = first.lastIndexOf(' ');
  return space > 0 ? isLetter(first.charAt(0)) : inside.includes(',') || first === 'object' || first.endsWith('&');
}

/** The errors of a header: `A: x ---> B: y ---> C: z`. */
function addErrors(text: string, collector: TraceCollector, first: 'primary' | 'cause'): void {
  let relation = first;
  for (const part of text.split(arrow)) {
    const cleaned = withoutInnerMark(part.trim());
    if (cleaned === '') continue;
    const header = headerAt(cleaned, 0, true) ?? readErrorHeader(cleaned, true);
    if (header === null && relation === 'cause') continue;
    collector.addError(header?.type ?? null, header?.message ?? cleaned, relation);
    relation = 'cause';
  }
}

/** `(Inner Exception #0) System.X: y<---` of an AggregateException. */
function withoutInnerMark(text: string): string {
  const close = text.startsWith('(Inner Exception #') ? text.indexOf(')') + 1 : 0;
  const cut = text.endsWith('<---') ? text.slice(close, -4) : text.slice(close);
  return cut.trim();
}
/** `dotnet test`: "Error Message:", the message with its type before ` : `, "Stack Trace:". */
function reportedError(
  lines: readonly TraceLine[],
  index: number,
): { readonly type: string | null; readonly message: string } | null {
  if (lines[index - 1]?.trimmed !== 'Stack Trace:') return null;
  for (let at = index - 2; at >= Math.max(0, index - 40); at -= 1) {
    if (lines[at]?.trimmed !== 'Error Message:') continue;
    const text = lines[at + 1]?.trimmed ?? '';
    const colon = text.indexOf(' : ');
    const type = colon < 0 ? '' : text.slice(0, colon);
    return isQualifiedName(type) ? { type, message: text.slice(colon + 3) } : { type: null, message: text };
  }
  return null;
}

function start(lines: readonly TraceLine[], index: number, collector: TraceCollector): void {
  const isBoundary = (trimmed: string): boolean => readFrame(trimmed) !== null;
  let top = index;
  // Inner exceptions stand on lines of their own between the header and the first frame.
  for (let at = index - 1; at >= Math.max(0, index - 30); at -= 1) {
    const trimmed = lines[at]?.trimmed ?? '';
    if (isBoundary(trimmed)) break;
    if (trimmed.startsWith(arrow)) top = at;
  }
  const header = headerAbove(lines, top, true, (trimmed) => isBoundary(trimmed) || trimmed.startsWith(arrow));
  collector.begin(name, 'csharp', index);
  const reported = reportedError(lines, top);
  if (reported !== null) {
    collector.addError(reported.type, reported.message, 'primary');
    collector.addEvidence(0.5);
  } else if (header === null) {
    collector.addError(null, null, 'primary');
  } else {
    const line = lines[header.index]?.trimmed ?? '';
    const found = header.type === null ? -1 : line.indexOf(header.type);
    addErrors(found > 0 ? line.slice(found) : line, collector, 'primary');
    if (header.type !== null) collector.addEvidence(0.5);
  }
  for (let at = top; at < index; at += 1) {
    const trimmed = lines[at]?.trimmed ?? '';
    if (trimmed.startsWith(arrow)) addErrors(trimmed, collector, 'cause');
    else if (trimmed.startsWith('--- End of inner')) endInner(collector);
  }
}

/** The inner error's frames are over: the next belong to the error that wraps it. */
function endInner(collector: TraceCollector): void {
  collector.attach(Math.max(0, collector.current - 1));
}

export const dotnet: TraceFormat = {
  name,
  opening: { starts: prefixes, within: [') (at '] },
  read(lines, index, collector) {
    const line = lines[index];
    if (line === undefined) return 0;
    const { trimmed } = line;
    const open = collector.isOpen(name, index, gap);
    if (open && trimmed.startsWith('--- End of ')) {
      if (trimmed.startsWith('--- End of inner')) endInner(collector);
      collector.addEvidence(0.5);
      collector.touch(index);
      return 1;
    }
    if (open && trimmed.startsWith(arrow)) {
      addErrors(trimmed, collector, 'cause');
      collector.touch(index);
      return 1;
    }
    const frame = readFrame(trimmed);
    if (frame === null) return 0;
    if (!open || isNewTrace(lines, index)) start(lines, index, collector);
    collector.touch(index);
    const before = lines[index - 1]?.trimmed ?? '';
    const async = before.startsWith('--- End of stack trace from previous location');
    collector.addFrame(
      { ...frame, library: isDotnetLibrary(frame.function), textLine: line.number, async },
      frame.evidence,
    );
    return 1;
  },
};

function isNewTrace(lines: readonly TraceLine[], index: number): boolean {
  for (let at = index - 1; at >= Math.max(0, index - gap); at -= 1) {
    const trimmed = lines[at]?.trimmed ?? '';
    if (readFrame(trimmed) !== null || trimmed.startsWith('--- End') || trimmed.startsWith(arrow)) return false;
    if (headerAt(trimmed, 0, true) !== null || unhandled.some((start) => trimmed.startsWith(start))) return true;
  }
  return false;
}
