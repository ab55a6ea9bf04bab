// The last step before the socket: takes out of a serialised JSON body what nobody can see (invisible characters, terminal
// sequences), then the secrets. Fails closed: it throws, or it is done.
import { stripInvisible } from './invisibleText';
import { nameStrength } from './secretNames';
import { atLeast, likenessOf } from './secretValue';
import { RedactionFailed, type Redactor } from './redact';
import { stripAnsi } from './stripAnsi';

export interface BodyRedaction {
  readonly redactor: Redactor;
  /** Milliseconds on any clock that only goes forward. */
  readonly now: () => number;
  /** Milliseconds after which nothing is sent; 250 where not given. */
  readonly budgetMs?: number;
}

/** Index behind the closing quote of the JSON string that opens at `at`, or -1. */
function stringEnd(body: string, at: number): number {
  for (let i = at + 1; i < body.length; i++) {
    const code = body.charCodeAt(i);
    if (code === 34) return i + 1;
    if (code === 92) i++;
  }
  return -1;
}

function isKey(body: string, at: number): boolean {
  let i = at;
  while (i < body.length && body.charCodeAt(i) <= 32) i++;
  return body.charAt(i) === ':';
}

/**
 * Each string is decoded, redacted and written again only where something was found: all else stays byte for byte, and
 * JSON stays JSON. A body that is no JSON is redacted as text. @throws {RedactionFailed}
 */
export function redactBody(body: string, { redactor, now, budgetMs = 250 }: BodyRedaction): string {
  const end = now() + budgetMs;
  const checkTime = (): void => {
    if (now() > end) throw new RedactionFailed(`it took longer than ${budgetMs} ms`);
  };
  try {
    return redactStrings(body, redactor, checkTime) ?? redactor.redact(redactor.disarm(visible(body)), checkTime).text;
  } catch (error) {
    if (error instanceof RedactionFailed) throw error;
    throw new RedactionFailed('an internal error', error);
  }
}

const visible = (text: string): string => stripInvisible(stripAnsi(text));

function isJson(body: string): boolean {
  try {
    JSON.parse(body);
    return true;
  } catch {
    return false;
  }
}

function redactStrings(body: string, redactor: Redactor, checkTime: () => void): string | null {
  if (!isJson(body)) return null;
  const pieces: string[] = [];
  let from = 0;
  let name = '';
  for (let at = body.indexOf('"'); at >= 0;) {
    const end = stringEnd(body, at);
    const value = JSON.parse(body.slice(at, end)) as string;
    const key = isKey(body, end);
    const redacted = redactString(redactor.disarm(visible(value)), key ? '' : name, redactor, checkTime);
    if (redacted !== value) {
      pieces.push(body.slice(from, at), JSON.stringify(redacted));
      from = end;
    }
    const next = body.indexOf('"', end);
    // A name speaks for the value right behind it only.
    name = key && next >= 0 && isValueStart(body, end, next) ? value : '';
    at = next;
    checkTime();
  }
  pieces.push(body.slice(from));
  return pieces.join('');
}

function isValueStart(body: string, from: number, to: number): boolean {
  return body.slice(from, Math.min(to, from + 64)).trim() === ':';
}

function redactString(value: string, name: string, redactor: Redactor, checkTime: () => void): string {
  const strength = name === '' ? null : nameStrength(name);
  const least = strength === 'password' ? 'mixed' : strength === 'secret' ? 'random' : 'strong';
  if (strength !== null && value.length >= 6 && atLeast(likenessOf(value), least)) {
    return redactor.placeholderFor(value, strength === 'vague' ? 'key' : strength);
  }
  // Nothing shorter than any secret is worth the search.
  return value.length < 6 ? value : redactor.redact(value, checkTime).text;
}
