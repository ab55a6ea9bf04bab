// The many ways in which tools write a path with a line and a column after it, for one such text. Opens nothing.
import { digitsEnd, isDigit, isLetter } from './scanText';

export interface PathSpelling {
  readonly path: string;
  readonly line: number | null;
  readonly column: number | null;
  readonly endLine: number | null;
  readonly endColumn: number | null;
}

type Role = 'line' | 'column' | 'endLine' | 'endColumn';

/** What the numbers of a place mean, by the place's shape: `N` is a number, blanks and quotes are left out. */
const shapes: Readonly<Record<string, readonly Role[]>> = {
  N: ['line'],
  'N:N': ['line', 'column'],
  'N.N': ['line', 'column'],
  'N:N-N': ['line', 'column', 'endColumn'],
  'N.N-N': ['line', 'column', 'endColumn'],
  'N.N-N.N': ['line', 'column', 'endLine', 'endColumn'],
  lineN: ['line'],
  'lineN,colN': ['line', 'column'],
  lineNcolN: ['line', 'column'],
  'lineN,colN-N': ['line', 'column', 'endColumn'],
  'lineN-N': ['line', 'endLine'],
  'lineN-N,colN-N': ['line', 'endLine', 'column', 'endColumn'],
  '(N)': ['line'],
  '(N,N)': ['line', 'column'],
  '[N]': ['line'],
  '[N,N]': ['line', 'column'],
};

const words: Readonly<Record<string, string>> = {
  line: 'line',
  lines: 'line',
  col: 'col',
  column: 'col',
  character: 'col',
  characters: 'col',
  on: '',
};

const longest = 64;
const starts = ' \u00a0:#,(["\'';

function isBlank(character: string): boolean {
  return character === ' ' || character === '\u00a0';
}

/** The place that fills all of `text` from `start`, or null. */
function placeAt(text: string, start: number): Omit<PathSpelling, 'path'> | null {
  const numbers: number[] = [];
  let shape = '';
  let at = start;
  if (text.charAt(at) === '"' || text.charAt(at) === "'") at += 1;
  while (isBlank(text.charAt(at))) at += 1;
  if (':#,'.includes(text.charAt(at)) && at < text.length) at += 1;
  while (at < text.length) {
    const character = text.charAt(at);
    if (isDigit(character)) {
      const end = digitsEnd(text, at);
      if (end - at > 9) return null;
      numbers.push(Number(text.slice(at, end)));
      shape += 'N';
      at = end;
    } else if (isLetter(character)) {
      let end = at;
      while (isLetter(text.charAt(end))) end += 1;
      const word = words[text.slice(at, end)];
      if (word === undefined) return null;
      shape += word;
      at = end;
    } else {
      if (!isBlank(character)) shape += character;
      at += 1;
    }
    if (shape.length > 20) return null;
  }
  const roles = shapes[shape];
  if (roles === undefined) return null;
  const found: Record<Role, number | null> = { line: null, column: null, endLine: null, endColumn: null };
  roles.forEach((role, index) => {
    found[role] = numbers[index] ?? null;
  });
  return found;
}

/** `foo:339:12`, `"foo", line 339, column 12`, `foo(339,12)` …: the longest place at the end, and the path before it. */
export function readPathSpelling(text: string): PathSpelling {
  for (let at = Math.max(1, text.length - longest); at < text.length; at += 1) {
    if (!starts.includes(text.charAt(at))) continue;
    const place = placeAt(text, at);
    if (place !== null) return { path: unquoted(text.slice(0, at)), ...place };
  }
  return { path: unquoted(text), line: null, column: null, endLine: null, endColumn: null };
}

function unquoted(path: string): string {
  const first = path.charAt(0);
  if (first !== '"' && first !== "'") return path;
  return path.endsWith(first) && path.length > 1 ? path.slice(1, -1) : path.slice(1);
}
