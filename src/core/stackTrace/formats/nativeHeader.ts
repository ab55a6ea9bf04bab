// The lines with which sanitizers, debuggers, Valgrind, assert() and Swift name a crash. Reads no frames.
import { digitsEnd, isUpper, readLocation, readNumber } from '../scanText';

export interface NativeHeader {
  readonly type: string;
  readonly message: string;
  readonly evidence: number;
  readonly location?: { readonly file: string; readonly line: number };
}

/** How these lines look. */
export const headerOpening = {
  starts: ['==', 'ERROR: ', 'WARNING: ', 'terminate called '],
  within: [' signal SIG', '.swift', ': Assertion `'],
};

/** `==123==ERROR: AddressSanitizer: …`, `==1== ERROR: libFuzzer: …`, `WARNING: ThreadSanitizer: … (pid=1)`. */
function sanitizer(trimmed: string): NativeHeader | null {
  let at = 0;
  if (trimmed.startsWith('==')) {
    const end = digitsEnd(trimmed, 2);
    if (end === 2 || !trimmed.startsWith('==', end)) return null;
    at = trimmed.charAt(end + 2) === ' ' ? end + 3 : end + 2;
  }
  const kind = trimmed.startsWith('ERROR: ', at) ? 7 : trimmed.startsWith('WARNING: ', at) ? 9 : 0;
  if (kind === 0) return null;
  const colon = trimmed.indexOf(': ', at + kind);
  const type = colon < 0 ? '' : trimmed.slice(at + kind, colon);
  if (!type.endsWith('Sanitizer') && type !== 'libFuzzer') return null;
  return { type, message: trimmed.slice(colon + 2), evidence: 1 };
}

const valgrindErrors = [
  'Invalid read', 'Invalid write', 'Invalid free', 'Conditional jump', 'Use of uninitialised', 'Mismatched free', 'Jump to the invalid',
  'Process terminating with', 'Source and destination overlap', 'Syscall param', 'Possible data race', 'Invalid ', 'Argument ',
]; // prettier-ignore

/** `==123== Invalid read of size 4`. */
function valgrind(trimmed: string): NativeHeader | null {
  const end = trimmed.startsWith('==') ? digitsEnd(trimmed, 2) : 2;
  if (end === 2 || !trimmed.startsWith('== ', end)) return null;
  const text = trimmed.slice(end + 3);
  const known = valgrindErrors.some((start) => text.startsWith(start)) || text.includes(' definitely lost in ');
  return known ? { type: 'Valgrind', message: text, evidence: 0.5 } : null;
}

/** `Program received signal SIGSEGV, Segmentation fault.`, `Program terminated with signal SIGABRT, Aborted.` */
function signal(trimmed: string): NativeHeader | null {
  const at =
    trimmed.indexOf(' with signal ') >= 0
      ? trimmed.indexOf(' with signal ') + 13
      : trimmed.indexOf(' received signal ') + 17;
  if (at < 17 && !trimmed.includes(' with signal ')) return null;
  const comma = trimmed.indexOf(', ', at);
  const type = comma < 0 ? '' : trimmed.slice(at, comma);
  if (!type.startsWith('SIG') || !isUpper(type.charAt(3))) return null;
  return { type, message: trimmed.slice(comma + 2).replace('.', ''), evidence: 0.5 };
}

/** lldb: `* thread #1, stop reason = EXC_BAD_ACCESS (code=1, address=0x0)`, `stop reason = signal SIGABRT`. */
function stopped(trimmed: string): NativeHeader | null {
  const marker = trimmed.indexOf('stop reason = ');
  if (marker < 0) return null;
  const reason = trimmed.slice(marker + 14);
  if (reason.startsWith('signal SIG')) return { type: reason.slice(7), message: '', evidence: 0.5 };
  const open = reason.startsWith('EXC_') ? reason.indexOf(' (') : -1;
  if (open < 0 || !reason.endsWith(')')) return null;
  return { type: reason.slice(0, open), message: reason.slice(open + 2, -1), evidence: 0.5 };
}

/** Swift: `Assertion failed: file A.swift, line 9`, `A/B.swift:9: Fatal error: Index out of range`. */
function swift(trimmed: string): NativeHeader | null {
  const file = trimmed.indexOf('file ');
  const line = trimmed.indexOf('.swift, line ', file);
  if (file >= 0 && line >= 0) {
    const number = readNumber(trimmed.slice(line + 13, digitsEnd(trimmed, line + 13)));
    const colon = trimmed.indexOf(': ');
    if (number === null || colon < 0) return null;
    const location = { file: trimmed.slice(file + 5, line + 6), line: number };
    const said = trimmed.slice(colon + 2, Math.max(colon + 2, file)).trim();
    const message = said.endsWith(':') ? said.slice(0, -1) : said;
    return { type: trimmed.slice(0, colon), message, evidence: 1, location };
  }
  const marker = trimmed.indexOf('.swift:');
  const colon = marker < 0 ? -1 : trimmed.indexOf(': ', marker);
  const place = colon < 0 ? null : readLocation(trimmed.slice(0, colon));
  const text = trimmed.slice(colon + 2);
  const type = text.startsWith('Fatal error')
    ? 'Fatal error'
    : text.startsWith('Assertion failed')
      ? 'Assertion failed'
      : '';
  if (place === null || type === '') return null;
  const message = text.slice(type.length + 2);
  const path = place.file.startsWith('Swift/') ? undefined : { file: place.file, line: place.line };
  return { type, message, evidence: 1, ...(path === undefined ? {} : { location: path }) };
}

/** `app: src/a.c:12: f: Assertion `x' failed.` */
function assertion(trimmed: string): NativeHeader | null {
  const marker = trimmed.indexOf(': Assertion `');
  if (marker < 0 || !trimmed.endsWith(' failed.')) return null;
  const start = trimmed.indexOf(': ');
  const place = readLocation(trimmed.slice(start + 2, trimmed.indexOf(': ', start + 2)));
  if (place === null) return null;
  const location = { file: place.file, line: place.line };
  return { type: 'Assertion failed', message: trimmed.slice(marker + 2), evidence: 1, location };
}

/** `terminate called after throwing an instance of 'std::out_of_range'`. */
function terminate(trimmed: string): NativeHeader | null {
  const marker = "terminate called after throwing an instance of '";
  if (!trimmed.startsWith(marker)) return null;
  return { type: trimmed.slice(marker.length, -1), message: '', evidence: 0.5 };
}

export function nativeHeader(trimmed: string): NativeHeader | null {
  return (
    sanitizer(trimmed) ??
    valgrind(trimmed) ??
    signal(trimmed) ??
    stopped(trimmed) ??
    swift(trimmed) ??
    assertion(trimmed) ??
    terminate(trimmed)
  );
}
