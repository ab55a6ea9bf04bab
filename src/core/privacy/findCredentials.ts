// Finds secrets by their place in a protocol: passwords in URLs, Authorization schemes, cookies, `curl -u`.
import { isAlnum, isBlank, isQuote } from './characters';
import { decodeBase64 } from './decodeBase64';
import type { SecretSpan } from './secretSpan';
import { atLeast, isPlaceholder, likenessOf } from './secretValue';

/** Passwords of documentation, which nobody needs hidden. */
const examples = new Set(
  'pass password passwd pwd pw secret token user username key credentials p test null undefined'.split(' '),
);

function isExample(user: string, password: string): boolean {
  return password.length < 4 || password === user || examples.has(password.toLowerCase()) || isPlaceholder(password);
}

/** `scheme://user:password@host`. The last `@` before the path counts, since passwords hold unescaped ones. */
export function findUrlPasswords(text: string): SecretSpan[] {
  const spans: SecretSpan[] = [];
  for (let at = text.indexOf('://'); at >= 0; at = text.indexOf('://', at + 3)) {
    const start = at + 3;
    let colon = -1;
    let end = -1;
    for (let i = start; i < text.length && i - start < 1024; i++) {
      const code = text.charCodeAt(i);
      if (code <= 32 || code === 47 || code === 60 || code === 62 || isQuote(code)) break;
      if (code === 58 && colon < 0) colon = i;
      if (code === 64) end = i;
    }
    if (colon < 0 || end < colon) continue;
    if (!isExample(text.slice(start, colon), text.slice(colon + 1, end))) {
      spans.push({ start: colon + 1, end, kind: 'url-password' });
    }
  }
  return spans;
}

const schemes = /\b(bearer|basic|token|apikey|api-key|ssws|splunk|genie-?key|bot|jwt)[ \t]{1,4}(?=[A-Za-z0-9_~+/.-])/gi;
const isToken = (code: number): boolean => isAlnum(code) || '-._~+/=:'.includes(String.fromCharCode(code));

function run(text: string, at: number, test: (code: number) => boolean): number {
  let i = at;
  while (i < text.length && i - at < 8192 && test(text.charCodeAt(i))) i++;
  return i;
}

/** `Bearer …`, `Basic …`: wherever it stands, since logs print headers in any shape. */
export function findSchemes(text: string): SecretSpan[] {
  const spans: SecretSpan[] = [];
  schemes.lastIndex = 0;
  for (let hit = schemes.exec(text); hit !== null; hit = schemes.exec(text)) {
    const start = hit.index + hit[0].length;
    let end = run(text, start, isToken);
    while (end > start && '.:'.includes(text.charAt(end - 1))) end--;
    const value = text.slice(start, end);
    if (value.length >= 6 && isSchemeSecret(hit[1]?.toLowerCase() ?? '', value))
      spans.push({ start, end, kind: hit[1]?.toLowerCase() === 'basic' ? 'basic-auth' : 'bearer' });
    schemes.lastIndex = Math.max(end, start);
  }
  return spans;
}

function isSchemeSecret(scheme: string, value: string): boolean {
  if (scheme !== 'basic') return atLeast(likenessOf(value), 'random');
  const decoded = decodeBase64(value);
  const colon = decoded?.indexOf(':') ?? -1;
  return decoded !== null && colon > 0 && !isExample(decoded.slice(0, colon), decoded.slice(colon + 1));
}

const cookies = /\bcookie\b["']?[ \t]{0,4}[:=][ \t]{0,4}["'`]?(?=[A-Za-z_])/gi;
const sessionNames = /sess|sid|auth|token|jwt|remember|login|csrf|xsrf|identity|secure/i;

/** Each value of a `Cookie` or `Set-Cookie` line that is random enough. */
export function findCookies(text: string): SecretSpan[] {
  const spans: SecretSpan[] = [];
  cookies.lastIndex = 0;
  for (let hit = cookies.exec(text); hit !== null; hit = cookies.exec(text)) {
    let at = hit.index + hit[0].length;
    for (let pairs = 0; pairs < 60; pairs++) {
      const equals = run(text, at, (code) => isAlnum(code) || code === 95 || code === 45 || code === 46);
      if (equals === at || text.charAt(equals) !== '=') break;
      const end = run(
        text,
        equals + 1,
        (code) => code > 32 && code !== 59 && code !== 44 && code !== 92 && !isQuote(code),
      );
      const likeness = likenessOf(text.slice(equals + 1, end));
      const least = sessionNames.test(text.slice(at, equals)) ? 'random' : 'strong';
      if (atLeast(likeness, least)) spans.push({ start: equals + 1, end, kind: 'cookie' });
      at = run(text, end, (code) => code === 59 || isBlank(code));
      if (at === end) break;
    }
    cookies.lastIndex = Math.max(at, hit.index + hit[0].length);
  }
  return spans;
}

const userFlags = /\s(?:-u|--user|--proxy-user)[ =]?["']?([\w.@-]{1,64}):/g;

/** `curl -u name:password`. */
function findUserPasswords(text: string): SecretSpan[] {
  const spans: SecretSpan[] = [];
  userFlags.lastIndex = 0;
  for (let hit = userFlags.exec(text); hit !== null; hit = userFlags.exec(text)) {
    const span = passwordAt(text, hit.index + hit[0].length, hit[1] ?? '');
    if (span !== null) spans.push(span);
  }
  return spans;
}

/** Programs that are given a password, and their flags for it. */
const programs =
  /\b(mysql|mysqldump|mysqladmin|mariadb|sshpass|docker login|redis-cli)\b| -([pa])|\bidentified by (?=["'])/gi;
/** More characters between a program and its flag are another command. */
const flagWithin = 120;

/** Where the password begins that `program` is given by the flag that ends at `at`; null where it has no such flag. */
function afterFlag(text: string, at: number, flag: string, program: string, distance: number): number | null {
  const next = text.charAt(at);
  switch (program) {
    case 'sshpass':
      return flag === 'p' && distance === 0 ? at + (next === ' ' ? 1 : 0) : null;
    case 'docker login':
      return flag === 'p' && next === ' ' ? at + 1 : null;
    case 'redis-cli':
      return flag === 'a' && next === ' ' ? at + 1 : null;
    default:
      return flag === 'p' && next.trim() !== '' && next !== '-' ? at : null;
  }
}

/** `mysql -ppassword`, `sshpass -p password`, `identified by "password"`. */
function findProgramPasswords(text: string): SecretSpan[] {
  const spans: SecretSpan[] = [];
  /** Where each program was named last. */
  const named = new Map<string, number>();
  const take = (at: number | null): void => {
    const span = at === null ? null : passwordAt(text, at, '');
    if (span !== null) spans.push(span);
  };
  programs.lastIndex = 0;
  for (let hit = programs.exec(text); hit !== null; hit = programs.exec(text)) {
    const [whole, program, flag] = hit;
    const end = hit.index + whole.length;
    if (program !== undefined) named.set(program.toLowerCase(), end);
    else if (flag === undefined) take(end);
    else {
      for (const [name, nameEnd] of named) {
        const distance = hit.index - nameEnd;
        // The end of a line parts commands.
        if (distance > flagWithin || text.slice(nameEnd, hit.index).includes('\n')) continue;
        take(afterFlag(text, end, flag.toLowerCase(), name, distance));
      }
    }
  }
  return spans;
}

/** The password that begins at `at`, after its quote where it has one. */
function passwordAt(text: string, at: number, user: string): SecretSpan | null {
  const start = at + (isQuote(text.charCodeAt(at)) ? 1 : 0);
  const end = run(text, start, (code) => code > 32 && !isQuote(code));
  const value = text.slice(start, end);
  const real = value.length >= 4 && !isExample(user, value) && atLeast(likenessOf(value), 'mixed');
  return real ? { start, end, kind: 'password' } : null;
}

/** Passwords that programs are given on the command line. */
export function findFlagPasswords(text: string): SecretSpan[] {
  return [...findUserPasswords(text), ...findProgramPasswords(text)];
}

const jwkMembers = /"\\{0,3}(?:d|p|q|dp|dq|qi|k)\\{0,3}"\s?:\s?\\{0,3}"(?=[\w-]{20})/g;

/** The private members of a JSON Web Key; its public ones (`n`, `e`, `x`, `y`) stay. */
export function findKeyMembers(text: string): SecretSpan[] {
  if (!text.includes('kty')) return [];
  const spans: SecretSpan[] = [];
  jwkMembers.lastIndex = 0;
  for (let hit = jwkMembers.exec(text); hit !== null; hit = jwkMembers.exec(text)) {
    const start = hit.index + hit[0].length;
    const end = run(text, start, (code) => isAlnum(code) || code === 45 || code === 95);
    if (atLeast(likenessOf(text.slice(start, end)), 'strong')) spans.push({ start, end, kind: 'private-key' });
    jwkMembers.lastIndex = end;
  }
  return spans;
}
