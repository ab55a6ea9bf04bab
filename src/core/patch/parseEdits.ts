// Reads the edits in a model's answer: search-and-replace blocks, or JSON of `patchSchema`. Forgives how a block is dressed
// (fences, decoration of the path), never what it says. A linear scanner.
import { stripInvisible } from '../privacy/invisibleText';
import { stripAnsi } from '../privacy/stripAnsi';
import type { Reason } from '../task';
import type { Edit, ParsedEdits } from './edit';
import { editsOfJson } from './editsOfJson';

/** More edits than this mend nothing that a user could read. */
const mostEdits = 40;

export function parseEdits(answer: string): ParsedEdits {
  const parsed = editsOfJson(answer) ?? editsOfText(answer);
  // A change that nobody can see is none that a user could agree to.
  const visible = (text: string): string => stripInvisible(stripAnsi(text));
  const edits = parsed.edits.map(({ path, search, replace }) => ({
    path: visible(path),
    search: visible(search),
    replace: visible(replace),
  }));
  return { ...parsed, edits };
}

function editsOfText(answer: string): ParsedEdits {
  const lines = answer.replaceAll('\r\n', '\n').split('\n');
  const edits: Edit[] = [];
  const malformed: Reason[] = [];
  const prose: string[] = [];
  let path: string | null = null;
  for (let at = 0; at < lines.length; at++) {
    const length = openMarker(lines[at] ?? '');
    if (length === 0) {
      prose.push(lines[at] ?? '');
      continue;
    }
    path = takePath(prose) ?? path;
    const divider = indexFrom(lines, at + 1, (line) => isDivider(line, length));
    const close = divider < 0 ? -1 : indexFrom(lines, divider + 1, (line) => isClose(line, length));
    if (path === null || close < 0 || edits.length >= mostEdits) {
      malformed.push({
        rule: close < 0 ? 'edit.unclosed' : path === null ? 'edit.no-path' : 'edit.too-many',
        weight: 1,
        data: {},
      });
      if (close < 0) break;
    } else {
      edits.push({ path, search: block(lines, at + 1, divider), replace: block(lines, divider + 1, close) });
    }
    at = close;
    // The fence that was opened before the block ends behind it.
    if (isFence(lines[close + 1] ?? '')) at = close + 1;
  }
  return { edits, malformed, prose: prose.join('\n').trim() };
}

function block(lines: readonly string[], from: number, to: number): string {
  return lines
    .slice(from, to)
    .map((line) => `${line}\n`)
    .join('');
}

function indexFrom(lines: readonly string[], from: number, is: (line: string) => boolean): number {
  for (let at = from; at < lines.length; at++) if (is(lines[at] ?? '')) return at;
  return -1;
}

/** The length of `<<<<<<< SEARCH`'s run; 0 where the line opens no block. */
function openMarker(line: string): number {
  const trimmed = line.trim();
  const length = runOf(trimmed, '<');
  return length >= 5 && trimmed.slice(length).trim().toUpperCase() === 'SEARCH' ? length : 0;
}

function isDivider(line: string, length: number): boolean {
  const trimmed = line.trimEnd();
  return trimmed.length === length && runOf(trimmed, '=') === length;
}

function isClose(line: string, length: number): boolean {
  const trimmed = line.trimEnd();
  const word = trimmed.slice(length).trim().toUpperCase();
  return runOf(trimmed, '>') === length && (word === 'REPLACE' || word === '');
}

function runOf(line: string, char: string): number {
  let run = 0;
  while (line.charAt(run) === char) run++;
  return run;
}

function isFence(line: string): boolean {
  const trimmed = line.trim();
  return trimmed.length >= 3 && runOf(trimmed, '`') === trimmed.length;
}

/** The path that stands right above a block, taken off the prose; a fence between them is taken too. */
function takePath(prose: string[]): string | null {
  let at = prose.length - 1;
  while (at >= 0 && (prose[at] ?? '').trim() === '') at--;
  const above = prose[at] ?? '';
  let named: string | null = null;
  if (runOf(above.trim(), '`') >= 3) {
    // The info string of a fence may name the file: "```python app/main.py", "```app/main.py".
    const words = above
      .trim()
      .slice(runOf(above.trim(), '`'))
      .trim()
      .split(/[\s:]+/);
    named = words.findLast((word) => word.includes('.') || word.includes('/')) ?? null;
    prose.length = at;
    at--;
    while (at >= 0 && (prose[at] ?? '').trim() === '') at--;
  }
  const line = prose[at];
  const path = line === undefined ? null : pathOf(line);
  if (path !== null && at >= prose.length - 3) {
    prose.length = at;
    return path;
  }
  return named;
}

/** A path in its usual dress: `**app/main.py**`, "### File: `app/main.py`", "app/main.py:". */
function pathOf(line: string): string | null {
  const ticks = line.split('`');
  const ticked = ticks.length === 3 ? (ticks[1] ?? '').trim() : '';
  const bare = ticked !== '' ? ticked : undressed(line);
  if (bare === '' || bare.length > 400 || !(bare.includes('.') || bare.includes('/'))) return null;
  // Prose is no path: a sentence with a space after its full stop, or one that ends with one.
  if (/[.!?]\s|[<>|"]|[.!?,;]$/.test(bare)) return null;
  return bare.replaceAll('\\', '/').replace(/^\.\//, '');
}

function undressed(line: string): string {
  let start = 0;
  let end = line.length;
  const trimmable = ' \t#*-_';
  while (start < end && trimmable.includes(line.charAt(start)) && !(line.charAt(start) === '_' && start === 0)) start++;
  while (end > start && ' \t*:'.includes(line.charAt(end - 1))) end--;
  const bare = line.slice(start, end);
  return bare.replace(/^(?:file|path|in)\s*:?\s+/i, '').trim();
}
