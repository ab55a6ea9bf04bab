// Cuts a text into the lines a program printed: no control sequences, no log prefixes, JSON log records opened.
// Caps: 1 MB of text, 4 KB a line.
import { logPrefixLength } from './logPrefix';
import { hasControls, stripAnsi } from '../privacy/stripAnsi';

export const maximumText = 1_048_576;
export const maximumLine = 4096;

export interface TraceLine {
  /** With its indentation, without white space at its end. */
  readonly text: string;
  readonly trimmed: string;
  /** 1-based line of the original text. */
  readonly number: number;
  /** A colon with a digit behind it: every `file:line` has one, and few other lines. */
  readonly hasPlace: boolean;
  readonly hasAt: boolean;
}

/** The index where a record's strings begin, or -1 where the line is no JSON or logfmt record with line breaks in it. */
function recordStart(line: string): number {
  if (!line.includes('\\n')) return -1;
  // A record can stand behind what a container's log puts before each line.
  const prefix = logPrefixLength(line);
  const start = line.length - line.slice(prefix).trimStart().length;
  if (line.charAt(start) === '{' && line.includes('"')) return start;
  const key = line.indexOf('stack');
  return key >= 0 && line.indexOf('="', key) >= 0 ? key : -1;
}

const quote = 0x22;
const backslash = 0x5c;

/** The strings of a record that hold line breaks, unescaped. Linear, tolerant of a record that is cut. */
function recordStrings(line: string, start: number): string[] {
  const found: string[] = [];
  let at = start;
  while (at < line.length) {
    if (line.charCodeAt(at) !== quote) {
      at += 1;
      continue;
    }
    const pieces: string[] = [];
    let from = at + 1;
    at += 1;
    while (at < line.length && line.charCodeAt(at) !== quote) {
      if (line.charCodeAt(at) !== backslash) {
        at += 1;
        continue;
      }
      if (at > from) pieces.push(line.slice(from, at));
      pieces.push(unescape(line, at));
      at += line.startsWith('u', at + 1) ? 6 : 2;
      from = at;
    }
    if (pieces.includes('\n')) found.push(pieces.join('') + line.slice(from, Math.min(at, line.length)));
    at += 1;
  }
  return found;
}

function unescape(line: string, at: number): string {
  const next = line.charAt(at + 1);
  if (next === 'n') return '\n';
  if (next === 't') return '\t';
  if (next === 'r') return '\r';
  if (next === 'u') {
    const code = Number.parseInt(line.slice(at + 2, at + 6), 16);
    return Number.isNaN(code) ? '' : String.fromCharCode(code);
  }
  return next;
}

function clean(line: string, controls: boolean): string {
  const capped = line.length > maximumLine ? line.slice(0, maximumLine) : line;
  const stripped = controls ? stripAnsi(capped) : capped;
  const prefix = logPrefixLength(stripped);
  return (prefix === 0 ? stripped : stripped.slice(prefix)).trimEnd();
}

const deepestRecord = 3;

const blank: TraceLine = { text: '', trimmed: '', number: 0, hasPlace: false, hasAt: false };

const colon = 0x3a;
const at = 0x40;

function lineOf(text: string, number: number): TraceLine {
  const trimmed = text.trimStart();
  let hasPlace = false;
  let hasAt = false;
  let before = 0;
  for (let index = 0; index < trimmed.length; index += 1) {
    const code = trimmed.charCodeAt(index);
    if (code === at) hasAt = true;
    else if (before === colon && code >= 0x30 && code <= 0x39) hasPlace = true;
    before = code;
  }
  return { text, trimmed, number, hasPlace, hasAt };
}

export interface TraceLines {
  readonly lines: readonly TraceLine[];
  /** Words of a line stand in the text as they do here, but for line breaks, quotes and backslashes. */
  readonly verbatim: boolean;
}

export function traceLines(text: string): TraceLines {
  const lines: TraceLine[] = [];
  const capped = text.length > maximumText ? text.slice(0, maximumText) : text;
  // Asked once of the whole text, which most often has neither.
  const controls = hasControls(capped);
  const records = capped.includes('\\n');
  const add = (line: string, number: number, controls: boolean): void => {
    lines.push(line === '' ? blank : lineOf(clean(line, controls), number));
  };
  /** A record in a record: a container's log of a program that logs records itself. */
  const open = (line: string, number: number, inside: boolean, depth: number): void => {
    const record = records && depth < deepestRecord ? recordStart(line) : -1;
    const opened = record < 0 ? [] : recordStrings(line, record);
    if (opened.length === 0) return add(line, number, inside || controls);
    for (const value of opened) {
      // `go test -json` writes a record for each line that was printed, with its line break.
      const text = value.endsWith('\n') ? value.slice(0, -1) : value;
      for (const part of text.split('\n')) {
        if (part === '') lines.push(blank);
        else open(part, number, true, depth + 1);
      }
    }
  };
  let number = 1;
  let start = 0;
  for (let end = capped.indexOf('\n'); end >= 0; end = capped.indexOf('\n', start)) {
    if (end === start) lines.push(blank);
    else open(capped.slice(start, end), number, false, 0);
    start = end + 1;
    number += 1;
  }
  open(capped.slice(start), number, false, 0);
  return { lines, verbatim: !controls && !(records && capped.includes('\\u')) };
}
