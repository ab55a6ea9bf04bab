// What Android's logcat puts between the time and a program's line. Does not read the time.
import { digitsEnd, isDigit, isLetter, isUpper } from './scanText';

const levels = 'VDIWEF';

function isTag(text: string): boolean {
  for (const character of text)
    if (!isLetter(character) && !isDigit(character) && !'._-$'.includes(character)) return false;
  return text !== '' && isLetter(text.charAt(0));
}

/** Length of `E/AndroidRuntime: `, `E/AndroidRuntime( 1234): ` at `start`, or 0. */
export function briefLogcatLength(text: string, start: number): number {
  if (text.charAt(start + 1) !== '/' || !levels.includes(text.charAt(start))) return 0;
  const colon = text.indexOf(': ', start);
  if (colon < 0 || colon - start > 80) return 0;
  const open = text.lastIndexOf('(', colon);
  const end = open > start ? open : colon;
  if (open > start && (text.charAt(colon - 1) !== ')' || !isDigit(text.charAt(colon - 2)))) return 0;
  return isTag(text.slice(start + 2, end).trim()) ? colon + 2 - start : 0;
}

function wordEnd(text: string, start: number): number {
  const end = text.indexOf(' ', start);
  return end < 0 ? text.length : end;
}

function blanksEnd(text: string, start: number): number {
  let at = start;
  while (text.charAt(at) === ' ') at += 1;
  return at;
}

/** After the time: `1234-1234/com.shop E/Tag: `, and Android Studio's `1234-1234  Tag  com.shop  E  `. 0 where it is neither. */
export function logcatLength(text: string, start: number): number {
  const process = blanksEnd(text, start);
  const dash = digitsEnd(text, process);
  const thread = digitsEnd(text, dash + 1);
  if (dash === process || text.charAt(dash) !== '-' || thread === dash + 1) return 0;
  const tag = blanksEnd(text, wordEnd(text, thread));
  if (text.charAt(thread) === '/') {
    const brief = briefLogcatLength(text, tag);
    return brief === 0 ? 0 : tag + brief - start;
  }
  const owner = blanksEnd(text, wordEnd(text, tag));
  const level = blanksEnd(text, wordEnd(text, owner));
  if (!isTag(text.slice(tag, wordEnd(text, tag))) || !isUpper(text.charAt(level))) return 0;
  if (!levels.includes(text.charAt(level)) || !text.startsWith('  ', level + 1)) return 0;
  return level + 3 - start;
}
