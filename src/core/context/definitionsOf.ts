// Finds what a file defines, and where, by its lines and their indentation: used where no grammar answers. Linear.
import type { LineRange } from '../task';
import { indentOf, isWord } from '../stackTrace/scanText';

export interface Definition extends LineRange {
  readonly name: string;
  readonly kind: 'function' | 'class' | 'value';
}

const modifiers = new Set(
  (
    'export default declare async public private protected internal static final abstract override readonly open sealed ' +
    'inline suspend pub unsafe extern virtual partial synchronized native const* data inner companion operator mutating ' +
    'fileprivate required convenience get set local'
  ).split(' '),
);
const functions = new Set(['function', 'def', 'defp', 'defmacro', 'func', 'fn', 'fun', 'sub', 'function*']);
const classes = new Set(
  'class interface struct enum trait record module defmodule protocol extension impl object namespace type union mixin'.split(
    ' ',
  ),
);
const values = new Set(['const', 'let', 'var', 'val', 'static', '#define', 'typedef']);
const control = new Set(
  (
    'if for while switch catch return else do try with elif except match loop until unless when foreach using lock throw new ' +
    'await yield delete typeof case in and or not super this assert expect describe it test'
  ).split(' '),
);

function wordEnd(text: string, start: number): number {
  let at = start;
  while (at < text.length && (isWord(text.charAt(at)) || text.charAt(at) === '#')) at += 1;
  return at;
}

function skip(text: string, start: number): number {
  let at = start;
  while (text.charAt(at) === ' ' || text.charAt(at) === '*' || text.charAt(at) === '&') at += 1;
  return at;
}

/** The name that a line defines, or null. */
function definedBy(trimmed: string): { name: string; kind: Definition['kind'] } | null {
  let at = 0;
  for (let words = 0; words < 6; words += 1) {
    const end = wordEnd(trimmed, at);
    const word = trimmed.slice(at, end);
    if (word === '') break;
    if (functions.has(word)) return named(trimmed, receiver(trimmed, skip(trimmed, end)), 'function');
    if (classes.has(word) && trimmed.charAt(end) === ' ') {
      const found = named(trimmed, skip(trimmed, end), 'class');
      // `enum class X`, `data class X`, and `type = 3`, which defines nothing.
      if (found !== null && classes.has(found.name)) {
        at = skip(trimmed, end);
        continue;
      }
      return found !== null && trimmed.charAt(skip(trimmed, end)) === '=' ? null : found;
    }
    if (values.has(word) && trimmed.charAt(end) === ' ') {
      const callable = trimmed.includes('=>') || trimmed.includes('= function') || trimmed.endsWith('= (');
      return named(trimmed, skip(trimmed, end), callable ? 'function' : 'value');
    }
    if (!modifiers.has(word) && trimmed.charAt(end) !== '!') break;
    at = skip(trimmed, end);
  }
  return assigned(trimmed) ?? method(trimmed);
}

/** Go's receiver: `(s *Store) Get`. */
function receiver(text: string, at: number): number {
  if (text.charAt(at) !== '(') return at;
  const close = text.indexOf(')', at);
  return close < 0 ? at : skip(text, close + 1);
}

function named(text: string, at: number, kind: Definition['kind']): { name: string; kind: Definition['kind'] } | null {
  let start = at;
  let end = wordEnd(text, start);
  // `def self.load`, `function Store.prototype.load`, `defmodule KV.Server`, `fn a::b`: the last part is the name.
  while (
    (text.charAt(end) === '.' || text.startsWith('::', end)) &&
    isWord(text.charAt(end + (text.charAt(end) === '.' ? 1 : 2)))
  ) {
    start = end + (text.charAt(end) === '.' ? 1 : 2);
    end = wordEnd(text, start);
  }
  return end > start ? { name: text.slice(start, end), kind } : null;
}

/** `exports.find = …`, `Store.prototype.load = …`, `load: function`, `NAME = …`, `name = (…) =>`. */
function assigned(trimmed: string): { name: string; kind: Definition['kind'] } | null {
  const found = named(trimmed, 0, 'value');
  if (found === null) return null;
  const end = trimmed.indexOf(found.name) + found.name.length;
  const at = skip(trimmed, end);
  const sign = trimmed.charAt(at);
  const rest = trimmed.slice(at + 1).trimStart();
  const callable =
    rest.startsWith('function') || rest.startsWith('async ') || rest.startsWith('(') || rest.includes('=>');
  if (sign === '=' && trimmed.charAt(at + 1) !== '=')
    return { name: found.name, kind: callable ? 'function' : 'value' };
  return sign === ':' && callable && trimmed.charAt(at + 1) === ' ' ? { name: found.name, kind: 'function' } : null;
}

/** `int sum(const char *text) {`, `async load(id) {`, `public Row find(String key) throws X {`. */
function method(trimmed: string): { name: string; kind: 'function' } | null {
  const open = trimmed.indexOf('(');
  const opens =
    trimmed.endsWith('{') ||
    trimmed.endsWith(') =>') ||
    trimmed.endsWith('(') ||
    trimmed.endsWith(',') ||
    trimmed.endsWith(')');
  if (open <= 0 || !opens) return null;
  let start = open;
  while (start > 0 && isWord(trimmed.charAt(start - 1))) start -= 1;
  const name = trimmed.slice(start, open);
  const before = trimmed.slice(0, start);
  const first = trimmed.slice(0, wordEnd(trimmed, 0));
  if (name === '' || control.has(name) || control.has(first)) return null;
  if (before.includes('=') || before.includes('.') || before.includes('"') || before.includes("'")) return null;
  // A call looks like a method without a type; only a body tells them apart.
  if (before.trim() === '' && !trimmed.endsWith('{')) return null;
  return { name, kind: 'function' };
}

interface Open {
  readonly name: string;
  readonly kind: Definition['kind'];
  readonly startLine: number;
  readonly indent: number;
}

/** True for lines that close or continue what began at the same indentation. */
function continues(trimmed: string): boolean {
  const first = trimmed.charAt(0);
  return (
    first === '}' || first === ')' || first === ']' || first === '{' || trimmed === 'end' || trimmed.startsWith('end ')
  );
}

/** Definitions in the order of their first lines; a class holds its methods. */
export function definitionsOf(text: string): readonly Definition[] {
  const lines = text.split('\n');
  const found: Definition[] = [];
  const open: Open[] = [];
  let last = 0;
  let decorated = 0;
  const close = (endLine: number): void => {
    const done = open.pop();
    if (done !== undefined) found.push({ name: done.name, kind: done.kind, startLine: done.startLine, endLine });
  };
  for (let number = 1; number <= lines.length; number += 1) {
    const line = lines[number - 1] ?? '';
    const trimmed = line.trim();
    if (trimmed === '') continue;
    const indent = indentOf(line);
    const continuing = continues(trimmed);
    while (open.length > 0 && indent <= (open.at(-1)?.indent ?? 0)) {
      const same = indent === open.at(-1)?.indent;
      if (same && continuing && (trimmed.endsWith('{') || trimmed.endsWith(':'))) break;
      close(same && continuing ? number : last);
      if (same && continuing) break;
    }
    last = number;
    if (trimmed.startsWith('@') || trimmed.startsWith('#[')) {
      decorated = decorated === 0 ? number : decorated;
      continue;
    }
    const defined = trimmed.startsWith('//') || trimmed.startsWith('*') || continuing ? null : definedBy(trimmed);
    // Values inside of functions are of no use to anybody outside.
    if (defined !== null && !(defined.kind === 'value' && open.some((outer) => outer.kind === 'function'))) {
      open.push({ ...defined, startLine: decorated === 0 ? number : decorated, indent });
    }
    decorated = 0;
  }
  while (open.length > 0) close(last);
  return found.toSorted((a, b) => a.startLine - b.startLine || b.endLine - a.endLine);
}
