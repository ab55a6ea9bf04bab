// CPython's tracebacks: chains, exception groups, syntax errors, faulthandler, and IPython's way of naming frames.
import { headerAt, isErrorName, typeEnd } from '../errorHeader';
import { isLibraryPath } from '../libraryCode';
import { digitsEnd, indentOf, isDigit, looksLikePath, readNumber } from '../scanText';
import type { TraceCollector } from '../traceCollector';
import type { TraceFormat } from '../traceFormat';
import type { TraceLine } from '../traceLines';

const name = 'python';
const gap = 30;
const opening = 'Traceback (most recent call last):';
/** IPython writes the type before it, and no colon. */
const namedOpening = ' Traceback (most recent call last)';
const groupOpening = 'Exception Group Traceback (most recent call last):';

interface PythonFrame {
  readonly file: string;
  readonly line: number;
  readonly function: string | null;
  readonly evidence: number;
}

/** Length of an exception group's gutter (`  | `, `+-+---- 1 ----`): 0 where there is none. */
function gutterLength(text: string): number {
  let at = 0;
  let bars = 0;
  while (at < text.length) {
    const character = text.charAt(at);
    if (character === '|' || character === '+') bars += 1;
    else if (character !== ' ' && character !== '-') break;
    at += 1;
    if (character === '|') break;
  }
  if (bars === 0) return 0;
  return text.charAt(at) === ' ' ? at + 1 : at;
}

/** The frame of `File "x.py", line 3, in f`, in all its spellings, or null. */
function readFrame(trimmed: string): PythonFrame | null {
  if (trimmed.startsWith('File "')) {
    const close = trimmed.indexOf('", line ', 6);
    if (close < 0) return null;
    const end = digitsEnd(trimmed, close + 8);
    const line = readNumber(trimmed.slice(close + 8, end));
    if (line === null) return null;
    const rest = trimmed.slice(end);
    const named = rest.startsWith(', in ') ? rest.slice(5) : rest.startsWith(' in ') ? rest.slice(4) : null;
    if (named === null && rest !== '') return null;
    return { file: trimmed.slice(6, close), line, function: named?.trim() ?? null, evidence: named === null ? 0.5 : 1 };
  }
  return readNotebookFrame(trimmed);
}

/** IPython: `File ~/a.py:12, in f(x)`, `Cell In[3], line 2, in f(x)`, `Input In [3], in <cell line: 1>()`. */
function readNotebookFrame(trimmed: string): PythonFrame | null {
  const comma = trimmed.indexOf(', ');
  if (comma < 0) return null;
  if (trimmed.startsWith('File ')) {
    const place = trimmed.slice(5, comma);
    const colon = place.lastIndexOf(':');
    const line = readNumber(place.slice(colon + 1));
    if (line === null || !trimmed.startsWith(', in ', comma)) return null;
    return { file: place.slice(0, colon), line, function: called(trimmed.slice(comma + 5)), evidence: 1 };
  }
  if (trimmed.startsWith('Cell In[') && trimmed.startsWith(', line ', comma)) {
    const end = digitsEnd(trimmed, comma + 7);
    const line = readNumber(trimmed.slice(comma + 7, end));
    if (line === null) return null;
    const named = trimmed.startsWith(', in ', end) ? called(trimmed.slice(end + 5)) : null;
    return { file: trimmed.slice(0, comma), line, function: named, evidence: 1 };
  }
  return null;
}

/** IPython prints the call's arguments: the name alone is kept. */
function called(text: string): string {
  const open = text.indexOf('(');
  return open > 0 ? text.slice(0, open) : text;
}

function isOpening(content: string): boolean {
  return content.endsWith(opening) || content.endsWith(namedOpening);
}

/** `Type: message` or a bare `Type` at the end of a traceback. Any identifier may be an exception's name. */
function readError(content: string): { type: string; message: string } | null {
  const header = headerAt(content, 0, true);
  if (header !== null) return header;
  const end = typeEnd(content, 0);
  if (end === 0 || isDigit(content.charAt(0))) return null;
  const next = content.slice(end);
  if (next === '' || next.startsWith(': ') || next === ':') {
    return { type: content.slice(0, end), message: next.slice(1).trim() };
  }
  return null;
}

/** Lines between frames and the error, of which nothing is read. */
function isFiller(content: string): boolean {
  return content.startsWith('[Previous line repeated') || content.startsWith('---') || content.startsWith('^');
}

function startsGroupMember(text: string, gutter: string): boolean {
  return gutter.includes('+') && text.includes('---');
}

function openBlock(collector: TraceCollector, index: number): void {
  collector.open(name, 'python', index, gap);
}

/** `SyntaxError` and its kin name their place without a traceback: a place and, some lines below, the error. */
function syntaxErrorFollows(lines: readonly TraceLine[], index: number): boolean {
  for (let at = index + 1; at <= index + 4; at += 1) {
    const header = headerAt(lines[at]?.trimmed ?? '', 0, false);
    if (header !== null) return header.type.endsWith('Error');
  }
  return false;
}

class PythonReader {
  /** True while the frames of a traceback are read whose error has not come yet. */
  private pending = false;
  /** Indentation of the traceback whose error is awaited, after the gutter. */
  private indent = 0;
  private chained = false;
  private grouped = false;

  read(lines: readonly TraceLine[], index: number, collector: TraceCollector): number {
    const line = lines[index];
    if (line === undefined) return 0;
    const open = collector.isOpen(name, index, gap);
    if (!open) this.pending = this.chained = this.grouped = false;
    const gutter = gutterLength(line.text);
    const content = line.text.slice(gutter);
    const trimmed = content.trimStart();
    if (isOpening(trimmed) && !rubyFollows(lines, index)) return this.readOpening(trimmed, content, index, collector);
    if (open && gutter > 0 && startsGroupMember(line.text, line.text.slice(0, gutter))) {
      this.grouped = true;
      this.pending = false;
      collector.touch(index);
      return 1;
    }
    const frame = readFrame(trimmed);
    if (frame !== null) return this.readFrame(frame, lines, index, collector, gutter > 0);
    if (open) return this.readRest(trimmed, content, gutter, index, collector);
    if (gutter > 0 && trimmed.includes('Group') && trimmed.includes('sub-exception')) {
      const error = readError(trimmed);
      if (error === null) return 0;
      openBlock(collector, index);
      collector.addEvidence(0.5);
      collector.addError(error.type, error.message, 'primary');
      this.grouped = true;
      return 1;
    }
    return 0;
  }

  private readOpening(trimmed: string, content: string, index: number, collector: TraceCollector): number {
    const continues = collector.isOpen(name, index, gap) && (this.chained || this.grouped || this.pending);
    if (!continues) {
      collector.begin(name, 'python', index);
      this.grouped = false;
    }
    collector.touch(index);
    collector.addEvidence(0.5);
    collector.waiting();
    this.pending = true;
    this.indent = indentOf(content);
    if (trimmed === groupOpening && !this.grouped) this.indent = indentOf(content);
    return 1;
  }

  private readFrame(
    frame: PythonFrame,
    lines: readonly TraceLine[],
    index: number,
    collector: TraceCollector,
    inGroup: boolean,
  ): number {
    const open = collector.isOpen(name, index, gap);
    const complete = frame.function === null && syntaxErrorFollows(lines, index);
    if (!open && frame.evidence < 1 && !complete) return 0;
    if (!open) {
      collector.begin(name, 'python', index);
      fatalAbove(lines, index, collector);
    }
    if (!this.pending && collector.current < 0) {
      collector.waiting();
      this.indent = Math.max(0, indentOf(lines[index]?.text ?? '') - 2);
      if (inGroup) this.indent = 0;
    }
    this.pending = true;
    collector.touch(index);
    const library = isLibraryPath(frame.file) && frame.file !== '<stdin>';
    const evidence = complete ? 1 : frame.evidence;
    collector.addFrame({ ...frame, library, textLine: lines[index]?.number ?? 0 }, evidence);
    return 1;
  }

  private readRest(trimmed: string, content: string, gutter: number, index: number, collector: TraceCollector): number {
    if (trimmed.startsWith('During handling of the above exception') || trimmed.startsWith('The above exception was')) {
      this.chained = true;
      collector.changeRelation(collector.current, 'cause');
      collector.touch(index);
      return 1;
    }
    const member = this.grouped && !this.pending && gutter > 0 && collector.current >= 0;
    if (trimmed === '' || isFiller(trimmed)) return this.pending && trimmed !== '' ? 1 : 0;
    if (!this.pending && !member) return 0;
    if (indentOf(content) > this.indent && this.pending) {
      // Logs that lost their indentation: only what cannot be code ends the traceback.
      if (indentOf(content) > 0) return 1;
    }
    const error = readError(trimmed);
    if (error === null || (member && !isErrorName(error.type))) {
      if (this.pending && looksLikePath(trimmed)) return 1;
      return this.pending ? 1 : 0;
    }
    const relation = this.grouped && collector.errors.length > 0 ? 'group' : 'primary';
    collector.addError(error.type, error.message, relation, true);
    collector.touch(index);
    this.pending = false;
    this.chained = false;
    return 1;
  }
}

/** `Fatal Python error: Segmentation fault` stands above the threads that faulthandler prints, innermost frame first. */
function fatalAbove(lines: readonly TraceLine[], index: number, collector: TraceCollector): void {
  for (let at = index - 1; at >= Math.max(0, index - 6); at -= 1) {
    const trimmed = lines[at]?.trimmed ?? '';
    if (trimmed.startsWith('Fatal Python error: '))
      collector.addError('Fatal Python error', trimmed.slice(20), 'primary');
  }
}

/** Ruby prints the same first line: its frames tell. */
function rubyFollows(lines: readonly TraceLine[], index: number): boolean {
  const next = lines[index + 1]?.trimmed ?? '';
  return next.includes(':in `') || next.includes(":in '");
}

/** A frame, the line above the frames, or the gutter of an exception group, behind which either may stand. */
const lineOpening = { starts: ['File ', 'Cell In[', '|', '+', '-'], ends: [opening, namedOpening] };

export function python(): TraceFormat {
  const reader = new PythonReader();
  return { name, opening: lineOpening, read: (lines, index, collector) => reader.read(lines, index, collector) };
}
