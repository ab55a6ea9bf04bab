// Applies edits to the texts of files, in memory: each exactly once, all or none. Writes nothing; never throws.
import type { Reason } from '../task';
import type { Applied, ChangedFile, Edit } from './edit';
import { matchLines, type Match } from './matchLines';
import { protectedPath } from './protectedPath';

/** Text of a file of the workspace; null where it is not there or may not be read. */
export type ReadFile = (path: string) => Promise<string | null>;

interface Placed {
  readonly edit: Edit;
  readonly match: Match;
  readonly length: number;
}

export async function applyEdits(edits: readonly Edit[], readFile: ReadFile): Promise<Applied> {
  const failures: Reason[] = [];
  const notes: Reason[] = [];
  const files: ChangedFile[] = [];
  for (const path of new Set(edits.map((edit) => edit.path))) {
    const rule = protectedPath(path);
    if (rule !== null) {
      failures.push({ rule: 'edit.protected', weight: 1, data: { path, kind: rule } });
      continue;
    }
    const before = await readFile(path);
    if (before === null) {
      failures.push({ rule: 'edit.no-file', weight: 1, data: { path } });
      continue;
    }
    const placed = place(
      edits.filter((edit) => edit.path === path),
      before,
      failures,
      notes,
    );
    files.push(changed(path, before, placed));
  }
  return failures.length > 0 ? { ok: false, failures } : { ok: true, files, notes };
}

/** Finds every edit in the text as it is now, so that no edit lives on what another one wrote. */
function place(edits: readonly Edit[], before: string, failures: Reason[], notes: Reason[]): Placed[] {
  const lines = before.split('\n').map((line) => (line.endsWith('\r') ? line.slice(0, -1) : line));
  const placed: Placed[] = [];
  for (const edit of edits) {
    const fail = (rule: string): void => {
      failures.push({ rule, weight: 1, data: { path: edit.path, line: firstLine(edit.search) } });
    };
    const search = linesOf(edit.search);
    const replace = linesOf(edit.replace);
    // Answers show a change and then say it again.
    const said = ({ edit: { search: old, replace: brought } }: Placed): boolean =>
      old === edit.search && brought === edit.replace;
    if (placed.some(said)) continue;
    if (search.every((line) => line.trim() === '')) fail('edit.empty-search');
    else if (edit.search === edit.replace) fail('edit.no-change');
    else {
      const match = matchLines(lines, search, replace);
      if (match.found !== 'once') fail(match.found === 'never' ? 'edit.not-found' : 'edit.ambiguous');
      else if (isThere(lines, match, search)) fail('edit.already-applied');
      else if (placed.some((other) => overlap(other, match.line, search.length))) fail('edit.overlap');
      else {
        placed.push({ edit, match, length: search.length });
        if (match.fit !== 'exact')
          notes.push({ rule: `edit.${match.fit}`, weight: 0, data: { path: edit.path, line: match.line + 1 } });
      }
    }
  }
  return placed.sort((a, b) => a.match.line - b.match.line);
}

/** Whether an edit that only adds to its search has been applied here before. */
function isThere(lines: readonly string[], match: Match, search: readonly string[]): boolean {
  const { line, replace } = match;
  if (replace.length <= search.length) return false;
  const found = lines.slice(line, line + search.length);
  for (let shift = 0; shift + search.length <= replace.length; shift++) {
    if (!found.every((text, i) => replace[shift + i] === text)) continue;
    const start = line - shift;
    if (start >= 0 && replace.every((text, i) => lines[start + i] === text)) return true;
  }
  return false;
}

function overlap(other: Placed, line: number, length: number): boolean {
  return line < other.match.line + other.length && other.match.line < line + length;
}

function changed(path: string, before: string, placed: readonly Placed[]): ChangedFile {
  const lines = before.split('\n');
  const lineEnd = (lines[0] ?? '').endsWith('\r') ? '\r' : '';
  const out: string[] = [];
  const ranges: { startLine: number; endLine: number }[] = [];
  let at = 0;
  for (const { match, length } of placed) {
    out.push(...lines.slice(at, match.line));
    at = match.line + length;
    const end = (lines[match.line] ?? '').endsWith('\r') ? '\r' : match.line === lines.length - 1 ? lineEnd : '';
    const startLine = out.length + 1;
    match.replace.forEach((line, i) => {
      // The last line of a file that ends without a line end goes on doing so.
      const last = at === lines.length && i === match.replace.length - 1;
      out.push(last ? line : line + end);
    });
    ranges.push({ startLine, endLine: Math.max(startLine, out.length) });
  }
  out.push(...lines.slice(at));
  const text = out.join('\n');
  // Where the last lines went, half a line end would be left of the one before.
  const after = text.endsWith('\r') && !before.endsWith('\r') ? text.slice(0, -1) : text;
  return { path, before, after, lines: ranges };
}

function linesOf(text: string): string[] {
  return text === '' ? [] : (text.endsWith('\n') ? text.slice(0, -1) : text).split('\n');
}

function firstLine(text: string): string {
  return (linesOf(text).find((line) => line.trim() !== '') ?? '').trim().slice(0, 80);
}
