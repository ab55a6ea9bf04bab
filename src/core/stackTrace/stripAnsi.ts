// Removes terminal control sequences (CSI, OSC, DCS and their kin) in linear time. Keeps tabs and line breaks.

const escape = 0x1b;
const bell = 0x07;

/** Index after the sequence that starts at `start` (an ESC or an 8-bit C1 introducer). */
function sequenceEnd(text: string, start: number): number {
  const first = text.charCodeAt(start);
  let at = start + 1;
  let kind = first === 0x9b ? '[' : first === 0x9d ? ']' : first === 0x90 ? 'P' : '';
  if (first === escape) {
    kind = text.charAt(at);
    at += 1;
  }
  if (kind === '[') return csiEnd(text, at);
  if (kind === ']' || kind === 'P' || kind === 'X' || kind === '^' || kind === '_') return stringEnd(text, at);
  // ESC with intermediates (`ESC ( B`): a run of 0x20-0x2F and one final character.
  if (first === escape && kind !== '' && kind >= ' ' && kind <= '/') {
    while (at < text.length && text.charAt(at) >= ' ' && text.charAt(at) <= '/') at += 1;
    // Where the final character is missing, what stands there is text: a line break above all.
    return text.charAt(at) >= '0' && text.charAt(at) <= '~' ? at + 1 : at;
  }
  // A lone ESC before a line break or another ESC swallows nothing but itself.
  if (kind === '\n' || kind === '\r' || kind === '\u001b') return start + 1;
  return Math.min(at, text.length);
}

function csiEnd(text: string, start: number): number {
  let at = start;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code >= 0x40 && code <= 0x7e) return at + 1;
    if (code < 0x20 || code > 0x3f) return at;
    at += 1;
  }
  return at;
}

/** An OSC or DCS string ends at BEL or ST; one that is never closed ends at its line, so that it cannot eat the text. */
function stringEnd(text: string, start: number): number {
  let at = start;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code === bell || code === 0x9c) return at + 1;
    if (code === escape) return text.charAt(at + 1) === '\\' ? at + 2 : at;
    if (code === 0x0a || code === 0x0d) return at;
    at += 1;
  }
  return at;
}

function isControl(code: number): boolean {
  if (code >= 0x20 && code < 0x7f) return false;
  if (code === escape || (code >= 0x80 && code <= 0x9f)) return true;
  return (code < 0x20 && code !== 0x09 && code !== 0x0a && code !== 0x0d) || code === 0x7f;
}

/** The text without escape sequences and control characters. Linear; the same string where there are none. */
export function stripAnsi(text: string): string {
  let kept = '';
  let from = 0;
  let at = 0;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (!isControl(code)) {
      at += 1;
      continue;
    }
    kept += text.slice(from, at);
    at = code === escape || code >= 0x90 ? sequenceEnd(text, at) : at + 1;
    from = at;
  }
  return from === 0 ? text : kept + text.slice(from);
}

/** True where `stripAnsi` would take something away. */
export function hasControls(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) if (isControl(text.charCodeAt(at))) return true;
  return false;
}
