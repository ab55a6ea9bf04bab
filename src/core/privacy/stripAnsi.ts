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
function stringEnd(text: string, from: number): { readonly end: number; readonly closed: boolean } {
  for (let i = from; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code > escape && code !== 0x9c) continue;
    if (code === bell || code === 0x9c) return { end: i + 1, closed: true };
    if (code === escape && text.charAt(i + 1) === '\\') return { end: i + 2, closed: true };
    if (code === escape || code === 0x0a || code === 0x0d) return { end: i, closed: false };
  }
  return { end: text.length, closed: false };
}

/** End of what the escape character at `at` begins. */
function escapeEnd(text: string, at: number): number {
  const next = text.charCodeAt(at + 1);
  if (next === 0x5b) return csiEnd(text, at + 2);
  // `ESC ]` is the same as U+009D, and so for each of them.
  if (opensString(next + 0x40)) return stringEnd(text, at + 2).end;
  // `ESC ( B` and the like: intermediates, then one final byte.
  let i = at + 1;
  while (i < text.length && text.charCodeAt(i) >= 0x20 && text.charCodeAt(i) <= 0x2f) i++;
  const final = text.charCodeAt(i);
  return final >= 0x30 && final <= 0x7e ? i + 1 : i;
}

/** 1 for the control characters that open a sequence, and for those that only ring, erase or shift. Next line (U+0085) is a line break. */
const controls = Uint8Array.from({ length: 0xa0 }, (_, code) =>
  Number((code < 0x20 || code >= 0x7f) && code !== 0x09 && code !== 0x0a && code !== 0x0d && code !== 0x85),
);
const isControl = (code: number): boolean => code < 0xa0 && controls[code] === 1;

const opensString = (code: number): boolean => code === 0x90 || code === 0x98 || (code >= 0x9d && code <= 0x9f);

/** True where `stripAnsi` would take something away. */
export function hasControls(text: string): boolean {
  for (let at = 0; at < text.length; at++) if (isControl(text.charCodeAt(at))) return true;
  return false;
}

export function stripAnsi(text: string): string {
  let kept = '';
  let from = 0;
  /** Up to here it is known that nothing closes a string. */
  let unclosed = 0;
  const { length } = text;
  for (let at = 0; at < length;) {
    const code = text.charCodeAt(at);
    if (!isControl(code)) {
      at++;
      continue;
    }
    if (at > from) kept += text.slice(from, at);
    let end = at + 1;
    if (code === escape) {
      // A megabyte of nothing but escapes is gone through as fast as any other.
      if (end < length && text.charCodeAt(end) >= 0x20) end = escapeEnd(text, at);
    } else if (code === 0x9b) end = csiEnd(text, at + 1);
    else if (at >= unclosed && opensString(code)) {
      // Text in a wrong encoding is full of these single characters: one that nothing closes takes nothing with it.
      const string = stringEnd(text, at + 1);
      if (string.closed) end = string.end;
      else unclosed = string.end;
    }
    from = at = end;
  }
  if (from === 0) return text;
  return kept + text.slice(from);
}
