// PHP's uncaught exceptions: the header's own place, numbered frames, `Next`, `thrown in`.
import { headerAt, typeEnd } from '../errorHeader';
import { isLibraryPath } from '../libraryCode';
import { closingParenthesis, digitsEnd, looksLikePath, readLocation, readNumber } from '../scanText';
import type { TraceCollector } from '../traceCollector';
import type { TraceFormat } from '../traceFormat';

const name = 'php';
const gap = 6;

interface PhpHeader {
  readonly type: string;
  readonly message: string;
  readonly file: string | null;
  readonly line: number | null;
}

/** `Type: message in file:60`, and the old `exception 'Type' with message 'm' in file:60`. */
function readHeader(text: string): PhpHeader | null {
  const place = text.lastIndexOf(' in ');
  const location = place < 0 ? null : readLocation(text.slice(place + 4));
  const body = location === null ? text : text.slice(0, place);
  const where = { file: location?.file ?? null, line: location?.line ?? null };
  if (body.startsWith("exception '")) {
    const close = body.indexOf("'", 11);
    const message = body.indexOf("with message '", close);
    if (close < 0) return null;
    return { ...where, type: body.slice(11, close), message: message < 0 ? '' : body.slice(message + 14, -1) };
  }
  const header = headerAt(body, 0, true);
  if (header !== null) return { ...where, type: header.type, message: header.message };
  const end = typeEnd(body, 0);
  if (end === 0 || !body.startsWith(': ', end)) return null;
  return { ...where, type: body.slice(0, end), message: body.slice(end + 2) };
}

/** A log in JSON has doubled the name space's backslashes. */
function undoubled(name: string): string {
  return name.split('\\\\').join('\\');
}

/** Monolog's `[object] (Type(code: 0): message at file:42)`, as Laravel and Symfony log an exception. */
function readLogged(text: string): PhpHeader | null {
  const open = text.indexOf('[object] (');
  const code = open < 0 ? -1 : text.indexOf('(code: ', open);
  const message = code < 0 ? -1 : text.indexOf('): ', code);
  if (message < 0) return null;
  const place = text.lastIndexOf(' at ');
  const close = text.lastIndexOf(')');
  const location = place < message ? null : readLocation(text.slice(place + 4, close > place ? close : undefined));
  return {
    type: undoubled(text.slice(open + 10, code)),
    message: text.slice(message + 3, place < message ? undefined : place),
    file: location?.file ?? null,
    line: location?.line ?? null,
  };
}

function addHeader(header: PhpHeader, textLine: number, collector: TraceCollector): void {
  collector.addError(header.type, header.message, 'primary');
  if (header.file === null) return;
  const { file, line } = header;
  collector.addFrame({ file, line, library: isLibraryPath(file), textLine }, 1);
}

/** `Fatal error: Uncaught …`, with whatever stands before it. */
function uncaught(trimmed: string): string | null {
  const at = trimmed.indexOf('Uncaught ');
  if (at < 0 || !trimmed.slice(0, at).includes('rror')) return null;
  return trimmed.slice(at + 9);
}

/** `#1 /path/a.php(20): f(…)`, `#0 [internal function]: f()`, `#4 {main}`. */
function readFrame(
  trimmed: string,
): { file: string | null; line: number | null; function: string | null; evidence: number } | null {
  if (!trimmed.startsWith('#')) return null;
  const end = digitsEnd(trimmed, 1);
  if (end === 1 || trimmed.charAt(end) !== ' ') return null;
  const rest = trimmed.slice(end + 1);
  if (rest === '{main}') return { file: null, line: null, function: '{main}', evidence: 0.5 };
  if (rest.startsWith('[internal function]: ')) {
    return { file: null, line: null, function: called(rest.slice(21)), evidence: 0.5 };
  }
  const close = rest.indexOf('): ');
  const open = close < 0 ? -1 : rest.lastIndexOf('(', close);
  const line = open < 0 ? null : readNumber(rest.slice(open + 1, close));
  const file = rest.slice(0, Math.max(0, open));
  if (line === null || (!looksLikePath(file) && !file.endsWith(' code'))) return null;
  return { file, line, function: called(rest.slice(close + 3)), evidence: 1 };
}

/** The name without its arguments: `Store->load`, `{closure}`. */
function called(text: string): string {
  const closure = text.indexOf('{closure');
  const open = text.indexOf('(', closure < 0 ? 0 : text.indexOf('}', closure));
  if (open < 0) return text;
  return closingParenthesis(text, open) < 0 && open === 0 ? text : undoubled(text.slice(0, open));
}

export const php: TraceFormat = {
  name,
  opening: { starts: ['#'], within: ['Uncaught '] },
  read(lines, index, collector) {
    const line = lines[index];
    if (line === undefined) return 0;
    const { trimmed } = line;
    const open = collector.isOpen(name, index, gap);
    const thrown = uncaught(trimmed);
    const header = thrown === null ? null : readHeader(thrown);
    if (header !== null) {
      collector.begin(name, 'php', index);
      addHeader(header, line.number, collector);
      return 1;
    }
    if (open && trimmed.startsWith('Next ')) {
      const next = readHeader(trimmed.slice(5));
      if (next !== null) {
        // The first is what the next one wraps.
        collector.changeRelation(collector.current, 'cause');
        addHeader(next, line.number, collector);
        collector.touch(index);
        return 1;
      }
    }
    if (open && trimmed.startsWith('thrown in ')) {
      const place = trimmed.lastIndexOf(' on line ');
      const number = place < 0 ? null : readNumber(trimmed.slice(place + 9));
      if (number !== null) {
        const file = trimmed.slice(10, place);
        collector.addFrame({ file, line: number, library: isLibraryPath(file), textLine: line.number }, 0);
      }
      collector.touch(index);
      return 1;
    }
    const frame = readFrame(trimmed);
    if (frame === null) return 0;
    if (!open) {
      collector.begin(name, 'php', index);
      const above =
        lines[index - 1]?.trimmed === 'Stack trace:' || lines[index - 1]?.trimmed === '[stacktrace]' ? 2 : 1;
      const top = lines[index - above]?.trimmed ?? '';
      const found = readLogged(top) ?? readHeader(withoutLead(top));
      if (found !== null) addHeader(found, lines[index - above]?.number ?? line.number, collector);
    }
    collector.touch(index);
    collector.addFrame(
      { ...frame, library: frame.file !== null && isLibraryPath(frame.file), textLine: line.number },
      frame.evidence,
    );
    return 1;
  },
};

function withoutLead(text: string): string {
  const at = text.indexOf('Uncaught ');
  return at < 0 ? text : text.slice(at + 9);
}
