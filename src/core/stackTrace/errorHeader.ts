// Reads `Type: message` out of the line above a trace's frames, whatever the program wrote around it.
import { isDigit, isLetter, isUpper, isWordCode } from './scanText';

export interface ErrorHeader {
  readonly type: string;
  readonly message: string;
}

const endings = [
  'Error', 'Exception', 'Warning', 'Failure', 'Fault', 'Interrupt', 'Exit', 'Throwable', 'Rejection', 'Panic',
  'ExceptionGroup', 'Failed', 'StopIteration', 'Timeout', 'Invalid', 'Abort', 'NotFound', 'Cancelled',
]; // prettier-ignore

function lastSegment(type: string): string {
  let at = type.length;
  while (at > 0 && !'.:/$+\\'.includes(type.charAt(at - 1))) at -= 1;
  return type.slice(at);
}

/** True for names that every language's convention calls an error. */
export function isErrorName(type: string): boolean {
  const last = lastSegment(type);
  if (!isUpper(last.charAt(0)) && !type.includes('.')) return false;
  return endings.some((ending) => last.endsWith(ending) || lastOfGeneric(last).endsWith(ending));
}

function lastOfGeneric(last: string): string {
  const generic = last.search(/[`<[]/);
  return generic < 0 ? last : last.slice(0, generic);
}

/** `com.example.Broken`: a package of small letters and a class. */
export function isQualifiedName(type: string): boolean {
  const last = lastSegment(type);
  if (!isUpper(last.charAt(0)) || last.length === type.length) return false;
  return isLetter(type.charAt(0)) && type.split('.').length >= 2;
}

const tick = 0x60;
const colon = 0x3a;

/** `.`, `\`, `+` and `/` between the parts of a name. */
function joins(code: number): boolean {
  return code === 0x2e || code === 0x5c || code === 0x2b || code === 0x2f;
}

/** End of the type name that starts at `start`: word characters joined by `.`, `::`, `\`, `/`, `` ` ``, `+`. */
export function typeEnd(text: string, start: number): number {
  let at = start;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (isWordCode(code) || code === tick) at += 1;
    else if (joins(code) && isWordCode(text.charCodeAt(at + 1))) at += 1;
    else if (code === colon && text.charCodeAt(at + 1) === colon && isWordCode(text.charCodeAt(at + 2))) at += 2;
    else break;
  }
  return at;
}

/**
 * The header that starts at `start`, or null. After the type come `: message`, ` [CODE]: message`, ` (message)` or nothing.
 * `lax` also takes qualified names that do not end like an error (`com.example.Broken`).
 */
export function headerAt(text: string, start: number, lax: boolean): ErrorHeader | null {
  const end = typeEnd(text, start);
  if (end === start || isDigit(text.charAt(start))) return null;
  const type = text.slice(start, end);
  if (!isErrorName(type) && !(lax && isQualifiedName(type))) return null;
  const message = messageAfter(text, end);
  return message === null ? null : { type, message };
}

function messageAfter(text: string, end: number): string | null {
  const next = text.charAt(end);
  if (next === '') return '';
  if (next === ':') {
    const after = text.charAt(end + 1);
    return after === '' || after === ' ' || after === '\t' ? text.slice(end + 1).trim() : null;
  }
  if (next === ' ' && text.charAt(end + 1) === '[') {
    const close = text.indexOf(']', end);
    if (close < 0) return null;
    return text.charAt(close + 1) === ':' ? text.slice(close + 2).trim() : close === text.length - 1 ? '' : null;
  }
  if (next === ' ' && text.charAt(end + 1) === '(' && text.endsWith('):')) return text.slice(end + 2, -2);
  if (next === ' ' && (text.charAt(end + 1) === '{' || text.slice(end) === ' ...')) return '';
  return null;
}

/** The first header anywhere in the line that stands at its start or after a blank, quote or bracket. */
export function readErrorHeader(line: string, lax = false): ErrorHeader | null {
  let at = 0;
  while (at < line.length) {
    if (!isWordCode(line.charCodeAt(at))) {
      at += 1;
      continue;
    }
    const end = typeEnd(line, at);
    const before = at === 0 ? '' : line.charAt(at - 1);
    if (before === '' || ' \t("[\'|=>'.includes(before)) {
      const header = headerAt(line, at, lax);
      if (header !== null) return lax && at > 0 ? inner(header) : unquoted(header, before);
    }
    at = Math.max(end, at + 1);
  }
  return null;
}

/** `== Java Exception: com.example.Broken: x`: the words before the qualified name are the program's. */
function inner(header: ErrorHeader): ErrorHeader {
  const plain = header.type === 'Exception' || header.type === 'Error';
  return (plain ? headerAt(header.message, 0, true) : null) ?? header;
}

/** `[TypeError: x]` and `"TypeError: x"`: the mark that opened before the type closes the message. */
function unquoted(header: ErrorHeader, before: string): ErrorHeader {
  const close = before === '[' ? ']' : before === '"' ? '"' : before === "'" ? "'" : '';
  if (close === '' || !header.message.endsWith(close)) return header;
  return { type: header.type, message: header.message.slice(0, -1) };
}
