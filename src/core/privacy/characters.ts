// Character classes as plain comparisons: the scanners here use no regular expression on long input.

export const isDigit = (code: number): boolean => code >= 48 && code <= 57;
export const isUpper = (code: number): boolean => code >= 65 && code <= 90;
export const isLower = (code: number): boolean => code >= 97 && code <= 122;
export const isAlnum = (code: number): boolean => isDigit(code) || isUpper(code) || isLower(code);
/** Letters, digits, `_` and `$`. */
export const isWord = (code: number): boolean => isAlnum(code) || code === 95 || code === 36;
export const isBase64 = (code: number): boolean => isAlnum(code) || code === 43 || code === 47;
export const isHex = (code: number): boolean =>
  isDigit(code) || (code >= 65 && code <= 70) || (code >= 97 && code <= 102);
export const isQuote = (code: number): boolean => code === 34 || code === 39 || code === 96;
export const isBlank = (code: number): boolean => code === 32 || code === 9;
export const isBreak = (code: number): boolean => code === 10 || code === 13;
export const backslash = 92;

/**
 * True where a word begins at `at` although a letter may stand before it: after an escape (`\n`, `\u0000`), after a
 * terminal colour (`[1m`) and after a percent code.
 */
export function startsWord(text: string, at: number): boolean {
  const before = text.charCodeAt(at - 1);
  if (at === 0 || !isAlnum(before)) return true;
  if (text.charCodeAt(at - 2) === backslash) return 'nrtbfv0'.includes(text.charAt(at - 1));
  if (text.charCodeAt(at - 3) === 37) return isHex(before) && isHex(text.charCodeAt(at - 2));
  if (text.charAt(at - 5) === 'u' && text.charCodeAt(at - 6) === backslash) return true;
  if (before !== 109) return false;
  let i = at - 2;
  while (i > 0 && at - i < 16 && (isDigit(text.charCodeAt(i)) || text.charAt(i) === ';')) i--;
  return text.charAt(i) === '[' && i < at - 2;
}
