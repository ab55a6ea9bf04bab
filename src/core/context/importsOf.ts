// Reads a file's import statements from its lines. Which files they mean is resolveImport's to say.
import { indentOf, isWord } from '../stackTrace/scanText';
import type { Family } from './languageOfPath';

export interface Import {
  /** As written: `./store`, `app.rows`, `example.com/app/store`, `crate::parse`. */
  readonly specifier: string;
  /** The names it brings into the file. */
  readonly names: readonly string[];
  /** Everything is brought in, or passed on (`export * from`, `from x import *`, `#include`). */
  readonly all: boolean;
}

const longestStatement = 40;

/** The text of a statement that begins at `index` and ends where `isComplete` says. */
function statement(lines: readonly string[], index: number, isComplete: (text: string) => boolean): string {
  let text = lines[index] ?? '';
  for (let at = index + 1; at < lines.length && at < index + longestStatement && !isComplete(text); at += 1) {
    text += ` ${(lines[at] ?? '').trim()}`;
  }
  return text;
}

function words(text: string): string[] {
  const found: string[] = [];
  let current = '';
  for (const character of `${text} `) {
    if (isWord(character)) current += character;
    else if (current !== '') {
      found.push(current);
      current = '';
    }
  }
  return found;
}

const grammarWords = new Set([
  'import',
  'export',
  'type',
  'from',
  'as',
  'const',
  'let',
  'var',
  'require',
  'await',
  'default',
  'typeof',
]);

/** The string in the first quotes at or after `start`. */
function quoted(text: string, start: number): string | null {
  for (let at = start; at < text.length; at += 1) {
    const quote = text.charAt(at);
    if (quote !== "'" && quote !== '"' && quote !== '`') continue;
    const close = text.indexOf(quote, at + 1);
    return close < 0 ? null : text.slice(at + 1, close);
  }
  return null;
}

function readScript(lines: readonly string[]): Import[] {
  const found: Import[] = [];
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index] ?? '';
    const trimmed = line.trimStart();
    if (
      trimmed.startsWith('import ') ||
      trimmed.startsWith('import{') ||
      trimmed.startsWith('import"') ||
      trimmed.startsWith('export ')
    ) {
      if (trimmed.startsWith('export ') && !/^export (\*|\{|type \{)/.test(trimmed)) continue;
      const text = statement(lines, index, (read) => /['"]/.test(read) || read.trimEnd().endsWith(';'));
      const from = text.indexOf(' from ');
      const specifier = quoted(text, from < 0 ? 0 : from);
      if (specifier === null) continue;
      const names = words(from < 0 ? '' : text.slice(0, from)).filter((word) => !grammarWords.has(word));
      found.push({ specifier, names, all: trimmed.startsWith('export ') });
      continue;
    }
    for (const call of ['require(', 'import(']) {
      for (let at = line.indexOf(call); at >= 0; at = line.indexOf(call, at + call.length)) {
        const specifier = quoted(line, at + call.length);
        if (specifier === null || line.charAt(at + call.length).trim() === '') continue;
        const equals = line.lastIndexOf('=', at);
        const names = words(equals < 0 ? '' : statementStart(lines, index).slice(0, -1)).filter(
          (word) => !grammarWords.has(word),
        );
        found.push({ specifier, names, all: equals < 0 || line.includes('exports') });
      }
    }
  }
  return found;
}

/** What stands before `= require(`: names can be spread over the lines above. */
function statementStart(lines: readonly string[], index: number): string {
  const own = (lines[index] ?? '').split('=')[0] ?? '';
  if (!own.trimStart().startsWith('}')) return `${own} `;
  let text = own;
  for (let at = index - 1; at >= Math.max(0, index - longestStatement); at -= 1) {
    text = `${lines[at] ?? ''} ${text}`;
    if ((lines[at] ?? '').includes('{')) break;
  }
  return `${text} `;
}

function readPython(lines: readonly string[]): Import[] {
  const found: Import[] = [];
  for (let index = 0; index < lines.length; index += 1) {
    const trimmed = (lines[index] ?? '').trimStart();
    if (trimmed.startsWith('from ')) {
      const text = statement(lines, index, (read) => !read.includes('(') || read.includes(')')).trimStart();
      const marker = text.indexOf(' import ');
      if (marker < 0) continue;
      const names = words(text.slice(marker + 8)).filter((word) => word !== 'as');
      found.push({ specifier: text.slice(5, marker).trim(), names, all: text.slice(marker + 8).trim() === '*' });
    } else if (trimmed.startsWith('import ')) {
      for (const part of trimmed.slice(7).split(',')) {
        const [specifier, , alias] = part.trim().split(' ');
        if (specifier === undefined || specifier === '') continue;
        found.push({ specifier, names: [alias ?? specifier.split('.').at(-1) ?? specifier], all: false });
      }
    }
  }
  return found;
}

function readGo(lines: readonly string[]): Import[] {
  const found: Import[] = [];
  let block = false;
  for (const line of lines) {
    const trimmed = line.trim();
    if (trimmed.startsWith('import (')) block = true;
    else if (block && trimmed === ')') block = false;
    if (!block && !trimmed.startsWith('import ')) continue;
    const specifier = quoted(trimmed, 0);
    if (specifier === null) continue;
    const alias = words(trimmed.slice(0, trimmed.indexOf('"'))).at(-1);
    const name = alias === undefined || alias === 'import' ? (specifier.split('/').at(-1) ?? specifier) : alias;
    found.push({ specifier, names: [name], all: false });
  }
  return found;
}

function readUses(lines: readonly string[], starts: readonly string[], separator: RegExp): Import[] {
  const found: Import[] = [];
  for (let index = 0; index < lines.length; index += 1) {
    const trimmed = (lines[index] ?? '').trimStart().replace(/^pub(\([a-z ]*\))? /, '');
    const start = starts.find((word) => trimmed.startsWith(word));
    if (start === undefined || indentOf(lines[index] ?? '') > 8) continue;
    const text = statement(lines, index, (read) => read.includes(';') || !read.includes('{'));
    const body =
      text
        .slice(text.indexOf(start) + start.length)
        .split(';')[0]
        ?.trim() ?? '';
    const brace = body.indexOf('{');
    const specifier = (brace < 0 ? body : body.slice(0, brace)).split(' as ')[0]?.trim() ?? '';
    if (specifier === '') continue;
    const last = specifier.split(separator).at(-1) ?? specifier;
    const names = brace < 0 ? [last] : words(body.slice(brace));
    found.push({ specifier, names, all: last === '*' || start === 'mod ' });
  }
  return found;
}

function readQuoted(lines: readonly string[], starts: readonly string[]): Import[] {
  const found: Import[] = [];
  for (const line of lines) {
    const trimmed = line.trimStart();
    const start = starts.find((word) => trimmed.startsWith(word));
    const specifier = start === undefined ? null : quoted(trimmed, start.length);
    if (specifier !== null) found.push({ specifier, names: [], all: true });
  }
  return found;
}

const farthest = 3000;

export function importsOf(text: string, family: Family): readonly Import[] {
  const lines = text.split('\n', farthest);
  switch (family) {
    case 'script':
      return readScript(lines);
    case 'python':
      return readPython(lines);
    case 'go':
      return readGo(lines);
    case 'jvm':
      return readUses(lines, ['import static ', 'import '], /\./);
    case 'rust':
      return readUses(lines, ['use ', 'mod '], /::/);
    case 'php':
      return [...readUses(lines, ['use '], /\\/), ...readQuoted(lines, ['require', 'include'])];
    case 'c':
      return readQuoted(lines, ['#include ', '# include ']);
    case 'ruby':
      return readQuoted(lines, ['require_relative ', 'require ', 'autoload ']);
    case 'dart':
      return readQuoted(lines, ['import ', 'export ', 'part ']);
    case 'elixir':
      return readUses(lines, ['alias ', 'import ', 'use '], /\./);
    case 'csharp':
    case 'swift':
    case 'other':
      return [];
  }
}
