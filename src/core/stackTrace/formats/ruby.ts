// Ruby's backtraces in both orders, Rails' logs, and what minitest and RSpec print.
import { headerAt, typeEnd } from '../errorHeader';
import { headerAbove } from '../headerAbove';
import { isLibraryPath } from '../libraryCode';
import {
  closingParenthesis,
  digitsEnd,
  digitsStart,
  extensionOf,
  isUpper,
  readLocation,
  readNumber,
} from '../scanText';
import type { TraceCollector } from '../traceCollector';
import type { TraceFormat } from '../traceFormat';
import type { TraceLine } from '../traceLines';

const name = 'ruby';
/** RSpec's heading: no error's name. */
const failure = 'Failure/Error';
const gap = 4;

interface RubyFrame {
  readonly file: string;
  readonly line: number;
  readonly function: string | null;
  readonly library: boolean;
  readonly evidence: number;
  /** What stands behind the frame: the message, on the line where the error was raised. */
  readonly rest: string;
  readonly from: boolean;
}

/** `from `, `3: from `, `# ` (RSpec), and the gem of Rails' cleaned lines: what may stand before the path. */
function readLead(trimmed: string): { at: number; from: boolean; spec: boolean } {
  let at = digitsEnd(trimmed, 0);
  if (at === 0 || !trimmed.startsWith(': from ', at)) at = 0;
  else return { at: at + 7, from: true, spec: false };
  if (trimmed.startsWith('from ')) return { at: 5, from: true, spec: false };
  if (trimmed.startsWith('# ')) return { at: 2, from: false, spec: true };
  return { at: 0, from: false, spec: false };
}

/** Length of `actionpack (5.1.4) ` before the path of a gem, or 0. */
function gemLength(text: string): number {
  const open = text.indexOf(' (');
  if (open <= 0 || open > 60) return 0;
  const close = closingParenthesis(text, open + 1);
  if (close < 0 || text.charAt(close + 1) !== ' ' || text.slice(0, open).includes('/')) return 0;
  return digitsEnd(text, open + 2) > open + 2 ? close + 2 : 0;
}

function readFrame(trimmed: string): RubyFrame | null {
  const lead = readLead(trimmed);
  const text = trimmed.slice(lead.at);
  const gem = gemLength(text);
  const body = text.slice(gem);
  const backtick = body.indexOf(':in `');
  const marker = backtick >= 0 ? backtick : body.indexOf(":in '");
  if (marker < 0) return readUnnamed(body, lead);
  const start = digitsStart(body, marker);
  const line = readNumber(body.slice(start, marker));
  if (line === null || start < 2 || body.charAt(start - 1) !== ':') return null;
  const close = body.indexOf("'", marker + 5);
  if (close < 0) return null;
  const file = body.slice(0, start - 1);
  if (file.includes(' ') && !file.includes('/')) return null;
  const rest = body.slice(close + 1);
  if (rest !== '' && !rest.startsWith(': ')) return null;
  return {
    file,
    line,
    function: body.slice(marker + 5, close),
    library: gem > 0 || isLibraryPath(file),
    evidence: 1,
    rest: rest.slice(2),
    from: lead.from,
  };
}

/** `from app.rb:9` and RSpec's `# ./spec/a_spec.rb:12`, which name no method; `app.rb:3: msg (Type)` at the top level. */
function readUnnamed(body: string, lead: { from: boolean; spec: boolean }): RubyFrame | null {
  const end = body.indexOf(': ');
  const location = readLocation(end < 0 ? body : body.slice(0, end));
  if (location === null || location.column !== undefined) return null;
  const extension = extensionOf(location.file);
  if (extension !== 'rb' && extension !== 'erb' && extension !== 'rake' && extension !== 'ru') return null;
  const rest = end < 0 ? '' : body.slice(end + 2);
  const raised = typeInParentheses(rest) !== null;
  if (!lead.from && !lead.spec && !raised) return null;
  return {
    file: location.file,
    line: location.line,
    function: null,
    library: isLibraryPath(location.file),
    evidence: raised ? 1 : 0.5,
    rest: raised ? rest : '',
    from: lead.from,
  };
}

const templates = new Set(['erb', 'haml', 'slim', 'jbuilder']);

/** Rails leaves a template's own method out: a bare place, right above a frame that names one. */
function readTemplate(lines: readonly TraceLine[], index: number): RubyFrame | null {
  const location = readLocation(lines[index]?.trimmed ?? '');
  if (location === null || location.column !== undefined || !templates.has(extensionOf(location.file))) return null;
  if (readFrame(lines[index + 1]?.trimmed ?? '')?.evidence !== 1) return null;
  const { file, line } = location;
  return { file, line, function: null, library: isLibraryPath(file), evidence: 0.5, rest: '', from: false };
}

/** `message (NoMethodError)`: the type that closes the line. */
function typeInParentheses(text: string): { type: string; message: string } | null {
  if (!text.endsWith(')')) return null;
  const open = text.lastIndexOf(' (');
  const type = open < 0 ? '' : text.slice(open + 2, -1);
  if (!isUpper(type.charAt(0)) || typeEnd(type, 0) !== type.length) return null;
  return { type, message: text.slice(0, open) };
}

/** Rails: `NoMethodError (undefined method …):` and minitest or RSpec: `NoMethodError: …`. */
function start(lines: readonly TraceLine[], index: number, collector: TraceCollector): void {
  const header = headerAbove(lines, index, true, (trimmed) => readFrame(trimmed) !== null);
  collector.begin(name, 'ruby', index);
  if (header === null || header.type === null) collector.waiting();
  else if (header.type === failure) collector.addError(null, expectation(lines, header.index, index), 'primary');
  else {
    // RSpec puts the message on the line below the type.
    const below = header.message === '' ? lines[header.index + 1]?.trimmed : undefined;
    const message = below === undefined || readFrame(below) !== null ? header.message : below;
    collector.addError(header.type, message, 'primary');
  }
}

/** RSpec: the first lines between `Failure/Error: code` and the frames. */
function expectation(lines: readonly TraceLine[], from: number, to: number): string | null {
  for (let at = from + 1; at < to; at += 1) {
    const trimmed = lines[at]?.trimmed ?? '';
    if (trimmed !== '') return trimmed;
  }
  return null;
}

/** The raising line: names the error for the frames around it. */
function addRaised(
  frame: RubyFrame,
  lines: readonly TraceLine[],
  index: number,
  collector: TraceCollector,
  last: boolean,
): void {
  const raised = typeInParentheses(frame.rest) ?? raisedBelow(frame.rest, lines, index);
  const first = collector.errors.length === 0;
  collector.addError(raised?.type ?? null, raised?.message ?? frame.rest, first ? 'primary' : 'cause', last);
}

/** A message of several lines closes with the type on a later one. */
function raisedBelow(
  rest: string,
  lines: readonly TraceLine[],
  index: number,
): { type: string; message: string } | null {
  for (let at = index + 1; at < index + 8; at += 1) {
    const trimmed = lines[at]?.trimmed ?? '';
    if (readFrame(trimmed) !== null) return null;
    const found = typeInParentheses(trimmed);
    if (found !== null) return { type: found.type, message: rest };
  }
  return null;
}

export const ruby: TraceFormat = {
  name,
  opening: { place: true },
  read(lines, index, collector) {
    const line = lines[index];
    const frame = line === undefined ? null : (readFrame(line.trimmed) ?? readTemplate(lines, index));
    if (line === undefined || frame === null) return 0;
    const open = collector.isOpen(name, index, gap);
    const first = lines[index - 1]?.trimmed ?? '';
    if (!open) start(lines, index, collector);
    else if (first === '' || (headerAt(first, 0, true) !== null && readFrame(first) === null)) {
      if (frame.rest === '' && !frame.from) start(lines, index, collector);
    }
    // In the old order the error comes last: its frames are waiting for it.
    const addLater = frame.rest !== '' && collector.errors.length === 0 && collector.frames.length > 0;
    if (frame.rest !== '' && !addLater) addRaised(frame, lines, index, collector, false);
    collector.addFrame({ ...frame, textLine: line.number }, frame.evidence);
    if (addLater) addRaised(frame, lines, index, collector, true);
    collector.touch(index);
    return 1;
  },
};
