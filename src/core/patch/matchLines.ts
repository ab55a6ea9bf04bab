// Where the lines of an edit stand in a file: exactly, else without the spaces at line ends, else at another indentation.
// A looser way is tried only where the stricter one finds nothing, and counts only where it finds one place.

/** How an edit was found; `exact` needs no mention. */
export type Fit = 'exact' | 'trailing-space' | 'indentation';

export interface Match {
  readonly found: 'once';
  readonly line: number;
  readonly fit: Fit;
  /** The replacement with the indentation of the place. */
  readonly replace: readonly string[];
}

export interface NoMatch {
  readonly found: 'never' | 'often';
}

/** `lines` are the file's, without their ends. */
export function matchLines(
  lines: readonly string[],
  search: readonly string[],
  replace: readonly string[],
): Match | NoMatch {
  const trimmed = search.map((line) => line.trimEnd());
  const tries: readonly [Fit, (line: number) => readonly string[] | null][] = [
    ['exact', (at) => (search.every((line, i) => lines[at + i] === line) ? replace : null)],
    ['trailing-space', (at) => (trimmed.every((line, i) => lines[at + i]?.trimEnd() === line) ? replace : null)],
    ['indentation', (at) => reindented(lines.slice(at, at + search.length), trimmed, replace)],
  ];
  for (const [fit, at] of tries) {
    const places: { line: number; replace: readonly string[] }[] = [];
    for (let line = 0; line + search.length <= lines.length && places.length < 2; line++) {
      const text = at(line);
      if (text !== null) places.push({ line, replace: text });
    }
    const [first] = places;
    if (places.length > 1) return { found: 'often' };
    if (first !== undefined) return { found: 'once', fit, ...first };
  }
  return { found: 'never' };
}

/** The replacement moved by what sets the place off from the search; null where they differ in more than one indentation. */
function reindented(place: readonly string[], search: readonly string[], replace: readonly string[]): string[] | null {
  const first = search.findIndex((line) => line !== '');
  if (first < 0) return null;
  const theirs = indentOf(search[first] ?? '');
  const ours = indentOf(place[first] ?? '');
  if (ours.endsWith(theirs)) {
    const more = ours.slice(0, ours.length - theirs.length);
    const move = (line: string): string => (line.trim() === '' ? '' : more + line);
    return search.every((line, i) => place[i]?.trimEnd() === move(line).trimEnd()) ? replace.map(move) : null;
  }
  if (!theirs.endsWith(ours)) return null;
  const less = theirs.slice(0, theirs.length - ours.length);
  const fits = (line: string): boolean => line.trim() === '' || line.startsWith(less);
  if (![...search, ...replace].every(fits)) return null;
  const move = (line: string): string => (line.trim() === '' ? '' : line.slice(less.length));
  return search.every((line, i) => place[i]?.trimEnd() === move(line).trimEnd()) ? replace.map(move) : null;
}

function indentOf(line: string): string {
  return line.slice(0, line.length - line.trimStart().length);
}
