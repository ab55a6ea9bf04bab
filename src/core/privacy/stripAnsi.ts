// Removes terminal control sequences: colours, cursor moves, titles, hyperlinks (their text stays). One pass, linear.

const escape = 0x1b;
const bell = 0x07;

/** End of a CSI sequence's parameters and final byte, `from` behind its introducer. */
function csiEnd(text: string, from: number): number {
  let i = from;
  while (i < text.length && text.charCodeAt(i) >= 0x20 && text.charCodeAt(i) <= 0x3f) i++;
  const final = text.charCodeAt(i);
  return final >= 0x40 && final <= 0x7e ? i + 1 : i;
}

/** End of a string sequence (OSC, DCS, APC, PM, SOS): behind BEL or ST. One that is never closed ends with its line. */
function stringEnd(text: string, from: number): number {
  for (let i = from; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === bell || code === 0x9c) return i + 1;
    if (code === escape) return text.charAt(i + 1) === '\\' ? i + 2 : i;
    if (code === 0x0a || code === 0x0d) return i;
  }
  return text.length;
}

function sequenceEnd(text: string, at: number): number {
  const code = text.charCodeAt(at);
  if (code === 0x9b) return csiEnd(text, at + 1);
  if (code !== escape) return stringEnd(text, at + 1);
  const next = text.charAt(at + 1);
  if (next === '[') return csiEnd(text, at + 2);
  if (next !== '' && ']PX^_'.includes(next)) return stringEnd(text, at + 2);
  // `ESC ( B` and the like: intermediates, then one final byte.
  let i = at + 1;
  while (i < text.length && text.charCodeAt(i) >= 0x20 && text.charCodeAt(i) <= 0x2f) i++;
  const final = text.charCodeAt(i);
  return final >= 0x30 && final <= 0x7e ? i + 1 : i;
}

/** True for the control characters that open a sequence, and for those that only ring, erase or shift. */
function isControl(code: number): boolean {
  if (code < 0x20) return code !== 0x09 && code !== 0x0a && code !== 0x0d;
  // Next line (U+0085) is a line break.
  return code >= 0x7f && code <= 0x9f && code !== 0x85;
}

const opensSequence = (code: number): boolean =>
  code === escape || code === 0x9b || code === 0x90 || code === 0x98 || (code >= 0x9d && code <= 0x9f);

export function stripAnsi(text: string): string {
  const pieces: string[] = [];
  let from = 0;
  for (let at = 0; at < text.length;) {
    const code = text.charCodeAt(at);
    if (!isControl(code)) {
      at++;
      continue;
    }
    if (at > from) pieces.push(text.slice(from, at));
    from = at = opensSequence(code) ? sequenceEnd(text, at) : at + 1;
  }
  if (from === 0) return text;
  pieces.push(text.slice(from));
  return pieces.join('');
}
