// Finds what a logger, a container or a CI system put before a program's line. Does not judge what follows.
import { briefLogcatLength, logcatLength } from './logcat';
import { digitsEnd, isDigit, isLetter } from './scanText';

const levels = new Set(
  'trace debug info notice warn warning error err severe fatal critical crit alert stdout stderr'.split(' '),
);

/** Length of a date or time at `start` (ISO, `2024/01/02 03:04:05`, `03:04:05.678`, `Jan  2 03:04:05`), or 0. */
function timeLength(text: string, start: number): number {
  let at = start;
  if (isLetter(text.charAt(at))) {
    if (text.charAt(at + 3) !== ' ') return 0;
    const month = text.slice(at, at + 3).toLowerCase();
    if (!'jan feb mar apr may jun jul aug sep oct nov dec'.includes(month)) return 0;
    at += 4;
    while (text.charAt(at) === ' ') at += 1;
    const day = digitsEnd(text, at);
    if (day === at || text.charAt(day) !== ' ') return 0;
    const clock = clockLength(text, day + 1);
    return clock === 0 ? 0 : day + 1 + clock - start;
  }
  if (!isDigit(text.charAt(at))) return 0;
  const date = dateLength(text, at);
  if (date > 0) {
    at += date;
    const separator = text.charAt(at);
    if (separator !== 'T' && separator !== ' ' && separator !== '_') return 0;
    const clock = clockLength(text, at + 1);
    return clock === 0 ? 0 : at + 1 + clock - start;
  }
  return clockLength(text, at);
}

/** `2024-01-02`, `2024/01/02`, `01-02` (logcat), `02.01.2024`. */
function dateLength(text: string, start: number): number {
  const first = digitsEnd(text, start);
  const separator = text.charAt(first);
  if ((first - start !== 4 && first - start !== 2) || !'-/.'.includes(separator) || separator === '') return 0;
  const second = digitsEnd(text, first + 1);
  if (second - first !== 3) return 0;
  if (text.charAt(second) !== separator) return first - start === 2 ? second - start : 0;
  const third = digitsEnd(text, second + 1);
  return third - second === 3 || third - second === 5 ? third - start : 0;
}

function clockLength(text: string, start: number): number {
  const hour = digitsEnd(text, start);
  if (hour - start !== 2) return 0;
  const minute = digitsEnd(text, hour + 1);
  const second = digitsEnd(text, minute + 1);
  if (minute - hour !== 3 || second - minute !== 3) return 0;
  if (text.charAt(hour) !== ':' || text.charAt(minute) !== ':') return 0;
  let at = second;
  if ('.,'.includes(text.charAt(at)) && isDigit(text.charAt(at + 1))) at = digitsEnd(text, at + 1);
  if (text.charAt(at) === 'Z') return at + 1 - start;
  if ((text.charAt(at) === '+' || text.charAt(at) === '-') && isDigit(text.charAt(at + 1))) {
    at = digitsEnd(text, at + 1);
    if (text.charAt(at) === ':') at = digitsEnd(text, at + 1);
  }
  return at - start;
}

/** Length of `ERROR `, `[error] `, `E `, `[main] `, `12345 ` after a time: what loggers put between it and the message. */
function fieldLength(text: string, start: number, terse: boolean): number {
  const open = text.charAt(start);
  if (open === '[') {
    const close = text.indexOf(']', start);
    if (close < 0 || close - start > 60) return 0;
    return close + 1 - start;
  }
  let at = start;
  while (at < text.length && (isLetter(text.charAt(at)) || isDigit(text.charAt(at)))) at += 1;
  const spelled = text.slice(start, at);
  const word = spelled.toLowerCase();
  // `Error: x` is what a program says; loggers write `ERROR` or `error`.
  if (spelled !== word && spelled !== spelled.toUpperCase()) return 0;
  if (word === '') return 0;
  const next = text.charAt(at);
  if (levels.has(word) && (next === ' ' || next === ':' || next === ''))
    return next === ':' ? at + 1 - start : at - start;
  // logcat's process, thread and one-letter level; elsewhere a number or letter is the program's own.
  if (terse && next === ' ' && (digitsEnd(word, 0) === word.length || (word.length === 1 && 'vdiwef'.includes(word)))) {
    return at - start;
  }
  return 0;
}

/** `service-1  | `: docker compose, foreman and their kin. The name starts with a letter at the line's start. */
function composeLength(text: string): number {
  if (!isLetter(text.charAt(0))) return 0;
  let at = 0;
  while (at < text.length && at < 64) {
    const character = text.charAt(at);
    if (!isLetter(character) && !isDigit(character) && !'-_./'.includes(character)) break;
    at += 1;
  }
  while (text.charAt(at) === ' ') at += 1;
  if (text.charAt(at) !== '|') return 0;
  return text.charAt(at + 1) === ' ' ? at + 2 : at + 1;
}

const marks = ['##[error]', '##[debug]', '::error::', '[ERROR] ', '[error] ', '[INFO] ', '[WARNING] ', '> '];
const markStarts = '#:[>';

function markLength(text: string, start: number): number {
  if (!markStarts.includes(text.charAt(start))) return 0;
  for (const mark of marks) if (text.startsWith(mark, start)) return mark.length;
  return 0;
}

/** `app[web.1]: `, `kernel: `, `host proc[12]: ` after a syslog time. */
function syslogLength(text: string, start: number): number {
  const colon = text.indexOf(': ', start);
  if (colon < 0 || colon - start > 80) return 0;
  const bracket = text.lastIndexOf('[', colon);
  return bracket > start && text.charAt(colon - 1) === ']' ? colon + 2 - start : 0;
}

/** ` app[web.1]:` right behind a time that is no syslog's: a platform's own log, as Heroku's. */
function processLength(text: string, start: number): number {
  const close = text.indexOf(']: ', start);
  const open = close < 0 || close - start > 60 ? -1 : text.indexOf('[', start);
  if (open < 0 || open > close) return 0;
  const name = text.slice(start + 1, open);
  const process = text.slice(open + 1, close);
  return isName(name) && isName(process) && text.charAt(start) === ' ' ? close + 2 - start : 0;
}

function isName(text: string): boolean {
  for (const character of text)
    if (!isLetter(character) && !isDigit(character) && !'._-/'.includes(character)) return false;
  return text !== '';
}

/** `[pod/shop-7c9f/web] ` of `kubectl logs --prefix`. */
function podLength(text: string): number {
  const close = text.startsWith('[pod/') ? text.indexOf('] ') : -1;
  return close < 0 ? 0 : close + 2;
}

/** logcat's ` AndroidRuntime: `. */
function tagLength(text: string, start: number): number {
  const colon = text.indexOf(':', start);
  if (colon < 0 || colon - start > 40) return 0;
  const tag = text.slice(start, colon).trim();
  for (const character of tag) if (!isLetter(character) && !isDigit(character) && !'._-'.includes(character)) return 0;
  return tag === '' ? 0 : colon + 1 - start;
}

/** Index where the program's own line begins: 0 where there is no prefix. The line's own indentation is kept. */
export function logPrefixLength(line: string): number {
  const first = line.charAt(0);
  // Most lines begin with a blank, and no logger does.
  if (first === ' ' || first === '\t' || first === '') return 0;
  let at = line.includes('|') ? composeLength(line) : podLength(line);
  at += markLength(line, at);
  at += briefLogcatLength(line, at);
  const bracketed = line.charAt(at) === '[' ? 1 : 0;
  const time = timeLength(line, at + bracketed);
  if (time === 0) return at;
  let end = at + bracketed + time;
  if (bracketed === 1) {
    const close = line.indexOf(']', end);
    if (close < 0 || close - end > 40) return at;
    end = close + 1;
  }
  if (isLetter(line.charAt(end)) || isDigit(line.charAt(end))) return at;
  const logcat = logcatLength(line, end);
  if (logcat > 0) return end + logcat;
  const terse = dateLength(line, at + bracketed) === 5;
  for (let fields = 0; fields < 5; fields += 1) {
    let next = end;
    while (line.charAt(next) === ' ') next += 1;
    const length = fieldLength(line, next, terse);
    if (length === 0) break;
    end = next + length;
    // CRI writes a lone `F` (full) or `P` (partial) after the stream's name.
    if (/^ [FP] /.test(line.slice(end, end + 3))) end += 2;
  }
  if (terse) end += tagLength(line, end);
  end += isLetter(line.charAt(at)) ? syslogLength(line, end) : processLength(line, end);
  if (line.charAt(end) === ':') end += 1;
  if (line.charAt(end) === ' ') end += 1;
  // A CI system marks the line behind its own time.
  return line.charAt(end) === '#' ? end + markLength(line, end) : end;
}
