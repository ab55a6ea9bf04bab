// Finds secrets by the name beside them: assignments, objects, flags, XML, query strings, name/value pairs, defaults.
// What looks like code, a placeholder or a word is left alone: a false hit breaks the model's answer.
import { backslash, isAlnum, isBlank, isBreak, isQuote, isUpper, isWord } from './characters';
import { beginsLikeToken } from './findTokens';
import { nameStrength, type NameStrength } from './secretNames';
import type { SecretSpan } from './secretSpan';
import { atLeast, likenessOf, wordShare, type Likeness } from './secretValue';

const hints =
  /pass|pwd|secret|token|key|cred|auth|bearer|jwt|dsn|cookie|sessid|sessionid|connection_?string|\bsas\b|salt|[cx]srf|webhook|hmac|\bpat\b|\bpin\b|totp|\botp\b|mnemonic|(?:\b|_)pw\b|psw/gi;

interface Value {
  readonly start: number;
  readonly end: number;
  readonly quoted: boolean;
}

const isName = (code: number): boolean => isWord(code) || code === 45 || code === 46;
const stops = new Set([...' \t\r\n"\'`,;<>|\\()[]{}'].map((character) => character.charCodeAt(0)));

function skip(text: string, at: number, test: (code: number) => boolean, limit: number): number {
  let i = at;
  while (i < text.length && i - at < limit && test(text.charCodeAt(i))) i++;
  return i;
}

/** A quote with the backslashes before it, so that its like is recognised as the end: `"`, `\"`, `\\\"`. */
function quoteAt(text: string, at: number): string {
  const end = skip(text, at, (code) => code === backslash, 8);
  return isQuote(text.charCodeAt(end)) ? text.slice(at, end + 1) : '';
}

function readQuoted(text: string, at: number, quote: string): Value | null {
  const start = at + quote.length;
  const mark = quote.charCodeAt(quote.length - 1);
  for (let i = start; i < text.length && i - start < 4096; i++) {
    const code = text.charCodeAt(i);
    if (isBreak(code)) return null;
    if (code === mark) return { start, end: i - countBackslashes(text, i, start, quote.length - 1), quoted: true };
    if (code === backslash && quote.length === 1) i++;
  }
  return null;
}

function countBackslashes(text: string, at: number, from: number, most: number): number {
  let n = 0;
  while (n < most && at - n - 1 >= from && text.charCodeAt(at - n - 1) === backslash) n++;
  return n;
}

function readBare(text: string, at: number, inQuery: boolean): Value | null {
  const end = skip(text, at, (code) => !stops.has(code) && !(inQuery && (code === 38 || code === 35)), 2048);
  const next = text.charCodeAt(end);
  // A call, an index or a template: code, not a value.
  if (end === at || next === 40 || next === 91 || next === 123) return null;
  let last = end;
  while (last > at && '.:!?'.includes(text.charAt(last - 1)) && last === end) last--;
  return { start: at, end: last, quoted: false };
}

/** How the name and what follows it are joined. `null` where nothing is assigned. */
interface Join {
  readonly at: number;
  readonly sign: '=' | ':' | '>' | ' ' | ',';
  readonly tight: boolean;
}

/** `client.setApiKey(…)` is given a secret; `getToken(…)` is asked for one. */
const setter = /(?:^|\.)(?:set|with|use)[A-Z_][\w$]*$/;

function joinAfter(text: string, nameStart: number, nameEnd: number): Join | null {
  let i = nameEnd;
  const closing = quoteAt(text, i);
  i += closing.length;
  if (text.charCodeAt(i) === 93) i++;
  const blank = skip(text, i, isBlank, 40);
  const character = text.charAt(blank);
  const next = text.charAt(blank + 1);
  if (character === '=' && next === '=') return null;
  if (character === '=' || (character === ':' && next === '=') || (character === '-' && next === '>')) {
    const wide = next === '>' || next === '=' ? 2 : 1;
    const at = skip(text, blank + wide, isBlank, 40);
    return { at, sign: '=', tight: blank === i && at === blank + wide };
  }
  if (character === ':' && next !== ':') {
    const at = skip(text, blank + 1, isBlank, 40);
    return { at, sign: ':', tight: at === blank + 1 };
  }
  if (character === '?' && next === ':') return { at: skip(text, blank + 2, isBlank, 40), sign: ':', tight: false };
  if (character === '(' && setter.test(text.slice(nameStart, nameEnd)))
    return { at: blank + 1, sign: ',', tight: false };
  if (character === '>' && closing === '') return { at: blank + 1, sign: '>', tight: true };
  if (character === ',' && closing !== '') return { at: skip(text, blank + 1, isBlank, 40), sign: ',', tight: false };
  if (closing !== '') return attributeJoin(text, blank);
  if (blank === i) return null;
  const verb = text.startsWith('is ', blank) ? 3 : text.startsWith('was ', blank) ? 4 : 0;
  return { at: blank + verb, sign: ' ', tight: false };
}

/** `key="ApiKey" value="…"`, as in XML settings. */
function attributeJoin(text: string, at: number): Join | null {
  return /^value=/i.test(text.slice(at, at + 6)) ? { at: at + 6, sign: '=', tight: true } : null;
}

/** `{"name": "API_KEY", "value": "…"}` and its YAML: the value has its own name. */
function pairJoin(text: string, nameEnd: number): Join | null {
  const after = text.slice(nameEnd, nameEnd + 80);
  const pair = /^\\{0,3}["']?,?[ \t]*(?:\\?[\r\n]{1,2}[ \t]*)?\\{0,3}["']?value\\{0,3}["']?[ \t]?[:=][ \t]?/i.exec(
    after,
  );
  return pair === null ? null : { at: nameEnd + pair[0].length, sign: ':', tight: false };
}

/** What a value must look like at the least, by its name and by how sure it is that a literal stands there. */
function leastFor(strength: NameStrength, value: Value, join: Join, literal: boolean): Likeness {
  if (strength === 'vague') return 'strong';
  if (join.sign === ' ' || join.sign === ',') return 'random';
  if (strength === 'password') return literal ? 'word' : value.quoted ? 'mixed' : 'random';
  return literal && !value.quoted ? 'mixed' : 'random';
}

function kindOf(strength: NameStrength): string {
  return strength === 'password' ? 'password' : strength === 'secret' ? 'secret' : 'key';
}

/** Dotted and called things are code: `form.csrf`, `process.env.X`, `config2.apiKey`. */
function isCode(text: string, { start, end, quoted }: Value): boolean {
  const value = text.slice(start, Math.min(end, start + 200));
  if (/^(?:https?|file|ftp|data|arn|git|ssh|urn):/i.test(value)) return true;
  if (value.includes('(') || value.includes('://')) return true;
  if (value.startsWith('/') || value.startsWith('./') || value.startsWith('../') || value.startsWith('--')) {
    return !atLeast(likenessOf(value), 'strong') || wordShare(value) > 0.4;
  }
  if (quoted) return false;
  return /^[A-Za-z_$][\w$]*(?:\.|\?\.|->|::)[A-Za-z_$]/.test(value);
}

/** Places where an unquoted value can only be a literal: `NAME=value` alone on its line, a query, a flag. */
function isLiteralPlace(text: string, nameStart: number, nameEnd: number, join: Join): boolean {
  if (!join.tight || join.sign !== '=') return false;
  const before = text.charAt(nameStart - 1);
  if (before === '&' || before === '?' || before === ';') return true;
  if (text.charAt(nameStart) === '-' && text.charAt(nameStart + 1) === '-') return true;
  let line = nameStart;
  while (line > 0 && nameStart - line < 10 && !isBreak(text.charCodeAt(line - 1))) line--;
  const lead = text.slice(line, nameStart).trim();
  for (let i = nameStart; i < nameEnd; i++) {
    const code = text.charCodeAt(i);
    if (isAlnum(code) && !isUpper(code) && (code < 48 || code > 57)) return false;
  }
  return (
    lead === '' ||
    lead === 'export' ||
    lead === 'ENV' ||
    lead === 'ARG' ||
    lead === 'set' ||
    lead === '-' ||
    lead === '+'
  );
}

function valueAt(text: string, join: Join, inQuery: boolean): Value | null {
  const prefix =
    /^(?:[rbuf]|rb|new String\(|String\(|Buffer\.from\(|\$)(?=["'`])/i.exec(text.slice(join.at, join.at + 16))?.[0] ??
    '';
  const at = join.at + prefix.length;
  const quote = quoteAt(text, at);
  if (quote !== '') return readQuoted(text, at, quote);
  return join.sign === ',' ? null : readBare(text, at, inQuery);
}

/** Literals that stand in for a missing value: `env.KEY ?? '…'`, `getenv('KEY', '…')`, on the same line. */
function defaultsAfter(text: string, at: number): Value[] {
  const found: Value[] = [];
  const end = Math.min(text.length, at + 300);
  if (!/["'`]/.test(text.slice(at, end))) return found;
  for (let i = at; i < end; i++) {
    const code = text.charCodeAt(i);
    if (isBreak(code) || code === 59) break;
    if (!isQuote(code)) continue;
    const value = readQuoted(text, i, text.charAt(i));
    if (value === null) break;
    const lead = text.slice(Math.max(at, i - 6), i).trimEnd();
    if (/(?:\?\?=?|\|\||\bor|[,:?=])$/.test(lead)) found.push(value);
    i = value.end;
  }
  return found;
}

const hasSign = (text: string, { start, end }: Value): boolean =>
  /[!@#%^&*?~]/.test(text.slice(start, Math.min(end, start + 40)));

function spanFor(
  text: string,
  value: Value | null,
  strength: NameStrength,
  join: Join,
  literal: boolean,
): SecretSpan | null {
  if (value === null || value.end - value.start < 4 || isCode(text, value)) return null;
  const written = text.slice(value.start, value.end);
  const token = strength !== 'vague' && beginsLikeToken(written);
  if (!token && !atLeast(likenessOf(written), leastFor(strength, value, join, literal))) return null;
  // Machines make long secrets; people choose short passwords, and put signs into them.
  const least = strength === 'password' ? 6 : hasSign(text, value) ? 8 : 12;
  if (value.end - value.start < least) return null;
  return { start: value.start, end: value.end, kind: kindOf(strength) };
}

export function findNamed(text: string): SecretSpan[] {
  const spans: SecretSpan[] = [];
  hints.lastIndex = 0;
  let done = 0;
  for (let hit = hints.exec(text); hit !== null; hit = hints.exec(text)) {
    if (hit.index < done) continue;
    let start = hit.index;
    while (start > done && hit.index - start < 60 && isName(text.charCodeAt(start - 1))) start--;
    const end = skip(text, hit.index + hit[0].length, isName, 60);
    done = end;
    hints.lastIndex = end;
    const strength = nameStrength(text.slice(start, end));
    if (strength === null) continue;
    for (const span of spansAfter(text, start, end, strength)) {
      spans.push(span);
      done = Math.max(done, span.end);
    }
    hints.lastIndex = done;
  }
  return spans;
}

function spansAfter(text: string, start: number, end: number, strength: NameStrength): SecretSpan[] {
  const found: SecretSpan[] = [];
  for (const join of [joinAfter(text, start, end), pairJoin(text, end)]) {
    if (join === null) continue;
    const before = text.charAt(start - 1);
    const value = valueAt(text, join, before === '&' || before === '?');
    const span = spanFor(text, value, strength, join, isLiteralPlace(text, start, end, join));
    if (span !== null) found.push(span);
    else if ((join.sign === '=' || join.sign === ':') && value?.quoted !== true) {
      for (const value of defaultsAfter(text, join.at)) {
        const span = spanFor(text, value, strength, { ...join, sign: ',' }, false);
        if (span !== null) found.push(span);
      }
    }
    if (found.length > 0) break;
  }
  return found;
}
