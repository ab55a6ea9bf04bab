// Lines and indentation of plain text (LF only). Knows no language.

const tabWidth = 4;

export function leadingSpace(line: string): string {
  let end = 0;
  while (end < line.length && (line[end] === ' ' || line[end] === '\t')) end++;
  return line.slice(0, end);
}

/** Columns before the first character that is no blank; a tab goes to the next multiple of four. */
export function indentWidth(line: string): number {
  let width = 0;
  for (const char of line) {
    if (char === ' ') width++;
    else if (char === '\t') width += tabWidth - (width % tabWidth);
    else break;
  }
  return width;
}

export function isBlank(text: string): boolean {
  return text.trim() === '';
}

export function isWordChar(char: string | undefined): boolean {
  return char !== undefined && /[\p{L}\p{N}_$]/u.test(char);
}

/** The letters, digits and underscores at the end of a text. */
export function trailingWord(text: string): string {
  let start = text.length;
  while (start > 0 && isWordChar(text[start - 1])) start--;
  return text.slice(start);
}

export function leadingWord(text: string): string {
  let end = 0;
  while (end < text.length && isWordChar(text[end])) end++;
  return text.slice(0, end);
}

export function toLf(text: string): string {
  return text.includes('\r') ? text.replaceAll('\r\n', '\n').replaceAll('\r', '\n') : text;
}

/** Never leaves half a surrogate pair at either end. */
export function wholeCharacters(text: string): string {
  const first = text.charCodeAt(0);
  const last = text.charCodeAt(text.length - 1);
  const from = first >= 0xdc00 && first <= 0xdfff ? 1 : 0;
  const to = last >= 0xd800 && last <= 0xdbff ? text.length - 1 : text.length;
  return from === 0 && to === text.length ? text : text.slice(from, to);
}
