// Character scanning that the formats share. Everything here is linear in what it is given.

export function isDigit(character: string): boolean {
  return isDigitCode(character.charCodeAt(0));
}

export function isLetter(character: string): boolean {
  return isLetterCode(character.charCodeAt(0));
}

export function isUpper(character: string): boolean {
  const code = character.charCodeAt(0);
  return code >= 0x41 && code <= 0x5a;
}

/** A character of an identifier in any of the languages (ASCII, `$`, `_`, and everything beyond ASCII). */
export function isWord(character: string): boolean {
  return isWordCode(character.charCodeAt(0));
}

// By their codes, for loops over every character. No character at all has the code NaN, which is none of these.

export function isDigitCode(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

export function isLetterCode(code: number): boolean {
  const small = code | 0x20;
  return code < 0x80 && small >= 0x61 && small <= 0x7a;
}

export function isWordCode(code: number): boolean {
  return isLetterCode(code) || isDigitCode(code) || code === 0x5f || code === 0x24 || code > 0x7f;
}

/** Index of the first character from `start` that is not a digit. */
export function digitsEnd(text: string, start: number): number {
  let at = start;
  while (isDigitCode(text.charCodeAt(at))) at += 1;
  return at;
}

/** Index of the first digit of the run of digits that ends before `end`; `end` where there is none. */
export function digitsStart(text: string, end: number): number {
  let at = end;
  while (at > 0 && isDigitCode(text.charCodeAt(at - 1))) at -= 1;
  return at;
}

/** The number in `text` if it is one to nine digits and nothing else. */
export function readNumber(text: string): number | null {
  if (text.length === 0 || text.length > 9 || digitsEnd(text, 0) !== text.length) return null;
  return Number(text);
}

/** Number of leading spaces; a tab counts as one. */
export function indentOf(text: string): number {
  let at = 0;
  while (at < text.length && (text.charAt(at) === ' ' || text.charAt(at) === '\t')) at += 1;
  return at;
}

/** Index of the `(` that the `)` at `close` closes, or -1. */
export function openingParenthesis(text: string, close: number): number {
  let depth = 0;
  for (let at = close; at >= 0; at -= 1) {
    const code = text.charCodeAt(at);
    if (code === 0x29) depth += 1;
    else if (code === 0x28) {
      depth -= 1;
      if (depth === 0) return at;
    }
  }
  return -1;
}

/** Index of the `)` that the `(` at `open` opens, or -1. */
export function closingParenthesis(text: string, open: number): number {
  let depth = 0;
  for (let at = open; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0x28) depth += 1;
    else if (code === 0x29) {
      depth -= 1;
      if (depth === 0) return at;
    }
  }
  return -1;
}

export interface Location {
  readonly file: string;
  readonly line: number;
  readonly column?: number;
}

/** `path:12:5` or `path:12`. The path may hold anything, but not be empty. */
export function readLocation(text: string): Location | null {
  const lastStart = digitsStart(text, text.length);
  const last = readNumber(text.slice(lastStart));
  if (last === null || lastStart < 2 || text.charAt(lastStart - 1) !== ':') return null;
  const firstStart = digitsStart(text, lastStart - 1);
  const first = readNumber(text.slice(firstStart, lastStart - 1));
  if (first !== null && firstStart >= 2 && text.charAt(firstStart - 1) === ':') {
    return { file: text.slice(0, firstStart - 1), line: first, column: last };
  }
  return { file: text.slice(0, lastStart - 1), line: last };
}

/** The extension of a path in small letters without the dot, or an empty string. */
export function extensionOf(path: string): string {
  const dot = path.lastIndexOf('.');
  if (dot < 0 || dot < path.length - 12) return '';
  const extension = path.slice(dot + 1);
  for (const character of extension) if (!isWord(character)) return '';
  return extension.toLowerCase();
}

/** `https://`, `webpack-internal:///`, `file://`: a scheme and two slashes at the start. */
export function hasScheme(path: string): boolean {
  const colon = path.indexOf('://');
  if (colon < 2 || colon > 24) return false;
  for (let at = 0; at < colon; at += 1) {
    const character = path.charAt(at);
    if (!isLetter(character) && !isDigit(character) && character !== '-' && character !== '+' && character !== '.') {
      return false;
    }
  }
  return true;
}

/** True for what can only be a path: a scheme, a root, a drive, or a name with an extension and no white space. */
export function looksLikePath(path: string): boolean {
  if (path === '' || path.length > 1024) return false;
  const first = path.charAt(0);
  if (first === '/' || first === '\\' || path.startsWith('./') || path.startsWith('../') || path.startsWith('~/')) {
    return path.length > 1;
  }
  if (hasScheme(path) || path.startsWith('node:') || path.startsWith('blob:') || path.startsWith('data:')) return true;
  if (isLetter(first) && path.charAt(1) === ':' && (path.charAt(2) === '\\' || path.charAt(2) === '/')) return true;
  if (path.includes(' ')) return false;
  const extension = extensionOf(path);
  return extension !== '' && !isDigit(extension.charAt(0));
}
