// What a test run's output names beside its frames: the failing test's title and its file. Heuristic, linear, reads no file.
import { FileIndex } from '../stackTrace/fileIndex';
import { extensionOf, isWord } from '../stackTrace/scanText';
import { familyOfPath } from './languageOfPath';

export interface Mentioned {
  /** Files of the workspace, in the order of the text. */
  readonly paths: readonly string[];
  /** Lines that say which test failed. */
  readonly titles: readonly string[];
}

const longestText = 64 * 1024;
const longestLine = 400;
const mostPaths = 6;
const mostTitles = 8;
// pytest, unittest, jest, vitest, go test, node:test, tap, mocha, cargo test.
const marks = ['FAIL', 'FAILED', '--- FAIL', '● ', '✖ ', '✕ ', '× ', 'not ok', '____', 'ERROR: ', '---- ', 'self = <'];

export function mentionedIn(printed: string, files: readonly string[]): Mentioned {
  const text =
    printed.length <= longestText
      ? printed
      : `${printed.slice(0, longestText / 2)}\n${printed.slice(-longestText / 2)}`;
  const index = new FileIndex(files);
  const paths = new Set<string>();
  const titles = new Set<string>();
  for (const line of text.split('\n')) {
    const trimmed = line.trim().slice(0, longestLine);
    const marked = marks.some((mark) => trimmed.startsWith(mark)) || isNumbered(trimmed);
    if (marked && titles.size < mostTitles) titles.add(trimmed);
    if (paths.size >= mostPaths || !trimmed.includes('.')) continue;
    for (const path of pathsIn(trimmed)) {
      const segments = path.split('/').filter((segment) => segment !== '' && segment !== '.');
      const found = index.longestSuffix(segments, false);
      const whole = found.matched === segments.length && (segments.length > 1 || marked);
      if (whole && found.files.length === 1) found.files.forEach((file) => paths.add(file.path));
    }
  }
  return { paths: [...paths].slice(0, mostPaths), titles: [...titles] };
}

/** mocha's and jasmine's `1) title`. */
function isNumbered(trimmed: string): boolean {
  const close = trimmed.indexOf(') ');
  return close > 0 && close < 4 && Number.isInteger(Number(trimmed.slice(0, close)));
}

/** Words of path characters that end in a source file's extension; Python's modules (`tests.test_rows`) as paths too. */
function pathsIn(line: string): string[] {
  const found: string[] = [];
  let start = 0;
  for (let at = 0; at <= line.length; at += 1) {
    const character = line.charAt(at);
    if (at < line.length && (isWord(character) || '-./@'.includes(character))) continue;
    const word = line.slice(start, at);
    start = at + 1;
    if (!word.includes('.') || word.length > 200) continue;
    if (familyOfPath(word) !== 'other') found.push(word);
    else if (!word.includes('/') && extensionOf(word) !== '') found.push(...modulePaths(word));
  }
  return found;
}

/** `tests.test_rows.TestRows.test_load` is in `tests/test_rows.py`. */
function modulePaths(dotted: string): string[] {
  const names = dotted.split('.').filter((name) => name !== '');
  const found: string[] = [];
  for (let end = names.length; end >= 2; end -= 1) found.push(`${names.slice(0, end).join('/')}.py`);
  return found;
}
