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

/** The strings of a record that hold line breaks, unescaped. Linear, tolerant of a record that is cut. */
function recordStrings(line: string, start: number): string[] {
  const found: string[] = [];
  let at = start;
  while (at < line.length) {
    if (line.charAt(at) !== '"') {
      at += 1;
      continue;
    }
    let value = '';
    let from = at + 1;
    at += 1;
    while (at < line.length && line.charAt(at) !== '"') {
      if (line.charAt(at) !== '\\') {
        at += 1;
        continue;
      }
      value += line.slice(from, at) + unescape(line, at);
      at += line.charAt(at + 1) === 'u' ? 6 : 2;
      from = at;
    }
    value += line.slice(from, Math.min(at, line.length));
    at += 1;
    if (value.includes('\n')) found.push(value);
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

const blank: TraceLine = { text: '', trimmed: '', number: 0 };

export function traceLines(text: string): TraceLine[] {
  const lines: TraceLine[] = [];
  const capped = text.length > maximumText ? text.slice(0, maximumText) : text;
  // Asked once of the whole text, which most often has neither.
  const controls = hasControls(capped);
  const records = capped.includes('\\n');
  const add = (line: string, number: number, controls: boolean): void => {
    if (line === '') {
      lines.push(blank);
      return;
    }
    const cleaned = clean(line, controls);
    lines.push({ text: cleaned, trimmed: cleaned.trimStart(), number });
  };
  /** A record in a record: a container's log of a program that logs records itself. */
  const open = (line: string, number: number, inside: boolean, depth: number): void => {
    const record = records && depth < deepestRecord ? recordStart(line) : -1;
    const opened = record < 0 ? [] : recordStrings(line, record);
    if (opened.length === 0) add(line, number, inside || controls);
    // `go test -json` writes a record for each line that was printed, with its line break.
    const texts = opened.map((value) => (value.endsWith('\n') ? value.slice(0, -1) : value));
    for (const text of texts) for (const part of text.split('\n')) open(part, number, true, depth + 1);
  };
  let number = 0;
  for (const line of capped.split('\n')) {
    number += 1;
    open(line, number, false, 0);
  }
  return lines;
}
